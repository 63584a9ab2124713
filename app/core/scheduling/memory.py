"""What FSRS-6 knows of one memory: how long it lasts, how hard it is, and what an answer does.

The formulas are those of fsrs-rs. This module adds what the library leaves out: it accepts
ratings, retentions and states that mean nothing, so everything is checked here first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from fsrs_rs_python import FSRS, ItemState, MemoryState
from fsrs_rs_python import NextStates as LibraryStates

Weights = tuple[float, ...]

DEFAULT_WEIGHTS: Weights = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
LEAST_DIFFICULTY, MOST_DIFFICULTY = 1.0, 10.0
LONGEST_STABILITY = 36_500.0
# The library clamps the last weight silently; the curve must use the same value.
LEAST_DECAY, MOST_DECAY = 0.1, 0.8
MOST_DAYS = 2**31 - 1
# Beyond these, one step of FSRS leads to intervals of nothing or of centuries.
LEAST_RETENTION, MOST_RETENTION = 0.5, 0.999


class InvalidInput(ValueError):
    """A value FSRS has no meaning for; `field` names it, `message` says what is possible."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


_NAMES = {rating: rating.name.lower() for rating in Rating}


@dataclass(frozen=True, slots=True)
class Memory:
    """Stability: days until recall falls to 90 %. Difficulty: 1 (easy) to 10 (hard)."""

    stability: float
    difficulty: float


@dataclass(frozen=True, slots=True)
class NextState:
    """The memory after one rating, and the days (not rounded) until the desired retention."""

    memory: Memory
    interval: float


class NextStates:
    """What each of the four ratings leads to: `states.good`, or `states[Rating.GOOD]`."""

    __slots__ = ("_states",)

    # Most callers look at one of the four: each is made when it is looked at.
    def __init__(self, states: LibraryStates) -> None:
        self._states = states

    def __getitem__(self, rating: Rating) -> NextState:
        return _ours(getattr(self._states, _NAMES[rating]))

    @property
    def again(self) -> NextState:
        return _ours(self._states.again)

    @property
    def hard(self) -> NextState:
        return _ours(self._states.hard)

    @property
    def good(self) -> NextState:
        return _ours(self._states.good)

    @property
    def easy(self) -> NextState:
        return _ours(self._states.easy)


def next_states(
    memory: Memory | None,
    elapsed_days: int,
    *,
    weights: Weights = DEFAULT_WEIGHTS,
    desired_retention: float = 0.9,
) -> NextStates:
    """What each rating would make of a memory; None is a memory of something never seen.

    `elapsed_days` counts study days since the last review. Raises InvalidInput.
    """
    check_memory(memory)
    check_days(elapsed_days)
    check_retention(desired_retention)
    state = None if memory is None else MemoryState(memory.stability, memory.difficulty)
    return NextStates(_model(weights).fsrs.next_states(state, desired_retention, elapsed_days))


def retrievability(
    memory: Memory, elapsed_days: float, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """The chance of recall so many days after the last review: (1 + factor * t / S) ^ -decay."""
    decay, factor = curve_of(weights)
    return float((1 + factor * elapsed_days / memory.stability) ** -decay)


def interval_for(memory: Memory, desired_retention: float, weights: Weights) -> float:
    """The days (not rounded) until recall falls to the desired retention."""
    decay, factor = curve_of(weights)
    return float(memory.stability / factor * (desired_retention ** (-1 / decay) - 1))


def curve_of(weights: Weights) -> tuple[float, float]:
    """The decay and the factor of the forgetting curve: recall is 90 % after S days."""
    model = _model(weights)
    return model.decay, model.factor


def check_memory(memory: Memory | None) -> None:
    if memory is None:
        return
    if not 0 < memory.stability <= LONGEST_STABILITY:
        raise InvalidInput("stability", "give days above 0 and up to 36500")
    if not LEAST_DIFFICULTY <= memory.difficulty <= MOST_DIFFICULTY:
        raise InvalidInput("difficulty", "give a number from 1 to 10")


def check_days(days: int, field: str = "elapsed_days") -> None:
    if not 0 <= days <= MOST_DAYS:
        raise InvalidInput(field, "give a whole number of days, 0 or more")


def check_retention(desired_retention: float) -> None:
    if not LEAST_RETENTION <= desired_retention <= MOST_RETENTION:
        raise InvalidInput("desired_retention", "give a number from 0.5 to 0.999")


def check_weights(weights: Sequence[float]) -> None:
    if len(weights) != len(DEFAULT_WEIGHTS):
        raise InvalidInput("weights", f"give {len(DEFAULT_WEIGHTS)} numbers, not {len(weights)}")
    if not all(isfinite(weight) for weight in weights):
        raise InvalidInput("weights", "give finite numbers")


class _Model(NamedTuple):
    fsrs: FSRS
    decay: float
    factor: float


@lru_cache(maxsize=4096)
def _model(weights: Weights) -> _Model:
    check_weights(weights)
    decay = min(max(weights[-1], LEAST_DECAY), MOST_DECAY)
    return _Model(FSRS(weights), decay, 0.9 ** (-1 / decay) - 1)


def _ours(item: ItemState) -> NextState:
    memory = item.memory
    return NextState(Memory(memory.stability, memory.difficulty), item.interval)
