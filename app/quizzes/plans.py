"""What a practice quiz is to be, and which questions it draws. Pure: chance is passed in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
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
    """A question that fits a plan, with the version that would be asked and all the facts it is
    about. `memory_id` is that of its target, below 0 where it has none or several.
    """

    question_id: int
    version_id: int
    memory_id: int
    fact_ids: frozenset[int]


class TooFewError(ValueError):
    """Fewer questions fit than were asked for; `found` says how many."""

    def __init__(self, found: int) -> None:
        super().__init__(f"only {found} questions fit")
        self.found = found


def draw(candidates: Iterable[Candidate], number: int, rng: Random) -> list[int]:
    """Version ids in the order asked: a target once, and no fact again while there are others."""
    shuffled = sorted(candidates, key=lambda candidate: candidate.question_id)
    rng.shuffle(shuffled)
    chosen = _facts_first(_one_a_target(shuffled), number)
    rng.shuffle(chosen)
    return [candidate.version_id for candidate in chosen]


def _one_a_target(candidates: Iterable[Candidate]) -> list[Candidate]:
    found: dict[int, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.memory_id, candidate)
    return list(found.values())


def _facts_first(candidates: Sequence[Candidate], number: int) -> list[Candidate]:
    """In their order, but first those none of whose facts was asked, then once, and so on."""
    asked: Counter[int] = Counter()
    waiting = [(0, place) for place in range(len(candidates))]
    chosen: list[Candidate] = []
    while waiting and len(chosen) < number:
        supposed, place = heappop(waiting)
        facts = candidates[place].fact_ids
        times = max((asked[fact] for fact in facts), default=0)
        # What was chosen since may be about the same fact: then it waits its turn anew.
        if times > supposed:
            heappush(waiting, (times, place))
        else:
            chosen.append(candidates[place])
            asked.update(facts)
    return chosen
