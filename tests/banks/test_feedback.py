"""What is shown after an answer, of each type."""

from dataclasses import replace
from decimal import Decimal

import pytest
from flask import render_template_string

from app.banks.feedback import feedback_of
from app.core.questions import (
    AcceptedNumber,
    AcceptedText,
    Choice,
    Cloze,
    DateQuestion,
    Gap,
    Numerical,
    Scheme,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    choice_id,
    solution,
)
from app.core.values import Bound, Date, Number
from tests.quizzes.types_bank import COASTAL, PLACES, POSTS, RIVER

CAPITAL = SingleChoice(
    choices=(
        Choice.of("Lessing", why="Lessing is the market town."),
        Choice.of("Varn", right=True, why="Varn lies at the mouth."),
        Choice.of("Brae", why="Brae is the mining town."),
    )
)
FERRY = ShortAnswer(answers=(AcceptedText("Adda Korn"), AcceptedText("Korn")))
FLOOD = DateQuestion(answers=(Date(2013, 1, None),))
PIER = Numerical(answers=(AcceptedNumber(Number(Decimal(8400), Bound.ABOUT, "people")),))
BRIDGE = Cloze(
    parts=("A bridge joined ", Gap(FERRY), " and ", Gap(CAPITAL), " in ", Gap(FLOOD), ".")
)
PARTS = (COASTAL, POSTS, PLACES, RIVER)
VARN = CAPITAL.choices[1].id
LESSING = CAPITAL.choices[0].id
MACRO = (
    '{% from "banks/types/feedback.html" import feedback %}'
    "{% call feedback(shown) %}the note{% endcall %}"
)


@pytest.fixture(autouse=True)
def request_context(app):
    with app.test_request_context():
        yield


# Nothing here asks the database.
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def shown(content, answer, **words):
    return render_template_string(MACRO, shown=feedback_of(content, answer, **words))


def test_of_choices_the_chosen_comes_first_then_the_right_one_then_the_others():
    feedback = feedback_of(CAPITAL, LESSING)
    assert (feedback.kind, feedback.words) == ("wrong", "Wrong")
    assert [row.text for row in feedback.own_choices] == ["Lessing", "Varn"]
    assert [row.text for row in feedback.other_choices] == ["Brae"]
    assert feedback.choices[0].why == "Lessing is the market town."
    page = shown(CAPITAL, LESSING)
    assert page.index("Your answer, wrong") < page.index("Right answer")
    assert page.index("Why the others are wrong") < page.index("Brae is the mining town.")


def test_a_choice_does_not_repeat_what_the_margin_says():
    page = shown(CAPITAL, VARN, explanation="Varn lies at the mouth.")
    assert "Your answer, right" in page
    assert "Varn lies at the mouth." not in page


def test_true_and_false_are_judged_in_words():
    feedback = feedback_of(TrueFalse(is_true=False, why_true="It was never lit."), "true")
    assert [(row.text, row.is_right, row.is_chosen) for row in feedback.choices] == [
        ("True", False, True),
        ("False", True, False),
    ]
    assert feedback.choices[0].why == "It was never lit."


def test_a_slip_is_shown_letter_by_letter():
    feedback = feedback_of(FERRY, "Adda Corn")
    assert feedback.words == "Right, but check the spelling"
    page = shown(FERRY, "Adda Corn")
    assert "<del>" in page
    assert "<ins>" in page


def test_a_right_answer_in_other_words_has_no_slips():
    page = shown(FERRY, "Korn")
    assert "Korn" in page
    assert "<del>" not in page
    assert feedback_of(FERRY, "Adda Korn").given == ""


def test_what_was_read_is_said():
    feedback = feedback_of(FLOOD, "2013-01")
    assert feedback.remark == "Read as January 2013."
    assert "Read as January 2013." in shown(FLOOD, "2013-01")


def test_a_number_is_shown_with_its_bound_and_unit():
    feedback = feedback_of(PIER, "12")
    assert feedback.given == "12"
    assert feedback.right.startswith("about 8")
    assert feedback.right.endswith("people")


def test_of_a_cloze_each_gap_that_is_not_as_it_should_be_is_named():
    answer = {"1": "Adda Corn", "2": LESSING}
    feedback = feedback_of(BRIDGE, answer)
    assert feedback.words == "Partly right: 1 of 3"
    assert [gap.kind for gap in feedback.gaps] == ["spelling", "wrong", "wrong"]
    assert [gap.given for gap in feedback.gaps] == ["Adda Corn", "Lessing", ""]
    page = shown(BRIDGE, answer)
    assert "Gap 3, your answer:" in page
    assert "nothing" in page
    assert page.count("<mark>") == 3
    assert LESSING not in page


def test_of_a_cloze_not_answered_the_gaps_alone_are_marked():
    assert shown(BRIDGE, None).count("<mark>") == 3


def test_a_cloze_filled_in_rightly_says_nothing_twice():
    page = shown(BRIDGE, {"1": "Adda Korn", "2": VARN, "3": "January 2013"})
    assert "your answer" not in page
    assert page.count("Adda Korn") == 1


def test_of_several_answers_each_choice_says_what_it_is():
    senegal, guinea, mali, niger = (choice.id for choice in COASTAL.choices)
    feedback = feedback_of(COASTAL, sorted([senegal, mali]))
    assert (feedback.kind, feedback.words) == ("wrong", "Wrong")
    assert [row.text for row in feedback.own_choices] == ["Senegal", "Mali", "Guinea"]
    page = shown(COASTAL, sorted([senegal, guinea, niger]))
    assert page.count("Your answer, right") == 2
    assert page.index("Your answer, wrong") < page.index("Niger has no coast.")
    assert feedback_of(COASTAL, [senegal]).words == "Partly right: 3 of 4 choices"
    page = shown(COASTAL, [senegal])
    assert "Right, not chosen" in page


def test_of_a_matching_each_row_says_what_was_given_what_is_right_and_why():
    master, _, keeper = (choice_id(pair.match) for pair in POSTS.pairs)
    names = {row.text: row.name for row in solution(POSTS).rows}
    answer = {names["El Hadj Touré"]: master, names["Awa Sow"]: keeper}
    feedback = feedback_of(POSTS, answer)
    assert feedback.words == "Partly right: 1 of 3"
    assert [(row.kind, row.words) for row in feedback.rows] == [
        ("right", "Right"),
        ("wrong", "Wrong"),
        ("skipped", "Not answered"),
    ]
    assert [row.given for row in feedback.rows] == ["", "keeper of the light", ""]
    page = shown(POSTS, answer)
    for words in ("harbour master", "mayor of Varn", "The town elected her twice."):
        assert words in page
    assert page.count("Your answer:") == 1
    assert page.count("<mark>") == 3


def test_of_groups_each_item_says_where_it_belongs():
    names = {row.text: row.name for row in solution(PLACES).rows}
    quay, town = (category.id for category in PLACES.categories)
    answer = {names["The light"]: town, names["The school"]: town, names["The fish market"]: quay}
    feedback = feedback_of(PLACES, answer)
    assert feedback.words == "Partly right: 2 of 3"
    assert feedback.rows[0].given == "In the town"
    assert feedback.rows[0].right == "On the quay"


def test_an_order_is_shown_as_it_is_right_with_what_is_known_of_each():
    first, second, third, fourth = (item.id for item in RIVER.items)
    feedback = feedback_of(RIVER, [second, first, third, fourth])
    assert feedback.words == "Partly right: 2 of 4"
    assert [row.right for row in feedback.rows][:2] == ["May 1987", "January 2013"]
    assert [(row.words, row.given) for row in feedback.rows] == [
        ("Wrong", "2"),
        ("Wrong", "1"),
        ("Right", ""),
        ("Right", ""),
    ]
    page = shown(RIVER, [second, first, third, fourth])
    assert "The right order:" in page
    assert "You put it in place 2." in page
    assert "<mark>" not in page


def test_an_item_at_its_place_is_right_also_where_only_the_whole_counts():
    first, second, third, fourth = (item.id for item in RIVER.items)
    feedback = feedback_of(
        replace(RIVER, scheme=Scheme.ALL_OR_NOTHING), [first, second, fourth, third]
    )
    assert feedback.words == "Wrong"
    assert [row.kind for row in feedback.rows] == ["right", "right", "wrong", "wrong"]


@pytest.mark.parametrize(
    "content", [CAPITAL, FERRY, FLOOD, PIER, BRIDGE, TrueFalse(is_true=True), *PARTS]
)
def test_without_an_answer_the_right_one_is_shown(content):
    feedback = feedback_of(content, None)
    assert (feedback.kind, feedback.words, feedback.given) == ("skipped", "Not answered", "")
    page = render_template_string(MACRO, shown=feedback)
    assert "Your answer" not in page
    assert "the note" in page
