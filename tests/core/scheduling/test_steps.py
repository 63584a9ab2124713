"""Learning steps: where each rating leads, and after how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling import Rating
from app.core.scheduling.steps import DAY, Step, next_step

MINUTE, HOUR = 60, 3600
TWO_STEPS = (1 * MINUTE, 10 * MINUTE)


@pytest.mark.parametrize(
    ("current", "rating", "after"),
    [
        (0, Rating.AGAIN, Step(0, 60)),
        (0, Rating.HARD, Step(0, 330)),  # halfway between 1 and 10 minutes
        (0, Rating.GOOD, Step(1, 600)),
        (0, Rating.EASY, None),
        (1, Rating.AGAIN, Step(0, 60)),
        (1, Rating.HARD, Step(1, 600)),
        (1, Rating.GOOD, None),
        (1, Rating.EASY, None),
    ],
)
def test_two_steps_are_walked_as_in_anki(current, rating, after):
    assert next_step(TWO_STEPS, current, rating) == after


@pytest.mark.parametrize(
    ("only", "hard"),
    [
        (10 * MINUTE, 15 * MINUTE),
        (20 * HOUR, 1 * DAY),  # 30 hours are more than a day: whole days
        (3 * DAY, 4 * DAY),  # half as long again, but at most a day longer
        (10 * DAY, 11 * DAY),
    ],
)
def test_hard_on_the_only_step_waits_half_as_long_again(only, hard):
    assert next_step((only,), 0, Rating.HARD) == Step(0, hard)
    assert next_step((only,), 0, Rating.GOOD) is None


@pytest.mark.parametrize(
    ("steps", "hard"),
    [((1 * HOUR, 2 * DAY), 1 * DAY), ((1 * DAY, 4 * DAY), 3 * DAY), ((15, 30), 22)],
)
def test_halfway_is_a_whole_number_of_days_once_above_a_day(steps, hard):
    assert next_step(steps, 0, Rating.HARD) == Step(0, hard)


def test_a_card_beyond_shortened_steps_stands_on_the_last():
    assert next_step(TWO_STEPS, 5, Rating.HARD) == Step(1, 600)
    assert next_step(TWO_STEPS, 5, Rating.GOOD) is None


@given(st.sampled_from(Rating))
def test_without_steps_every_rating_leaves_them(rating):
    assert next_step((), 0, rating) is None


@given(
    st.lists(st.integers(1, 30 * DAY), min_size=1, max_size=6).map(tuple),
    st.integers(0, 9),
)
def test_good_again_and_again_leaves_any_steps(steps, current):
    for _ in steps:
        step = next_step(steps, current, Rating.GOOD)
        if step is None:
            return
        assert step.index > current
        current = step.index
    assert next_step(steps, current, Rating.GOOD) is None
