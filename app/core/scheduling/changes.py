"""Lines that are not answers: taking back, learning again, setting aside."""

from datetime import datetime

from app.core.scheduling.cards import Card, Flag, Kind, Line, State
from app.core.scheduling.days import StudyCalendar, milliseconds, seconds


def undo(line: Line, *, key: bytes, now: datetime, calendar: StudyCalendar) -> Line:
    """Takes a line back. Fold the log with it: it cannot be applied to a card alone."""
    return Line(
        key=key,
        at=milliseconds(now),
        day=calendar.day_of(now),
        kind=Kind.UNDO,
        undoes=line.key,
    )


def relearn(card: Card, *, key: bytes, now: datetime, calendar: StudyCalendar) -> Line:
    """The answer key changed: the card comes again now, from its first step.

    What becomes of the memory is left to the fold, so that new weights reach it too.
    """
    known = card.state in (State.REVIEW, State.RELEARNING)
    return Line(
        key=key,
        at=milliseconds(now),
        day=calendar.day_of(now),
        kind=Kind.RELEARN,
        state=State.RELEARNING if known else State.LEARNING,
        due_at=seconds(now),
        due_on=calendar.day_of(now),
    )


def set_flags(flags: Flag, *, key: bytes, now: datetime, calendar: StudyCalendar) -> Line:
    """All flags that hold from now on: take `card.flags_on(today)` and add or remove."""
    return Line(
        key=key,
        at=milliseconds(now),
        day=calendar.day_of(now),
        kind=Kind.SET,
        flags=flags,
    )
