"""What a learner did, and what falls due, by study day: from sums and cards, never the log."""

from dataclasses import dataclass

from sqlalchemy import bindparam, distinct, func, select

from app.banks.models import Target
from app.db import connection
from app.reviews.queries.due import LEARNER, MY_BANK, MY_CARD, SUBJECT, TODAY, is_asked
from app.reviews.queries.today import Today
from app.reviews.rows import CARD, STUDIED_BANK, STUDY_DAY


@dataclass(frozen=True, slots=True)
class DoneDay:
    """A study day in sums. `reviews…` count cards that were in review when they were answered;
    `reviews_expected` is the sum of their chances of recall."""

    day: int
    answers: int
    reviews: int
    reviews_remembered: int
    reviews_expected: float


def done_days(learner_id: int, since: int) -> tuple[DoneDay, ...]:
    """The days with answers, from the study day `since` on, in order."""
    rows = connection().execute(_DONE, {"learner": learner_id, "since": since})
    return tuple(DoneDay(*row) for row in rows)


def due_days(today: Today, days: int) -> dict[int, int]:
    """By study day, how much falls due on each of so many days after today, as things stand.

    Slots of one fact count once a day, as study asks them.
    """
    asked = today.parameters() | {"last": today.day + days}
    return {day: count for day, count in connection().execute(_DUE, asked)}


_DONE = (
    select(
        STUDY_DAY.c.day,
        STUDY_DAY.c.answers,
        STUDY_DAY.c.reviews,
        STUDY_DAY.c.reviews_remembered,
        STUDY_DAY.c.reviews_expected,
    )
    .where(STUDY_DAY.c.user_id == LEARNER, STUDY_DAY.c.day >= bindparam("since"))
    .where(STUDY_DAY.c.answers > 0)
    .order_by(STUDY_DAY.c.day)
)
_DUE = (
    select(CARD.c.due_on, func.count(distinct(SUBJECT)))
    .join_from(CARD, Target, MY_CARD)
    .join(STUDIED_BANK, MY_BANK)
    .where(CARD.c.user_id == LEARNER, CARD.c.due_on > TODAY, CARD.c.due_on <= bindparam("last"))
    .where(~CARD.c.is_suspended, is_asked())
    .group_by(CARD.c.due_on)
)
