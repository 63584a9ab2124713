"""A line, the card it makes and the day it counts for: written together or not at all."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.core.scheduling import Card, Line, fold, standing
from app.db import connection, insert_once
from app.reviews.rows import CARD, REVIEW, STUDY_DAY, Learner, log_of, values_of
from app.reviews.tally import TALLY_FIELDS, Tally, difference, tallies


def append(learner: Learner, target_id: int, line_after: Callable[[Card, int], Line]) -> bool:
    """Append the line that `line_after` makes of the card and its log's last time, and fold the
    log anew; a line whose key is there was appended before. False, and nothing written, if someone
    else wrote to this card meanwhile, or took back what the line would take back."""
    weights = learner.preset.weights
    log = log_of(learner.id, target_id)
    line = line_after(fold(log, weights), max((line.at for line in log), default=0))
    if any(line.key == written.key for written in log):
        return True
    if line.undoes and all(line.undoes != held.key for held in standing(log)):
        return False
    lines = [*log, line]
    if not write_card(learner.id, target_id, fold(lines, weights), log_length=len(log), at=line.at):
        return False
    write_line(learner.id, target_id, line)
    add_to_days(learner.id, difference(tallies(log, weights), tallies(lines, weights)))
    return True


def write_card(learner_id: int, target_id: int, card: Card, *, log_length: int, at: int) -> bool:
    """Keep the card its log adds up to after one more line; `log_length` is the number of lines
    before it. False if the log has grown meanwhile."""
    values = values_of(card) | {"version": log_length + 1, "last_at": at}
    if log_length:
        key = {"learner": learner_id, "target": target_id, "before": log_length}
        return connection().execute(_UPDATE_CARD, values | key).rowcount == 1
    row = {"user_id": learner_id, "target_id": target_id, **values}
    return connection().execute(_INSERT_CARD[_dialect()], row).rowcount == 1


def write_line(
    learner_id: int,
    target_id: int,
    line: Line,
    *,
    version_id: int | None = None,
    given: Any = None,
) -> None:
    row = {"user_id": learner_id, "target_id": target_id, **line.to_row()}
    connection().execute(_INSERT_LINE, row | {"question_version_id": version_id, "given": given})


def add_to_days(learner_id: int, changes: Mapping[int, Tally]) -> None:
    for day, change in changes.items():
        row = {"user_id": learner_id, "day": day, **change.values()}
        connection().execute(_ADD_TO_DAY[_dialect()], row)


def is_in_log(learner_id: int, key: bytes) -> bool:
    found = connection().execute(_LINE_WITH_KEY, {"learner": learner_id, "key": key}).first()
    return found is not None


def _dialect() -> str:
    return connection().dialect.name


def _adding(module: Any) -> Any:
    added = module.insert(STUDY_DAY)
    sums = {name: STUDY_DAY.c[name] + added.excluded[name] for name in TALLY_FIELDS}
    return added.on_conflict_do_update(index_elements=["user_id", "day"], set_=sums)


_INSERT_CARD = insert_once(CARD)
_UPDATE_CARD = update(CARD).where(
    CARD.c.user_id == bindparam("learner"),
    CARD.c.target_id == bindparam("target"),
    CARD.c.version == bindparam("before"),
)
_INSERT_LINE = insert(REVIEW)
_LINE_WITH_KEY = select(REVIEW.c.key).where(
    REVIEW.c.user_id == bindparam("learner"), REVIEW.c.key == bindparam("key")
)
_ADD_TO_DAY = {"sqlite": _adding(sqlite), "postgresql": _adding(postgresql)}
