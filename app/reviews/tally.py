"""A study day in sums: what one line adds to it, and what a whole log adds up to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any, Self

from app.core.scheduling import (
    NEW_CARD,
    Card,
    Kind,
    Line,
    Rating,
    State,
    Weights,
    apply,
    elapsed_days,
    retrievability,
    standing,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The columns of a study day. `reviews…` count cards that were in review when answered;
    `reviews_expected` is the sum of their chances of recall."""

    answers: int = 0
    remembered: int = 0
    introduced: int = 0
    reviews: int = 0
    reviews_remembered: int = 0
    reviews_expected: float = 0.0
    duration_ms: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: Self) -> Self:
        return type(self)(*(a - b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in TALLY_FIELDS}


TALLY_FIELDS = tuple(field.name for field in fields(Tally))


def tally(before: Card, line: Line, weights: Weights) -> Tally:
    """What a review line of a card that stood at `before` adds to its day."""
    remembered = int(line.rating is not Rating.AGAIN)
    in_review = int(before.state is State.REVIEW)
    return Tally(
        answers=1,
        remembered=remembered,
        introduced=int(before.state is State.NEW),
        reviews=in_review,
        reviews_remembered=in_review * remembered,
        reviews_expected=_expected(before, line, weights) if in_review else 0.0,
        duration_ms=line.duration_ms,
    )


def tallies(lines: Iterable[Line], weights: Weights) -> dict[int, Tally]:
    """By study day, what the lines of one card that still hold add up to."""
    days: dict[int, Tally] = defaultdict(Tally)
    card = NEW_CARD
    for line in standing(lines):
        if line.kind is Kind.REVIEW:
            days[line.day] += tally(card, line, weights)
        card = apply(card, line, weights)
    return dict(days)


def difference(before: Mapping[int, Tally], now: Mapping[int, Tally]) -> dict[int, Tally]:
    """By study day, what must be added to come from `before` to `now`."""
    days = {day: now.get(day, Tally()) - before.get(day, Tally()) for day in {*before, *now}}
    return {day: change for day, change in days.items() if change != Tally()}


def _expected(before: Card, line: Line, weights: Weights) -> float:
    if before.memory is None:
        return 0.0
    return retrievability(before.memory, elapsed_days(before, line.day), weights)
