"""What an answer does to a memory, held against the published formulas."""

from math import inf, nan
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling import (
    DEFAULT_WEIGHTS,
    InvalidInput,
    Memory,
    Rating,
    interval_for,
    next_states,
    retrievability,
)
from tests.core.scheduling import formulas

A_MEMORY = Memory(10.0, 5.0)
memories = st.builds(Memory, st.floats(0.01, 3000), st.floats(1, 10))
days = st.integers(0, 5000)
ratings = st.sampled_from(Rating)
# The library clamps some weights; these stay inside what it takes as given.
other_weights = st.lists(st.floats(1, 1.25), min_size=21, max_size=21).map(
    lambda changes: tuple(
        weight * change for weight, change in zip(DEFAULT_WEIGHTS, changes, strict=True)
    )
)


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [
        (Rating.AGAIN, 0.212, 6.4133),
        (Rating.HARD, 1.2931, 5.1122),  # 6.4133 - e^0.8334 + 1
        (Rating.GOOD, 2.3065, 2.1181),  # 6.4133 - e^1.6668 + 1
        (Rating.EASY, 8.2956, 1.0),  # 6.4133 - e^2.5002 + 1 = -4.77, held at 1
    ],
)
def test_the_first_rating_sets_the_memory(rating, stability, difficulty):
    memory = next_states(None, 0)[rating].memory
    assert memory.stability == pytest.approx(stability, abs=5e-5)
    assert memory.difficulty == pytest.approx(difficulty, abs=5e-5)


@pytest.mark.parametrize(
    ("rating", "elapsed", "stability", "difficulty"),
    [
        # Recall has fallen to 90 %: 10 * (1 + e^1.8722 * 6 * 10^-0.1666 * (e^0.0796 - 1)).
        # Difficulty: 0.999 * 5 + 0.001 * (6.4133 - e^2.5002 + 1).
        (Rating.GOOD, 10, 32.0267, 4.9902),
        (Rating.HARD, 10, 23.2469, 6.6660),
        (Rating.EASY, 10, 51.2539, 3.3145),
        (Rating.AGAIN, 10, 1.3920, 8.3418),
        # On the same day: Good would be e^(0.5425 * 0.0912) * 10^-0.0658 = 0.90, held at 1.
        (Rating.GOOD, 0, 10.0, 4.9902),
        (Rating.EASY, 0, 15.5343, 3.3145),
    ],
)
def test_a_later_rating_follows_the_formulas(rating, elapsed, stability, difficulty):
    memory = next_states(A_MEMORY, elapsed)[rating].memory
    assert memory.stability == pytest.approx(stability, rel=5e-4)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-4)


@given(memories, days, ratings, other_weights)
def test_any_memory_and_any_weights_follow_the_formulas(memory, elapsed, rating, weights):
    found = next_states(memory, elapsed, weights=weights)[rating].memory
    stability, difficulty = formulas.following(
        weights, memory.stability, memory.difficulty, rating, elapsed
    )
    assert found.stability == pytest.approx(stability, rel=5e-4)
    assert found.difficulty == pytest.approx(difficulty, abs=1e-4)


def test_recall_is_ninety_percent_after_as_many_days_as_the_stability():
    assert retrievability(A_MEMORY, 10) == pytest.approx(0.9)
    assert retrievability(A_MEMORY, 0) == 1


@given(memories, days, days, other_weights)
def test_recall_only_falls(memory, earlier, later, weights):
    earlier, later = sorted((earlier, later))
    assert 0 < retrievability(memory, later, weights) <= retrievability(memory, earlier, weights)


@given(memories, st.floats(0.7, 0.99), other_weights)
def test_the_interval_ends_at_the_desired_retention(memory, desired, weights):
    interval = interval_for(memory, desired, weights)
    assert retrievability(memory, interval, weights) == pytest.approx(desired)


@given(memories, days, st.floats(0.7, 0.99), ratings)
def test_the_interval_of_a_next_state_is_that_of_its_memory(memory, elapsed, desired, rating):
    state = next_states(memory, elapsed, desired_retention=desired)[rating]
    expected = interval_for(state.memory, desired, DEFAULT_WEIGHTS)
    assert state.interval == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("last_weight", [0.0, 0.02, 5.0])
def test_the_curve_uses_the_last_weight_as_the_library_clamps_it(last_weight):
    weights = (*DEFAULT_WEIGHTS[:-1], last_weight)
    state = next_states(A_MEMORY, 10, weights=weights, desired_retention=0.8).good
    assert interval_for(state.memory, 0.8, weights) == pytest.approx(state.interval, rel=1e-4)


@pytest.mark.parametrize(
    ("memory", "elapsed", "retention", "weights", "field"),
    [
        (Memory(0, 5), 1, 0.9, DEFAULT_WEIGHTS, "stability"),
        (Memory(-1, 5), 1, 0.9, DEFAULT_WEIGHTS, "stability"),
        (Memory(nan, 5), 1, 0.9, DEFAULT_WEIGHTS, "stability"),
        (Memory(inf, 5), 1, 0.9, DEFAULT_WEIGHTS, "stability"),
        (Memory(5, 0.5), 1, 0.9, DEFAULT_WEIGHTS, "difficulty"),
        (Memory(5, nan), 1, 0.9, DEFAULT_WEIGHTS, "difficulty"),
        (None, -1, 0.9, DEFAULT_WEIGHTS, "elapsed_days"),
        (None, 2**40, 0.9, DEFAULT_WEIGHTS, "elapsed_days"),
        (None, 1, 1.0, DEFAULT_WEIGHTS, "desired_retention"),
        (None, 1, 0.0, DEFAULT_WEIGHTS, "desired_retention"),
        (None, 1, nan, DEFAULT_WEIGHTS, "desired_retention"),
        (None, 1, 0.9, DEFAULT_WEIGHTS[:19], "weights"),
        (None, 1, 0.9, (), "weights"),
        (None, 1, 0.9, (*DEFAULT_WEIGHTS[:-1], nan), "weights"),
    ],
)
def test_what_the_library_would_swallow_is_refused_by_name(
    memory, elapsed, retention, weights, field
):
    with pytest.raises(InvalidInput) as refused:
        next_states(memory, elapsed, weights=weights, desired_retention=retention)
    assert refused.value.field == field


def test_a_model_made_in_one_thread_serves_another():
    weights = (*DEFAULT_WEIGHTS[:-1], 0.31)
    found = [next_states(None, 0, weights=weights)]
    thread = Thread(target=lambda: found.append(next_states(None, 0, weights=weights)))
    thread.start()
    thread.join()
    assert found[0].good == found[1].good
