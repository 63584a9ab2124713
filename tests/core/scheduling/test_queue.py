"""Which card comes next, how many today, and how long that takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling import (
    NEW_CARD,
    Answered,
    Card,
    Memory,
    Next,
    Pace,
    Preset,
    State,
    Waiting,
    minutes,
    next_up,
    pace_of,
    portion,
    retrievability,
    urgency,
)
from tests.core.scheduling.logs import OTHER_WEIGHTS, PRESET

TODAY = 20_000
counts = st.integers(0, 500)
waitings = st.builds(Waiting, counts, counts, counts, counts)
some_answered = st.builds(Answered, counts, counts)


def sitting(waiting, preset=PRESET):
    """What is taken until today is done, learning cards answered once."""
    answered, order = Answered(), []
    while (taken := next_up(portion(waiting, answered, preset), answered)) is not Next.DONE:
        order.append(taken)
        waiting, answered = after(taken, waiting, answered)
    return order


def after(taken, waiting, answered):
    match taken:
        case Next.LEARNING:
            return replace(waiting, learning=waiting.learning - 1), answered
        case Next.AHEAD:
            return replace(waiting, ahead=waiting.ahead - 1), answered
        case Next.REVIEW:
            return (
                replace(waiting, reviews=waiting.reviews - 1),
                replace(answered, reviews=answered.reviews + 1),
            )
    return replace(waiting, new=waiting.new - 1), replace(answered, new=answered.new + 1)


def test_learning_comes_first_then_reviews_with_a_new_card_after_every_four():
    order = sitting(Waiting(learning=1, reviews=9, new=3, ahead=1))
    assert order == [
        Next.LEARNING,
        *[Next.REVIEW] * 4,
        Next.NEW,
        *[Next.REVIEW] * 4,
        Next.NEW,
        Next.REVIEW,
        Next.NEW,
        Next.AHEAD,
    ]


def test_a_learning_card_comes_early_only_when_nothing_else_is_left():
    answered = Answered()
    waiting = Waiting(ahead=2, new=1)
    assert next_up(portion(waiting, answered, PRESET), answered) is Next.NEW
    assert next_up(portion(Waiting(ahead=2), answered, PRESET), answered) is Next.AHEAD
    assert next_up(portion(Waiting(), answered, PRESET), answered) is Next.DONE


def test_a_backlog_is_capped_and_says_how_much_is_held_back():
    left = portion(Waiting(reviews=1240), Answered(), PRESET)
    assert (left.reviews, left.held_back) == (200, 1040)
    later = portion(Waiting(reviews=1090), Answered(reviews=150), PRESET)
    assert (later.reviews, later.held_back) == (50, 1040)


def test_new_cards_stop_at_the_daily_number_and_more_can_be_asked_for():
    done = Answered(new=10)
    assert portion(Waiting(new=50), done, PRESET).new == 0
    assert portion(Waiting(new=50), done, PRESET, more_new=5).new == 5
    assert portion(Waiting(new=3), done, PRESET, more_new=5).new == 3


def test_more_reviews_can_be_asked_for_as_well():
    done = Answered(reviews=200)
    assert portion(Waiting(reviews=90), done, PRESET, more_reviews=50).reviews == 50


@given(waitings, some_answered)
def test_no_portion_exceeds_what_waits_or_what_a_day_allows(waiting, answered):
    left = portion(waiting, answered, PRESET)
    assert 0 <= left.new <= min(waiting.new, PRESET.new_per_day)
    assert 0 <= left.reviews <= min(waiting.reviews, PRESET.reviews_per_day)
    assert left.reviews + left.held_back == waiting.reviews
    assert (left.learning, left.ahead) == (waiting.learning, waiting.ahead)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_a_sitting_takes_exactly_its_portion(learning, ahead, reviews, new):
    waiting = Waiting(learning, ahead, reviews, new)
    assert len(sitting(waiting)) == portion(waiting, Answered(), PRESET).left


def test_a_day_without_new_cards_has_none():
    assert Next.NEW not in sitting(Waiting(reviews=20, new=5), preset=Preset(new_per_day=0))


memories = st.builds(Memory, st.floats(0.1, 1000), st.just(5.0))
known_cards = st.builds(
    Card, state=st.just(State.REVIEW), memory=memories, last_on=st.integers(TODAY - 900, TODAY)
)


@given(st.lists(known_cards, max_size=20), st.sampled_from([PRESET.weights, OTHER_WEIGHTS]))
def test_the_most_urgent_is_the_least_likely_to_be_recalled(cards, weights):
    by_urgency = sorted(cards, key=lambda card: -urgency(card, TODAY))
    recalls = [retrievability(card.memory, TODAY - card.last_on, weights) for card in by_urgency]
    assert recalls == pytest.approx(sorted(recalls))


def test_a_card_never_seen_is_not_urgent():
    assert urgency(NEW_CARD, TODAY) == 0


@pytest.mark.parametrize(
    ("new", "reviews", "expected"), [(0, 0, 0), (0, 1, 1), (5, 0, 1), (10, 20, 5), (10, 200, 26)]
)
def test_minutes_are_rounded_up(new, reviews, expected):
    assert minutes(new, reviews) == expected


def test_the_pace_is_the_learners_median_from_fifty_answers_on():
    slow = [20_000] * 49 + [3_600_000]
    assert pace_of(slow[:49], slow[:49]) == Pace(12, 7)
    assert pace_of([], slow) == Pace(12, 20)
    assert minutes(0, 30, pace_of(slow, slow)) == 10
