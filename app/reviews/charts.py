"""Where the forgetting curve runs, in the units of its drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.scheduling import Why
from app.web.words import percent

WIDTH, HEIGHT, HEAD, FOOT = 600, 220, 28, 28
# Recall is drawn from half to all: below it nobody waits.
LEAST = 0.5
SHARES = (1.0, 0.75, 0.5)
ROWS = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across or down, in the units of the drawing, and its word."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Curve:
    """The drawing of a forgetting curve; `rows` are its figures: (days, chance of recall)."""

    width: int
    height: int
    top: int
    floor: int
    points: str
    shares: Sequence[Mark]
    wanted: float
    today: float
    due: float | None
    rows: Sequence[tuple[int, float]]


def curve(why: Why) -> Curve:
    last = why.curve[-1].days
    points = ((point.days, point.retrievability) for point in why.curve)
    return Curve(
        width=WIDTH,
        height=HEIGHT,
        top=HEAD,
        floor=HEIGHT - FOOT,
        points=" ".join(f"{_x(days, last)},{_y(recall)}" for days, recall in points),
        shares=[Mark(_y(share), percent(share)) for share in SHARES],
        wanted=_y(why.desired_retention),
        today=_x(min(why.elapsed_days, last), last),
        due=None if why.given_days is None else _x(why.given_days, last),
        rows=_rows(why),
    )


def _x(days: float, last: float) -> float:
    return round(WIDTH * days / last, 1)


def _y(recall: float) -> float:
    room = HEIGHT - HEAD - FOOT
    return round(HEAD + room * (1 - max(recall, LEAST)) / (1 - LEAST), 1)


def _rows(why: Why) -> list[tuple[int, float]]:
    """Some ROWS moments of the curve, each whole day once."""
    step = max(1, (len(why.curve) - 1) // ROWS)
    rows = {round(point.days): point.retrievability for point in reversed(why.curve[::step])}
    return sorted(rows.items())
