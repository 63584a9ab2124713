"""A wrong value, and the order in which wrong values are taken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from app.core.generation.identity import rank
from app.core.generation.source import Entities, Fact, Value, key_of

WANTED = 3
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong value and the reason. `tier` 0 was written for this fact, others are neighbours."""

    value: Value
    why: str
    tier: int

    @property
    def key(self) -> str:
        return key_of(self.value)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A neighbour that may turn out to be true; `owner` is the fact whose figure it is."""

    value: Value
    tier: int
    owner: Fact | None = None

    @property
    def key(self) -> str:
        return key_of(self.value)


class Neighbours(Protocol):
    """Where candidates come from: those near first, and one by its key."""

    def named(self, key: str) -> Candidate | None: ...
    def tiers(self) -> Iterator[Iterable[Candidate]]: ...


def best_first(uid: str, neighbours: Neighbours, pinned: Sequence[str]) -> Iterator[Candidate]:
    """Those released before, then tier by tier in an order that a hash decides.

    So a new neighbour in the bank moves none of the choices that people have seen, and few others.
    """
    kept = [candidate for candidate in map(neighbours.named, pinned) if candidate]
    yield from sorted(kept, key=lambda each: (each.tier, rank(uid, each.key)))
    for tier in neighbours.tiers():
        fresh = (candidate for candidate in tier if candidate.key not in pinned)
        yield from sorted(fresh, key=lambda each: rank(uid, each.key))


def pick(uid: str, wrong: Iterable[Wrong], count: int = WANTED) -> tuple[Wrong, ...]:
    """The first few, in an order that says nothing of where they come from."""
    return tuple(sorted(islice(wrong, count), key=lambda each: rank(uid, each.key)))


def parts_of(value: Value) -> frozenset[str]:
    """The keys of a value, one for each member of a list: a list and its member overlap."""
    if isinstance(value, Entities):
        return frozenset(f"@{entity_id}" for entity_id in value.ids)
    return frozenset((key_of(value),))
