"""Burying a card until tomorrow, suspending it until asked for, bringing it back."""

from datetime import datetime

from app.core.scheduling import Card, Flag, Line, set_flags
from app.reviews.operations.writing import append, is_in_log
from app.reviews.rows import Learner, after

RESTING = Flag.BURIED | Flag.SUSPENDED


def bury(learner: Learner, target_id: int, *, key: bytes, now: datetime) -> None:
    """The card stays away until the next study day."""
    _set(learner, target_id, Flag.BURIED, key=key, now=now)


def suspend(learner: Learner, target_id: int, *, key: bytes, now: datetime) -> None:
    """The card stays away until it is brought back."""
    _set(learner, target_id, Flag.SUSPENDED, key=key, now=now)


def bring_back(learner: Learner, target_id: int, *, key: bytes, now: datetime) -> None:
    """A buried or suspended card comes again when it is due."""
    _set(learner, target_id, Flag(0), key=key, now=now)


def _set(learner: Learner, target_id: int, rest: Flag, *, key: bytes, now: datetime) -> None:
    def setting(card: Card, last_at: int) -> Line:
        moment = after(last_at, now)
        flags = card.flags_on(learner.calendar.day_of(moment)) & ~RESTING | rest
        return set_flags(flags, key=key, now=moment, calendar=learner.calendar)

    # On PostgreSQL an answer to this card may come between; the same press may come twice.
    while not is_in_log(learner.id, key) and not append(learner, target_id, setting):
        pass
