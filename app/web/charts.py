"""Where the bars, dots and cells of a chart stand; CSS gives the colour.

Bars stand in per cent of the width and pixels of height, so that letters keep their size on a
phone. Heat cells are pixels; where not all weeks have room, the latest stay in sight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from app.web.parts import Bar, Pair
from app.web.words import number, percent, written

BARS_HEIGHT, BARS_HEAD, BARS_FOOT = 200, 20, 24
GAP = 0.25
# Per cent of the width at the left, for the figures of the lines.
AXIS = 7
DASH = 0.5
# Dots need no line of nought: shares that are all above a half are drawn from there.
HALF, LEAST_SLOTS = 0.5, 6
ROOM_FOR_LABEL = 0.85
HEAT_STEPS = (1, 10, 30, 60)
CELL, CELL_STEP, WEEKDAY_ROOM, MONTH_ROOM = 18, 22, 40, 22
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class DrawnBar:
    x: float
    y: float
    width: float
    height: float
    label: str
    label_x: float
    is_last: bool
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class BarChart:
    height: int
    bars: Sequence[DrawnBar]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Dot:
    """A share as a dot at (`x`, `y`), the expected one as a dash from `dash_x`."""

    x: float
    y: float
    dash_x: float
    dash_width: float
    dash_y: float
    label: str


@dataclass(frozen=True, slots=True)
class DotChart:
    height: int
    dots: Sequence[Dot]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Cells:
    """All cells of one level, as the outline of an SVG path: a year of days stays light."""

    level: int
    outline: str


@dataclass(frozen=True, slots=True)
class Label:
    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    width: int
    height: int
    cells: Sequence[Cells]
    labels: Sequence[Label]


def bar_chart(bars: Sequence[Bar]) -> BarChart:
    """Bars over one line at the top count and one at half of it. Give at least one bar."""
    most = _round_up(max(bar.count for bar in bars))
    floor = BARS_HEIGHT - BARS_FOOT
    room = floor - BARS_HEAD
    step = (100 - AXIS) / len(bars)
    # A label near the right edge ends there, instead of being cut off by it.
    last = len(bars) * ROOM_FOR_LABEL
    drawn = [
        DrawnBar(
            x=round(AXIS + step * (index + GAP / 2), 2),
            y=round(floor - room * bar.count / most, 1),
            width=round(step * (1 - GAP), 2),
            height=round(room * bar.count / most, 1),
            label=bar.label if bar.is_labelled else "",
            label_x=100 if index > last else round(AXIS + step * (index + GAP / 2), 2),
            is_last=index > last,
            is_marked=bar.is_marked,
        )
        for index, bar in enumerate(bars)
    ]
    lines = [
        Line(round(floor - room * share, 1), number(round(most * share))) for share in (1, 0.5)
    ]
    return BarChart(BARS_HEIGHT, drawn, [*lines, Line(floor, "")])


def _round_up(count: int) -> int:
    """The next of 2, 4, 10, 20, 40, 100, … so that half of it is a whole number."""
    unit = 1
    while True:
        for factor in (2, 4, 10):
            if count <= factor * unit:
                return factor * unit
        unit *= 10


def dot_chart(pairs: Sequence[Pair]) -> DotChart:
    """Shares beside the expected ones, from nought or from a half up to all."""
    least = HALF if all(min(pair.share, pair.expected) >= HALF for pair in pairs) else 0.0
    step = (100 - AXIS) / max(len(pairs), LEAST_SLOTS)
    dots = [
        Dot(
            x=round(AXIS + step * (index + 0.5), 2),
            y=_height(pair.share, least),
            dash_x=round(AXIS + step * (index + 0.5 - DASH / 2), 2),
            dash_width=round(step * DASH, 2),
            dash_y=_height(pair.expected, least),
            label=pair.label,
        )
        for index, pair in enumerate(pairs)
    ]
    shares = (1.0, (1 + least) / 2, least)
    return DotChart(
        BARS_HEIGHT, dots, [Line(_height(share, least), percent(share)) for share in shares]
    )


def _height(share: float, least: float) -> float:
    floor = BARS_HEIGHT - BARS_FOOT
    return round(floor - (floor - BARS_HEAD) * (share - least) / (1 - least), 1)


def heat_map(counts: dict[date, int], last: date, weeks: int) -> HeatMap:
    """Days in columns of weeks that begin on Monday; the last column holds `last`."""
    monday = last - timedelta(days=last.weekday() + DAYS_A_WEEK * (weeks - 1))
    days = [monday + timedelta(days=n) for n in range((last - monday).days + 1)]
    outlines = [""] * (len(HEAT_STEPS) + 1)
    for index, day in enumerate(days):
        outlines[heat_level(counts.get(day, 0))] += _cell(index)
    return HeatMap(
        width=WEEKDAY_ROOM + CELL_STEP * weeks,
        height=MONTH_ROOM + CELL_STEP * DAYS_A_WEEK,
        cells=[Cells(level, outline) for level, outline in enumerate(outlines) if outline],
        labels=[*_months(monday, weeks), *_weekdays(monday, weeks)],
    )


def _cell(index: int) -> str:
    x = CELL_STEP * (index // DAYS_A_WEEK)
    y = MONTH_ROOM + CELL_STEP * (index % DAYS_A_WEEK)
    return f"M{x} {y}h{CELL}v{CELL}h-{CELL}z"


def heat_level(count: int) -> int:
    """0 for none; 1 to 4 as the day fills: 1-9, 10-29, 30-59, 60 and more."""
    return sum(count >= step for step in HEAT_STEPS)


def heat_steps() -> list[str]:
    """The words of the legend, one a level."""
    pairs = pairwise(HEAT_STEPS)
    return ["0", *(f"{low}–{high - 1}" for low, high in pairs), f"{HEAT_STEPS[-1]}+"]


def _months(monday: date, weeks: int) -> list[Label]:
    """A month's name above the first week that begins in it."""
    starts = [monday + timedelta(weeks=n) for n in range(weeks)]
    return [
        Label(CELL_STEP * n, 14, written(start, "MMM"))
        for n, start in enumerate(starts)
        if start.day <= DAYS_A_WEEK and n < weeks - 1
    ]


def _weekdays(monday: date, weeks: int) -> list[Label]:
    return [
        Label(
            CELL_STEP * weeks + 6,
            MONTH_ROOM + CELL_STEP * n + 14,
            written(monday + timedelta(days=n), "EEE"),
        )
        for n in (0, 2, 4)
    ]
