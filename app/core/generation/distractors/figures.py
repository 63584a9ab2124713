"""Neighbours of a figure or a date: of one unit or exactness, the nearest in size or time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from app.core.generation.distractors.wrong import Candidate
from app.core.generation.source import Fact
from app.core.values import BadValue, Date, Number, Precision

# A figure thirty times too large is no longer a mistake anybody makes.
FARTHEST = 30
# Nearer than a tenth, "about 100" may well be 95.
NEAREST = Decimal("0.1")
# So many on either side are near; which of them are taken, a hash decides.
NEAR = 12
# A figure of up to two digits and zeros reads as rounded.
ROUND_DIGITS = 2
ALIKE, UNLIKE = 1, 2

Rung = Decimal | tuple[int, int, int]
Scale = str | tuple[Precision, bool]


class FigureIndex:
    """Every figure and date of a bank on the scale where it can be compared, sorted once."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.owners: dict[Scale, dict[Rung, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for fact in sorted(facts, key=lambda each: each.id):
            for value in fact.slots.values():
                if isinstance(value, Number | Date):
                    self.owners[scale_of(value)][rung_of(value)].append(fact)
        self.rungs = {scale: sorted(rungs) for scale, rungs in self.owners.items()}


def scale_of(value: Number | Date) -> Scale:
    if isinstance(value, Number):
        return value.unit.casefold()
    return value.precision, value.year is None


def rung_of(value: Number | Date) -> Rung:
    if isinstance(value, Number):
        return value.value
    return value.year or 0, value.month or 0, value.day or 0


@dataclass(frozen=True, slots=True)
class FigureNeighbours:
    index: FigureIndex
    fact: Fact
    value: Number | Date

    def named(self, key: str) -> Candidate | None:
        form = type(self.value)
        try:
            value = form.parse(key)
        except BadValue:
            return None
        same = scale_of(value) == scale_of(self.value)
        return self._candidate(rung_of(value)) if same else None

    def tiers(self) -> Iterator[Iterable[Candidate]]:
        rungs = self.index.rungs[scale_of(self.value)]
        at = bisect_left(rungs, rung_of(self.value))
        near = [*self._nearest(reversed(rungs[:at])), *self._nearest(rungs[at + 1 :])]
        for tier in (ALIKE, UNLIKE):
            yield [candidate for candidate in near if candidate.tier == tier]

    def _nearest(self, rungs: Iterable[Rung]) -> Iterator[Candidate]:
        return islice((found for rung in rungs if (found := self._candidate(rung))), NEAR)

    def _candidate(self, rung: Rung) -> Candidate | None:
        owners = self.index.owners[scale_of(self.value)].get(rung, ())
        owner = next(filter(self._may_lend, owners), None)
        found = _rival(self.value, rung) if owner else None
        return Candidate(*found, owner) if found else None

    def _may_lend(self, other: Fact) -> bool:
        """Who leaves out suffering does not meet it in a reason either."""
        return other.id != self.fact.id and (self.fact.is_sensitive or not other.is_sensitive)


def _rival(value: Number | Date, rung: Rung) -> tuple[Number | Date, int] | None:
    """The value with another figure, and how near it is; None if nobody would mistake them."""
    if isinstance(value, Number) and isinstance(rung, Decimal):
        tier = ALIKE if _is_exact(rung) == _is_exact(value.value) else UNLIKE
        is_plausible = _is_plausible(rung, value.value)
        return (Number(rung, value.bound, value.unit), tier) if is_plausible else None
    if isinstance(value, Date) and isinstance(rung, tuple):
        year, month, day = (part or None for part in rung)
        # The year alone must not decide: it may be worked out, and answers may leave it out.
        is_told_apart = value.month is None or (value.month, value.day) != (month, day)
        return (Date(year, month, day, value.year_inferred), ALIKE) if is_told_apart else None
    return None


def _is_exact(value: Decimal) -> bool:
    """Tell whether the figure is printed to more digits than a rounded one."""
    return len(value.normalize().as_tuple().digits) > ROUND_DIGITS


def _is_plausible(other: Decimal, value: Decimal) -> bool:
    if not value or not other or (other < 0) != (value < 0):
        return False
    ratio = other / value
    return 1 / ratio <= FARTHEST and ratio <= FARTHEST and abs(ratio - 1) > NEAREST
