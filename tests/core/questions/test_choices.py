from collections import Counter
from random import Random

import pytest

from app.core.questions import (
    BadAnswer,
    Choice,
    MultipleAnswer,
    SingleChoice,
    TrueFalse,
    arrange,
    check,
    choice_id,
    form_of,
    grade,
    in_words,
    parse,
    solution,
)
from tests.core.questions.contents import CAPITAL, COASTS


def test_every_choice_comes_first_as_often_as_any_other():
    firsts = Counter(arrange(CAPITAL, Random(seed)).choices[0].text for seed in range(600))

    assert set(firsts) == {"Dakar", "Niamey", "Accra"}
    assert min(firsts.values()) > 150


def test_an_id_depends_on_the_words_alone():
    assert choice_id("Ségou") == choice_id(" Se\u0301gou ")
    assert choice_id("Ségou") != choice_id("Segou")
    assert Choice.of("Ségou", right=True).id == Choice.of("Ségou").id


def test_a_wrong_choice_says_why_it_is_wrong():
    chosen = parse(CAPITAL, {"answer": [choice_id("Dakar")]})

    assert grade(CAPITAL, chosen).feedback == "Dakar is the capital of Senegal."
    assert in_words(CAPITAL, chosen) == "Dakar"


def test_the_solution_judges_each_choice():
    right = solution(CAPITAL)

    assert right.text == "Niamey"
    assert [(choice.text, choice.is_right) for choice in right.choices] == [
        ("Dakar", False),
        ("Niamey", True),
        ("Accra", False),
    ]


def test_a_choice_that_is_partly_right_earns_its_part():
    content = SingleChoice((Choice("a", "all", 1), Choice("b", "half", 0.5), Choice("c", "none")))

    assert grade(content, "b").fraction == 0.5


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ([Choice.of("Dakar"), Choice.of("Accra")], "There must be one right choice."),
        (
            [Choice.of("Dakar", right=True), Choice.of("Accra", right=True)],
            "There must be one right choice.",
        ),
        ([Choice("a", "Dakar", 1), Choice("a", "Accra")], "Two choices have the same id."),
        ([Choice("a", "Dakar", 1), Choice("b", " dakar")], "Two choices read the same."),
        ([Choice("a", "Dakar", 1), Choice("b", "Accra", 0.5)], "No choice is wrong."),
    ],
)
def test_choices_that_cannot_be_asked_are_named(choices, message):
    assert message in [problem.message for problem in check(SingleChoice(tuple(choices)))]


@pytest.mark.parametrize(("is_true", "answer"), [(True, "true"), (False, "false")])
def test_true_and_false_are_judged(is_true, answer):
    content = TrueFalse(is_true, why_true="It did.", why_false="It did not.")

    assert grade(content, answer).fraction == 1
    assert solution(content).text.lower() == answer
    assert grade(content, "true").feedback == "It did."


def test_an_answer_in_json_may_be_a_truth_value():
    assert parse(TrueFalse(True), form_of(TrueFalse(True), True)) == "true"


@pytest.mark.parametrize("answer", ["maybe", {"1": "true"}])
def test_what_is_neither_true_nor_false_is_refused(answer):
    with pytest.raises(BadAnswer):
        grade(TrueFalse(True), answer)


@pytest.mark.parametrize(
    ("chosen", "fraction", "right"),
    [
        (["Ghana", "Togo"], 1, [True, True, True, True]),
        (["Ghana"], 0.5, [True, True, False, True]),
        (["Ghana", "Togo", "Mali"], 0.5, [True, False, True, True]),
        (["Ghana", "Mali"], 0, [True, False, False, True]),
        (["Mali", "Niger"], 0, [False, False, False, False]),
        (["Ghana", "Mali", "Togo", "Niger"], 0, [True, False, True, False]),
    ],
)
def test_what_is_chosen_is_summed_and_never_below_nothing(chosen, fraction, right):
    result = grade(COASTS, parse(COASTS, form_of(COASTS, chosen)))

    assert result.fraction == fraction
    assert [part.is_right for part in result.parts] == right


def test_the_order_and_the_number_of_ticks_change_nothing():
    ghana, togo = choice_id("Ghana"), choice_id("Togo")

    assert parse(COASTS, {"answer": [togo, ghana, togo]}) == sorted([ghana, togo])
    assert in_words(COASTS, [togo, ghana]) == solution(COASTS).text == "Ghana; Togo"


def test_thirds_make_a_whole():
    choices = [Choice(letter, letter, 0.3333333) for letter in "abc"]
    content = MultipleAnswer((*choices, Choice("d", "d")))

    assert check(content) == ()
    assert grade(content, ["a", "b", "c"]).fraction == 1


def test_each_right_choice_says_why():
    judged = solution(COASTS).choices

    assert [choice.is_right for choice in judged] == [True, False, True, False]
    assert judged[1].why == "Mali has no coast."


@pytest.mark.parametrize("fractions", [(0, 0), (0.5, 0), (1, 1, 0), (1, -0.5, 0.5)])
def test_right_choices_must_make_a_whole(fractions):
    choices = tuple(Choice(f"c{n}", f"c{n}", worth) for n, worth in enumerate(fractions))

    messages = [problem.message for problem in check(MultipleAnswer(choices))]
    assert messages == ["The right choices together do not make a whole."]


@pytest.mark.parametrize("answer", ["Ghana", ["Chad"], {"1": "Ghana"}])
def test_what_is_no_list_of_choices_is_refused(answer):
    with pytest.raises(BadAnswer):
        grade(COASTS, answer)


@pytest.mark.parametrize("said", ["niamey ", choice_id("Niamey")])
def test_a_choice_may_be_given_in_its_words(said):
    assert parse(CAPITAL, form_of(CAPITAL, said)) == choice_id("Niamey")


def test_a_list_is_no_single_choice():
    with pytest.raises(BadAnswer, match="Give one answer as text"):
        form_of(CAPITAL, ["Niamey", "Dakar"])
