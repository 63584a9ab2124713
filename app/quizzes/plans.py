"""What a practice quiz is to be, and which questions it draws. Pure: chance is passed in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from app.core.questions import TYPES

GRADED_TYPES = tuple(name for name, kind in TYPES.items() if kind.is_graded)
NUMBERS = (5, 10, 20)
MOST_PLACES = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """`number` none means all that fit; `types` empty means all types."""

    bank_id: int
    number: int | None = 10
    pool: str = "all"
    types: tuple[str, ...] = ()
    feedback: str = "each"
    without_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that fits a plan, with the version that would be asked."""

    question_id: int
    version_id: int
    target_id: int | None
    fact_id: int | None


class TooFewError(ValueError):
    """Fewer questions fit than were asked for; `found` says how many."""

    def __init__(self, found: int) -> None:
        super().__init__(f"only {found} questions fit")
        self.found = found


def draw(candidates: Iterable[Candidate], number: int, rng: Random) -> list[int]:
    """Version ids in the order asked: a target once, and each fact before any fact again."""
    shuffled = sorted(candidates, key=lambda candidate: candidate.question_id)
    rng.shuffle(shuffled)
    chosen = _facts_first(_one_a_target(shuffled))[:number]
    rng.shuffle(chosen)
    return [candidate.version_id for candidate in chosen]


def _one_a_target(candidates: Iterable[Candidate]) -> list[Candidate]:
    found: dict[int, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.target_id or -candidate.question_id, candidate)
    return list(found.values())


def _facts_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The first of each fact, then the second of each, and so on."""
    seen: Counter[int] = Counter()
    turns = []
    for candidate in candidates:
        fact = candidate.fact_id or -candidate.question_id
        turns.append((seen[fact], candidate))
        seen[fact] += 1
    return [candidate for _, candidate in sorted(turns, key=lambda turn: turn[0])]
