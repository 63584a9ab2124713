"""Cards and days made anew from their logs: when histories join, and when they are checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from app.core.scheduling import Card, Line, fold
from app.db import connection, insert_once
from app.reviews.operations.writing import add_to_days
from app.reviews.rows import (
    CARD,
    CORRECTION,
    PRESET,
    REVIEW,
    STUDIED_BANK,
    STUDY_DAY,
    Learner,
    learner_of,
    line_in,
    log_of,
    values_of,
)
from app.reviews.tally import TALLY_FIELDS, Tally, difference, tallies

# Sums of chances may differ in their last digits by the order they were added in.
NEARLY_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Difference:
    """A card (by target) or a study day that is not what its log says, and in which columns."""

    learner_id: int
    target_id: int | None
    day: int | None
    columns: tuple[str, ...]


def join_histories(guest_id: int, user_id: int) -> None:
    """Move a guest's log to an account; what both studied folds in the order of time."""
    learner = learner_of(user_id)
    targets = connection().scalars(_TARGETS, {"learner": guest_id}).all()
    before = {target: log_of(user_id, target) for target in targets}
    _move_lines(guest_id, user_id)
    for target, own in before.items():
        joined = log_of(user_id, target)
        keep_card(learner, target, joined)
        weights = learner.preset.weights
        add_to_days(user_id, difference(tallies(own, weights), tallies(joined, weights)))
    for table in (CARD, STUDY_DAY):
        connection().execute(delete(table).where(table.c.user_id == guest_id))
    for table in (STUDIED_BANK, CORRECTION, PRESET):
        _move_what_is_missing(table, guest_id, user_id)


def _move_lines(guest_id: int, user_id: int) -> None:
    guests = REVIEW.c.user_id == guest_id
    # An answer sent again after signing in is in both logs already.
    own_keys = select(REVIEW.c.key).where(REVIEW.c.user_id == user_id)
    connection().execute(delete(REVIEW).where(guests, REVIEW.c.key.in_(own_keys)))
    connection().execute(update(REVIEW).where(guests).values(user_id=user_id))


def keep_card(learner: Learner, target_id: int, log: list[Line]) -> None:
    """Make the card what this log adds up to."""
    mine = (CARD.c.user_id == learner.id) & (CARD.c.target_id == target_id)
    connection().execute(delete(CARD).where(mine))
    if log:
        row = _expected_card(log, learner)
        connection().execute(insert(CARD), {"user_id": learner.id, "target_id": target_id, **row})


def check_learner(learner_id: int) -> list[Difference]:
    """Compare every card and study day of a learner with the log."""
    learner = learner_of(learner_id)
    logs = logs_of(learner_id)
    return [*_wrong_cards(learner, logs), *_wrong_days(learner, logs)]


def repair(found: Iterable[Difference]) -> None:
    """Make the cards and days of these learners what their logs say."""
    for learner_id in sorted({wrong.learner_id for wrong in found}):
        rebuild(learner_id)


def rebuild(learner_id: int) -> None:
    """Make every card and study day of a learner anew, as with other weights."""
    learner, logs = learner_of(learner_id), logs_of(learner_id)
    for table in (CARD, STUDY_DAY):
        connection().execute(delete(table).where(table.c.user_id == learner_id))
    cards = [
        {"user_id": learner_id, "target_id": target, **_expected_card(log, learner)}
        for target, log in logs.items()
    ]
    if cards:
        connection().execute(insert(CARD), cards)
    add_to_days(learner_id, _sums(learner, logs))


def _expected_card(log: list[Line], learner: Learner) -> dict[str, Any]:
    card: Card = fold(log, learner.preset.weights)
    return values_of(card) | {"version": len(log), "last_at": max(line.at for line in log)}


def logs_of(learner_id: int) -> dict[int, list[Line]]:
    """A learner's whole log by target."""
    logs: dict[int, list[Line]] = {}
    for row in connection().execute(_WHOLE_LOG, {"learner": learner_id}).mappings():
        logs.setdefault(row["target_id"], []).append(line_in(row))
    return logs


def _wrong_cards(learner: Learner, logs: dict[int, list[Line]]) -> list[Difference]:
    rows = connection().execute(_CARDS, {"learner": learner.id}).mappings().all()
    kept = {row["target_id"]: row for row in rows}
    found = []
    for target in sorted({*kept, *logs}):
        expected = _expected_card(logs[target], learner) if target in logs else {}
        row = kept.get(target)
        columns = tuple(name for name, value in expected.items() if not row or row[name] != value)
        if columns or target not in logs:
            found.append(Difference(learner.id, target, None, columns or ("user_id",)))
    return found


def _wrong_days(learner: Learner, logs: dict[int, list[Line]]) -> list[Difference]:
    expected = _sums(learner, logs)
    rows = connection().execute(_DAYS, {"learner": learner.id}).mappings().all()
    kept = {row["day"]: Tally(*(row[name] for name in TALLY_FIELDS)) for row in rows}
    found = []
    for day in sorted({*kept, *expected}):
        change = expected.get(day, Tally()) - kept.get(day, Tally())
        columns = tuple(n for n, value in change.values().items() if abs(value) > NEARLY_NOTHING)
        if columns:
            found.append(Difference(learner.id, None, day, columns))
    return found


def _sums(learner: Learner, logs: dict[int, list[Line]]) -> dict[int, Tally]:
    sums: dict[int, Tally] = {}
    for log in logs.values():
        for day, tally in tallies(log, learner.preset.weights).items():
            sums[day] = sums.get(day, Tally()) + tally
    return sums


def _move_what_is_missing(table: Any, guest_id: int, user_id: int) -> None:
    """Rows the account has already stay the account's; the guest's go with the guest."""
    statement = insert_once(table)[connection().dialect.name]
    for row in (
        connection().execute(select(table).where(table.c.user_id == guest_id)).mappings().all()
    ):
        connection().execute(statement, {**row, "user_id": user_id})
    connection().execute(delete(table).where(table.c.user_id == guest_id))


_TARGETS = select(REVIEW.c.target_id).where(REVIEW.c.user_id == bindparam("learner")).distinct()
_WHOLE_LOG = select(REVIEW).where(REVIEW.c.user_id == bindparam("learner"))
_CARDS = select(CARD).where(CARD.c.user_id == bindparam("learner"))
_DAYS = select(STUDY_DAY).where(STUDY_DAY.c.user_id == bindparam("learner"))
