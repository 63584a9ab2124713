import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.grading import Grade, Verdict, rating_for


@pytest.mark.parametrize(
    ("fraction", "spelling", "verdict", "words", "rating"),
    [
        (1, False, Verdict.RIGHT, "Right", 3),
        (0.9999999, False, Verdict.RIGHT, "Right", 3),
        (1, True, Verdict.RIGHT_BUT_SPELLING, "Right, but check the spelling", 3),
        (0.5, True, Verdict.PARTLY, "Partly right", 1),
        (0, False, Verdict.WRONG, "Wrong", 1),
        (-0.25, False, Verdict.WRONG, "Wrong", 1),
    ],
)
def test_the_fraction_decides_verdict_words_and_rating(fraction, spelling, verdict, words, rating):
    grade = Grade.of(fraction, spelling=spelling)

    assert grade.verdict is verdict
    assert str(grade.words) == words
    assert rating_for(grade) == rating


def test_parts_are_counted_in_the_words():
    grade = Grade.of(2 / 3, parts=[Grade.of(1), Grade.of(1, spelling=True), Grade.of(0)])

    assert str(grade.words) == "Partly right: 2 of 3"


@pytest.mark.parametrize(("fraction", "whole"), [(0.9999999, 1), (0.0000001, 0), (0.999, 0.999)])
def test_what_is_nearly_all_or_nothing_is_so(fraction, whole):
    assert Grade.of(fraction).fraction == whole


@given(st.floats(-10, 10), st.booleans())
def test_a_grade_lies_between_nothing_and_all(fraction, spelling):
    assert 0 <= Grade.of(fraction, spelling=spelling).fraction <= 1
