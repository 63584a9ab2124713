"""How a learner wants to study: the numbers, with the defaults people meet."""

from dataclasses import dataclass

from app.core.scheduling.memory import (
    DEFAULT_WEIGHTS,
    LONGEST_STABILITY,
    InvalidInput,
    Weights,
    check_retention,
    check_weights,
)

MINUTE = 60
MOST_A_DAY = 9_999


@dataclass(frozen=True, slots=True)
class Preset:
    """Steps and `ahead` are in seconds, the maximum interval in days. Raises InvalidInput."""

    learning_steps: tuple[int, ...] = (1 * MINUTE, 10 * MINUTE)
    relearning_steps: tuple[int, ...] = (10 * MINUTE,)
    ahead: int = 20 * MINUTE
    desired_retention: float = 0.9
    maximum_interval: int = 3650
    new_per_day: int = 10
    reviews_per_day: int = 200
    leech_lapses: int = 6
    leech_every: int = 3
    weights: Weights = DEFAULT_WEIGHTS

    def __post_init__(self) -> None:
        _check_steps("learning_steps", self.learning_steps)
        _check_steps("relearning_steps", self.relearning_steps)
        _check_range("ahead", self.ahead, 0, 24 * 60 * MINUTE)
        check_retention(self.desired_retention)
        _check_range("maximum_interval", self.maximum_interval, 1, int(LONGEST_STABILITY))
        _check_range("new_per_day", self.new_per_day, 0, MOST_A_DAY)
        _check_range("reviews_per_day", self.reviews_per_day, 0, MOST_A_DAY)
        _check_range("leech_lapses", self.leech_lapses, 1, MOST_A_DAY)
        _check_range("leech_every", self.leech_every, 1, MOST_A_DAY)
        check_weights(self.weights)


def _check_steps(field: str, steps: tuple[int, ...]) -> None:
    longest = 365 * 24 * 60 * MINUTE
    if not all(0 < step <= longest for step in steps):
        raise InvalidInput(field, "give waits from one second to a year")


def _check_range(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise InvalidInput(field, f"give a number from {least} to {most}")
