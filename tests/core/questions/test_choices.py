from collections import Counter
from random import Random

import pytest

from app.core.questions import (
    BadAnswer,
    Choice,
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
from tests.core.questions.contents import CAPITAL


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
