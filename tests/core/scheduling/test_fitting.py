"""Fitting weights: taken only when they foretell unseen reviews better."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from math import log
from random import Random

import pytest

from app.core.scheduling import (
    DEFAULT_WEIGHTS,
    NEW_CARD,
    InvalidInput,
    Kind,
    Memory,
    Rating,
    TooFewReviews,
    fit,
    history_of,
    log_loss,
    next_states,
    relearn,
    retrievability,
    undo,
)
from tests.core.scheduling.logs import CALENDAR, NOW, TODAY, answer, key

# A learner who forgets far sooner than the default weights expect.
FORGETFUL = (0.05, 0.1, 0.3, 0.8, *DEFAULT_WEIGHTS[4:8], 1.0, *DEFAULT_WEIGHTS[9:])


@cache
def simulated(weights, cards, seed=1):
    """Histories of a learner with such weights who reviews when the default weights say."""
    random = Random(seed)
    return [one_card(weights, random) for _ in range(cards)]


def one_card(weights, random):
    day, history, memory, believed = random.randrange(400), [], None, None
    for _ in range(8):
        gap = day - history[-1][1] if history else 0
        recalled = memory is None or random.random() < retrievability(memory, gap, weights)
        rating = Rating.GOOD if recalled else Rating.AGAIN
        memory = next_states(memory, gap, weights=weights)[rating].memory
        state = next_states(believed, gap)[rating]
        believed = state.memory
        history.append((int(rating), day))
        day += max(1, round(state.interval * random.uniform(0.6, 1.4)))
    return history


def test_weights_that_foretell_better_are_taken():
    histories = simulated(FORGETFUL, 200)
    found = fit(histories)
    assert found.is_better
    assert found.loss_after < found.loss_before
    assert found.weights != DEFAULT_WEIGHTS
    assert found.reviews == 1600
    fresh = simulated(FORGETFUL, 200, seed=2)
    assert log_loss(fresh, found.weights) < log_loss(fresh)


def test_weights_that_are_right_already_are_kept():
    found = fit(simulated(FORGETFUL, 60), current=FORGETFUL)
    assert not found.is_better
    assert found.weights == FORGETFUL
    assert found.loss_after >= found.loss_before


def test_a_fit_is_the_same_every_time():
    assert fit(simulated(FORGETFUL, 60)) == fit(simulated(FORGETFUL, 60))


def test_fewer_than_four_hundred_reviews_are_too_few():
    with pytest.raises(TooFewReviews):
        fit(simulated(FORGETFUL, 49))


@pytest.mark.parametrize(
    "histories",
    [
        [[(3, TODAY)] * 10] * 100,  # never a day apart
        [[(3, TODAY), (3, TODAY + 1)]] * 400,  # all on one day: nothing earlier to learn from
        [[(3, TODAY)]] * 1000,
        [[]] * 1000,
    ],
)
def test_reviews_that_cannot_be_foretold_are_too_few(histories):
    with pytest.raises(TooFewReviews):
        fit(histories)


def test_log_loss_is_the_mean_surprise_at_reviews_after_a_gap():
    # Good, then remembered a day later, then (same day, not foretold) good, then forgotten.
    history = [(3, 100), (3, 101), (3, 101), (1, 111)]
    first = retrievability(Memory(2.3065, 2.1181), 1)
    grown = next_states(None, 0).good.memory
    for gap in (1, 0):
        grown = next_states(grown, gap).good.memory
    expected = (-log(first) - log(1 - retrievability(grown, 10))) / 2
    assert log_loss([history]) == pytest.approx(expected, rel=1e-4)


def test_log_loss_does_not_depend_on_the_order_of_cards():
    histories = simulated(FORGETFUL, 60)
    assert log_loss(histories) == pytest.approx(log_loss(histories[::-1]))


def test_without_a_gap_there_is_no_loss_to_speak_of():
    assert log_loss([[(3, 100), (3, 100)], []]) is None


def test_a_day_that_went_back_is_no_gap():
    assert log_loss([[(3, 100), (3, 98)]]) is None


@pytest.mark.parametrize("rating", [0, 5])
def test_a_rating_that_is_none_is_refused(rating):
    with pytest.raises(InvalidInput):
        log_loss([[(3, 100), (rating, 101)]])


def test_a_history_is_what_still_holds_in_a_log():
    first = answer(NEW_CARD, Rating.GOOD, number=1)
    slip = answer(first.card, Rating.AGAIN, number=2)
    back = undo(slip.line, key=key(3), now=NOW, calendar=CALENDAR)
    second = answer(first.card, Rating.HARD, number=4, now=NOW + timedelta(days=1))
    lines = [first.line, slip.line, back, second.line]
    assert history_of(lines) == [(3, TODAY), (2, TODAY + 1)]


def test_a_history_ends_where_the_answer_key_changed():
    first = answer(NEW_CARD, Rating.GOOD, number=1)
    changed = relearn(first.card, key=key(2), now=NOW + timedelta(hours=1), calendar=CALENDAR)
    later = answer(first.card, Rating.GOOD, number=3, now=NOW + timedelta(days=2))
    assert history_of([first.line, changed, later.line]) == [(3, TODAY)]


def test_a_past_brought_as_a_state_has_no_history():
    first = answer(NEW_CARD, Rating.GOOD, number=1)
    assert history_of([replace(first.line, kind=Kind.IMPORTED, rating=None)]) == []
