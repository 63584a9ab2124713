import pytest

from app.core.grading import Verdict
from app.core.questions import (
    AcceptedText,
    BadAnswer,
    Choice,
    Cloze,
    Gap,
    ShortAnswer,
    SingleChoice,
    check,
    choice_id,
    grade,
    in_words,
    parse,
    solution,
)
from tests.core.questions.contents import CAPITAL, LAKE, LANDING

SENTENCE = Cloze(
    ("The Nile leaves ", Gap(LAKE), "; the Niger passes ", Gap(CAPITAL, weight=3), ".")
)


def test_gaps_count_by_their_weight():
    answer = parse(SENTENCE, {"answer-1": ["Lake Chad"], "answer-2": [choice_id("Niamey")]})
    result = grade(SENTENCE, answer)

    assert result.fraction == 0.75
    assert [part.verdict for part in result.parts] == [Verdict.WRONG, Verdict.RIGHT]
    assert str(result.words) == "Partly right: 1 of 2"


def test_a_slip_in_one_gap_is_said_of_the_whole():
    answer = {"1": "Lake Victora", "2": choice_id("Niamey")}

    assert grade(SENTENCE, answer).verdict is Verdict.RIGHT_BUT_SPELLING


def test_an_empty_gap_is_wrong_and_shows_as_empty():
    answer = parse(SENTENCE, {"answer-1": ["Lake Victoria"], "answer-2": [" "]})

    assert answer == {"1": "Lake Victoria"}
    assert grade(SENTENCE, answer).fraction == 0.25
    assert in_words(SENTENCE, answer) == "The Nile leaves Lake Victoria; the Niger passes …."


def test_the_solution_is_the_whole_sentence_with_its_gaps_marked():
    right = solution(SENTENCE)

    assert right.text == "The Nile leaves Lake Victoria; the Niger passes Niamey."
    assert [span.text for span in right.spans if span.marked] == ["Lake Victoria", "Niamey"]
    assert [gap.text for gap in right.gaps] == ["Lake Victoria", "Niamey"]


def test_a_refused_gap_is_named():
    content = Cloze(("On ", Gap(LANDING), " in ", Gap(LANDING)))

    with pytest.raises(BadAnswer) as caught:
        parse(content, {"answer-1": ["20 July 1969"], "answer-2": ["July"]})
    assert caught.value.gap == "2"


def test_an_answer_to_no_gap_counts_for_nothing():
    assert grade(SENTENCE, {"1": "Lake Victoria", "7": "more"}).fraction == 0.25


def test_one_text_is_no_answer_to_several_gaps():
    with pytest.raises(BadAnswer, match="Give one answer for each gap"):
        grade(SENTENCE, "Lake Victoria")


def test_problems_name_their_gap():
    hopeless = Gap(ShortAnswer((AcceptedText("Chad", 0.5),)))
    undecided = Gap(SingleChoice((Choice.of("Dakar"), Choice.of("Accra"))))

    wheres = [problem.where for problem in check(Cloze(("In ", hopeless, " or ", undecided)))]

    assert wheres == ["gap 1: answers", "gap 2: choices"]
    assert [problem.where for problem in check(Cloze(("No gap.",)))] == ["parts"]
