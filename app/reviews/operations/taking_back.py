"""Taking back: answers and what was set aside, as often as one likes."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from app.core.scheduling import Card, Kind, Line, Source, milliseconds, standing, undo
from app.db import connection
from app.reviews.operations.answering import Answer, Outcome, record_answer
from app.reviews.operations.writing import append, is_in_log
from app.reviews.rows import REVIEW, Learner, after, line_in, log_of
from app.web.keys import first_key_at, second_key

# Undo is for what one has just done. A key is as old as the page it was made for.
REACH = timedelta(days=1)
OLDEST_PAGE = timedelta(days=3)


def undo_last(learner: Learner, *, key: bytes, now: datetime) -> int | None:
    """Take back the last thing done in study within a day, and say of which target it was.

    None if there is nothing to take back, or if this very press came before.
    """
    last = last_to_undo(learner.id, now)
    if last is None or is_in_log(learner.id, key):
        return None
    target_id, line = last
    return target_id if _take_back(learner, target_id, line, key=key, now=now) else None


def overrule(learner: Learner, line: Line, answer: Answer, *, now: datetime) -> Outcome:
    """Rate one's own answer anew: `line` is taken back and `answer` written in its place.

    STALE if the card was touched since. Raises UnknownCard.
    """
    if is_in_log(learner.id, answer.key):
        return Outcome.REPEATED
    held = standing(log_of(learner.id, answer.target_id))
    if not held or held[-1].key != line.key:
        return Outcome.STALE
    undo_key = second_key(answer.key)
    if not _take_back(learner, answer.target_id, line, key=undo_key, now=now):
        return Outcome.STALE
    return record_answer(learner.id, replace(answer, version=None), now=now)


def last_to_undo(learner_id: int, now: datetime) -> tuple[int, Line] | None:
    """The target and the line that Undo would take back."""
    since = {"learner": learner_id, "floor": first_key_at(now - OLDEST_PAGE)}
    rows = connection().execute(_RECENT, since).mappings().all()
    targets = {row["key"]: row["target_id"] for row in rows}
    oldest = milliseconds(now - REACH)
    held = [line for line in standing(map(line_in, rows)) if can_undo(line) and line.at >= oldest]
    return (targets[held[-1].key], held[-1]) if held else None


def can_undo(line: Line) -> bool:
    """What one did oneself in study: answers, and setting aside. A quiz keeps its answers."""
    return line.kind is Kind.SET or (line.kind is Kind.REVIEW and line.source is Source.STUDY)


def _take_back(learner: Learner, target_id: int, line: Line, *, key: bytes, now: datetime) -> bool:
    def undoing(_card: Card, last_at: int) -> Line:
        return undo(line, key=key, now=after(last_at, now), calendar=learner.calendar)

    return append(learner, target_id, undoing)


_RECENT = select(REVIEW).where(
    REVIEW.c.user_id == bindparam("learner"), REVIEW.c.key >= bindparam("floor")
)
