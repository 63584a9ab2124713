"""What a generator is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.core.generation.bench.bench import Bench
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact


@dataclass(frozen=True, slots=True)
class Generator:
    """Makes the questions of one form from one fact; `make` leaves out what does not fit it."""

    name: str
    make: Callable[[Bench, Fact], Iterator[ReleasedQuestion]]


@dataclass(frozen=True, slots=True)
class JointGenerator:
    """Makes the questions of one form that ask several facts together."""

    name: str
    make: Callable[[Bench], Iterator[ReleasedQuestion]]
