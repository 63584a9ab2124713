"""How hard a question is: the estimate first, the answers more and more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.statistics import EASIEST, HARDEST, corrected

estimates = st.floats(EASIEST, HARDEST)
counts = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("estimate", "earned", "answers", "expected"),
    [
        (4, 0, 0, 4.0),  # nobody answered: the estimate
        (4, 0, 5, 6.0),  # (10 × 2/3 + 0) / 15 = 4/9 get it right
        (4, 10, 10, 2.5),  # (10 × 2/3 + 10) / 20 = 5/6
        (5.5, 50, 100, 5.5),
        (1, 0, 10_000, 10.0),
        (10, 10_000, 10_000, 1.0),
        (4, 2.5, 5, 4.5),  # grades in part count in part
    ],
)
def test_the_estimate_weighs_as_much_as_ten_answers(estimate, earned, answers, expected):
    assert corrected(estimate, earned, answers) == expected


@given(estimates, counts, st.floats(0, 1))
def test_it_stays_on_the_scale(estimate, answers, share):
    assert EASIEST <= corrected(estimate, share * answers, answers) <= HARDEST


@given(estimates, st.integers(1, 10_000), st.floats(0, 1), st.floats(0, 1))
def test_the_more_fail_the_harder_it_is(estimate, answers, one, two):
    fewer, more = sorted((one, two))
    assert corrected(estimate, more * answers, answers) <= corrected(
        estimate, fewer * answers, answers
    )
