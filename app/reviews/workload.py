"""What a desired retention costs: reviews of one card in its first years, by simulation."""

from functools import lru_cache
from random import Random

from app.core.scheduling import Memory, Rating, Weights, next_states, retrievability

CARDS, DAYS = 200, 730


@lru_cache(maxsize=256)
def reviews_of_a_card(desired_retention: float, weights: Weights) -> float:
    """The mean over CARDS cards of how often one is asked within DAYS days."""
    # The same chances for every retention, so that two of them differ by nothing else.
    rng = Random(0)
    return sum(_life(desired_retention, weights, rng) for _ in range(CARDS)) / CARDS


def _life(desired_retention: float, weights: Weights, rng: Random) -> int:
    day, reviews = 0, 0
    memory: Memory | None = None
    rating, waited = Rating.GOOD, 0
    while True:
        states = next_states(memory, waited, weights=weights, desired_retention=desired_retention)
        state = states[rating]
        memory, waited = state.memory, max(1, round(state.interval))
        day += waited
        if day > DAYS:
            return reviews
        is_known = rng.random() < retrievability(memory, waited, weights)
        rating = Rating.GOOD if is_known else Rating.AGAIN
        # What was forgotten is asked once more on the same day.
        reviews += 1 if is_known else 2
