"""Cards, log lines and learners as the database keeps them, and as the core sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import RowMapping, Table, bindparam, select

from app.accounts.models import User
from app.core.scheduling import (
    DEFAULT_WEIGHTS,
    NEW_CARD,
    Card,
    Line,
    Memory,
    Preset,
    State,
    StudyCalendar,
    milliseconds,
)
from app.db import connection
from app.reviews import models

CARD: Table = models.Card.__table__  # type: ignore[assignment]
REVIEW: Table = models.Review.__table__  # type: ignore[assignment]
PRESET: Table = models.Preset.__table__  # type: ignore[assignment]
STUDY_DAY: Table = models.StudyDay.__table__  # type: ignore[assignment]
STUDIED_BANK: Table = models.StudiedBank.__table__  # type: ignore[assignment]
CORRECTION: Table = models.Correction.__table__  # type: ignore[assignment]
USER: Table = User.__table__  # type: ignore[assignment]

DEFAULT_PRESET = Preset()
A_MILLISECOND = timedelta(milliseconds=1)
PRESET_COLUMNS = (
    PRESET.c.new_per_day,
    PRESET.c.reviews_per_day,
    PRESET.c.desired_retention,
    PRESET.c.learning_steps,
    PRESET.c.relearning_steps,
    PRESET.c.weights,
)


@dataclass(frozen=True, slots=True)
class Learner:
    """Someone who studies: their days and their numbers."""

    id: int
    calendar: StudyCalendar
    preset: Preset


def learner_of(learner_id: int) -> Learner:
    """Raises NoResultFound for an id nobody has."""
    return learner_in(learner_id, connection().execute(_LEARNER, {"id": learner_id}).one())


def learner_in(learner_id: int, row: Any) -> Learner:
    """From a row with `time_zone`, `rollover_hour` and the PRESET_COLUMNS."""
    calendar = calendar_of(row.time_zone, row.rollover_hour)
    return Learner(learner_id, calendar, preset_in(row))


@lru_cache(maxsize=1024)
def calendar_of(time_zone: str, rollover_hour: int) -> StudyCalendar:
    return StudyCalendar.or_utc(time_zone, rollover_hour)


def preset_in(row: Any) -> Preset:
    """The preset in a row of PRESET_COLUMNS; the defaults where an outer join found none."""
    if row.new_per_day is None:
        return DEFAULT_PRESET
    return Preset(
        new_per_day=row.new_per_day,
        reviews_per_day=row.reviews_per_day,
        desired_retention=row.desired_retention,
        learning_steps=tuple(row.learning_steps),
        relearning_steps=tuple(row.relearning_steps),
        weights=tuple(row.weights) if row.weights else DEFAULT_WEIGHTS,
    )


def card_in(row: Any) -> Card:
    """The card in a row of its columns; a new one where an outer join found none."""
    if row.state is None:
        return NEW_CARD
    has_memory = row.stability is not None
    return Card(
        state=State(row.state),
        step=row.step,
        due_at=row.due_at,
        due_on=row.due_on,
        memory=Memory(row.stability, row.difficulty) if has_memory else None,
        last_on=row.last_on,
        lapses=row.lapses,
        reviews=row.reviews,
        is_leech=row.is_leech,
        is_suspended=row.is_suspended,
        buried_on=row.buried_on,
    )


def values_of(card: Card) -> dict[str, Any]:
    """The columns of a card, without those that say whose it is and how long its log."""
    return {
        "state": int(card.state),
        "step": card.step,
        "due_at": card.due_at,
        "due_on": card.due_on,
        "stability": card.memory.stability if card.memory else None,
        "difficulty": card.memory.difficulty if card.memory else None,
        "last_on": card.last_on,
        "lapses": card.lapses,
        "reviews": card.reviews,
        "is_leech": card.is_leech,
        "is_suspended": card.is_suspended,
        "buried_on": card.buried_on,
    }


def log_of(learner_id: int, target_id: int) -> list[Line]:
    """All lines of one card, undone ones too, in no order."""
    found = connection().execute(_LOG, {"learner": learner_id, "target": target_id}).mappings()
    return [line_in(row) for row in found]


def line_in(row: RowMapping) -> Line:
    return Line.from_row(cast(Mapping[str, Any], row))


def after(last_at: int | None, now: datetime) -> datetime:
    """The moment of a new line: now, but later than the log's last line, so that the order of
    the log is the order of what happened though a clock was set back."""
    behind = (last_at or 0) + 1 - milliseconds(now)
    return now + behind * A_MILLISECOND if behind > 0 else now


_LEARNER = (
    select(USER.c.time_zone, USER.c.rollover_hour, *PRESET_COLUMNS)
    .select_from(USER.outerjoin(PRESET, PRESET.c.user_id == USER.c.id))
    .where(USER.c.id == bindparam("id"))
)
_LOG = select(REVIEW).where(
    REVIEW.c.user_id == bindparam("learner"), REVIEW.c.target_id == bindparam("target")
)
