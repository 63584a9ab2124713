"""Why this interval: the figures behind a card, and its forgetting curve."""

from dataclasses import dataclass

from app.core.scheduling.cards import Card
from app.core.scheduling.fuzz import rounded
from app.core.scheduling.log import elapsed_days
from app.core.scheduling.memory import Memory, Weights, interval_for, retrievability
from app.core.scheduling.presets import Preset

POINTS = 60


@dataclass(frozen=True, slots=True)
class CurvePoint:
    days: float
    retrievability: float


@dataclass(frozen=True, slots=True)
class Why:
    """`asked_days` is what FSRS asks for; `given_days` what the card got, `shift_days` the
    whole days between them by fuzz, balance and limits (both None while learning).
    `retrievability_when_due` is the recall to expect on the day the card is due.
    """

    stability: float
    difficulty: float
    retrievability: float
    desired_retention: float
    asked_days: float
    given_days: int | None
    shift_days: int | None
    retrievability_when_due: float | None
    elapsed_days: int
    curve: tuple[CurvePoint, ...]


def why(card: Card, *, today: int, preset: Preset) -> Why | None:
    """The figures of a card; None for one that was never answered."""
    memory = card.memory
    if memory is None:
        return None
    given, elapsed = card.interval_days, elapsed_days(card, today)
    asked = interval_for(memory, preset.desired_retention, preset.weights)
    when_due = None if given is None else retrievability(memory, given, preset.weights)
    return Why(
        stability=memory.stability,
        difficulty=memory.difficulty,
        retrievability=retrievability(memory, elapsed, preset.weights),
        desired_retention=preset.desired_retention,
        asked_days=asked,
        given_days=given,
        shift_days=None if given is None else given - rounded(asked),
        retrievability_when_due=when_due,
        elapsed_days=elapsed,
        curve=forgetting_curve(memory, max(asked, given or 0, elapsed) * 1.5, preset.weights),
    )


def forgetting_curve(memory: Memory, until_days: float, weights: Weights) -> tuple[CurvePoint, ...]:
    """Recall from the last review (1.0) on, at 61 evenly spaced moments."""
    days = [until_days * point / POINTS for point in range(POINTS + 1)]
    return tuple(CurvePoint(day, retrievability(memory, day, weights)) for day in days)
