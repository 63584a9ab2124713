"""What is left of a learner's study day, and what was done in it, by one statement."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from app.core.scheduling import (
    Answered,
    Kind,
    Next,
    Portion,
    Source,
    State,
    Waiting,
    milliseconds,
    next_up,
    portion,
    seconds,
)
from app.db import connection
from app.reviews.models import Review
from app.reviews.operations.taking_back import OLDEST_PAGE, REACH
from app.reviews.queries.due import (
    LEARNER,
    SUBJECT,
    TODAY,
    due_cards,
    new_targets,
)
from app.reviews.rows import (
    CARD,
    CORRECTION,
    DEFAULT_PRESET,
    PRESET,
    PRESET_COLUMNS,
    STUDIED_BANK,
    STUDY_DAY,
    Learner,
    calendar_of,
    preset_in,
)
from app.web.keys import first_key_at
from app.web.visitor import Visitor

MORE = 5


@dataclass(frozen=True, slots=True)
class Today:
    """One study day of one learner. `later` cards are learned again today, but not yet: the first
    at `next_at` (epoch seconds)."""

    learner: Learner
    now: datetime
    day: int
    portion: Portion
    next: Next
    later: int
    next_at: int | None
    answers: int
    remembered: int
    reviews_done: int
    new_done: int
    duration_ms: int
    more_new: int
    has_chosen: bool
    banks: int
    has_correction: bool
    can_undo: bool

    @property
    def left(self) -> int:
        return self.portion.left + self.later

    @property
    def learning(self) -> int:
        return self.portion.learning + self.portion.ahead + self.later

    @property
    def done(self) -> float:
        """The share of today's answers given: 0 to 1."""
        return self.answers / (self.answers + self.left) if self.left else 1.0

    @property
    def more_to(self) -> int:
        """What to ask for beyond the day's portion, so that five new cards come whatever was seen
        today: the portion may have been made smaller since."""
        return max(self.more_new, self.new_done - self.learner.preset.new_per_day) + MORE

    def parameters(self) -> dict[str, Any]:
        return parameters(self.learner, self.now)


def today_of(person: Visitor, now: datetime) -> Today:
    """The day of a guest or member; a stranger has none (ValueError)."""
    if person.id is None:
        raise ValueError("a stranger has no study day")
    calendar = calendar_of(person.time_zone, person.rollover_hour)
    asked = parameters(Learner(person.id, calendar, DEFAULT_PRESET), now)
    row = connection().execute(_TODAY, asked).one()
    learner = Learner(person.id, calendar, preset_in(row))
    answered = Answered(reviews=row.reviews_done or 0, new=row.introduced or 0)
    more_new = row.extra_new if row.extra_on == asked["today"] else 0
    waiting = Waiting(row.learning, row.ahead, row.reviews, row.new)
    left = portion(waiting, answered, learner.preset, more_new=more_new)
    return Today(
        learner=learner,
        now=now,
        day=asked["today"],
        portion=left,
        next=next_up(left, answered),
        later=row.later,
        next_at=row.next_at,
        answers=row.answers or 0,
        remembered=row.remembered or 0,
        reviews_done=answered.reviews,
        new_done=answered.new,
        duration_ms=row.duration_ms or 0,
        more_new=more_new,
        has_chosen=bool(row.is_chosen),
        banks=row.banks,
        has_correction=row.has_correction,
        can_undo=row.can_undo,
    )


def parameters(learner: Learner, now: datetime) -> dict[str, Any]:
    """What the statements about a learner's day are asked with."""
    ahead = timedelta(seconds=learner.preset.ahead)
    return {
        "learner": learner.id,
        "today": learner.calendar.day_of(now),
        "horizon": learner.calendar.day_of(now + ahead),
        "now_s": seconds(now),
        "ahead_s": seconds(now + ahead),
        "floor": first_key_at(now - OLDEST_PAGE),
        "oldest": milliseconds(now - REACH),
    }


def _can_undo() -> ColumnElement[bool]:
    undoing = aliased(Review)
    is_undone = exists(undoing.key).where(
        undoing.user_id == LEARNER, undoing.key >= bindparam("floor"), undoing.undoes == Review.key
    )
    in_study = and_(Review.kind == Kind.REVIEW.value, Review.source == Source.STUDY.value)
    return exists(Review.key).where(
        Review.user_id == LEARNER,
        Review.key >= bindparam("floor"),
        Review.at >= bindparam("oldest"),
        or_(in_study, Review.kind == Kind.SET.value),
        ~is_undone,
    )


def _new(mine: FromClause) -> ScalarSelect[int]:
    """How many new cards there are, counted no further than today's allowance."""
    more = case((PRESET.c.extra_on == TODAY, PRESET.c.extra_new), else_=0)
    allowed = func.coalesce(PRESET.c.new_per_day + more, DEFAULT_PRESET.new_per_day)
    left = allowed - func.coalesce(STUDY_DAY.c.introduced, 0)
    at_most = select(case((left > 0, left), else_=0)).select_from(mine).scalar_subquery()
    found = new_targets(SUBJECT.label("subject")).distinct().limit(at_most).subquery()
    return select(func.count()).select_from(found).scalar_subquery()


def _mine(first: FromClause) -> FromClause:
    """`first`, which has one row, beside the learner's preset and day where there are any."""
    day = (STUDY_DAY.c.user_id == LEARNER) & (STUDY_DAY.c.day == TODAY)
    return first.outerjoin(PRESET, PRESET.c.user_id == LEARNER).outerjoin(STUDY_DAY, day)


def _today() -> "Select[*tuple[Any, ...]]":
    due = due_cards(CARD.c.state, CARD.c.due_at, SUBJECT.label("subject")).subquery()
    is_learning = due.c.state != State.REVIEW.value
    now: BindParameter[int] = bindparam("now_s")
    ahead: BindParameter[int] = bindparam("ahead_s")
    comes_later = and_(is_learning, due.c.due_at > ahead)
    counts = select(
        func.count().filter(is_learning, due.c.due_at <= now).label("learning"),
        func.count().filter(is_learning, due.c.due_at > now, due.c.due_at <= ahead).label("ahead"),
        func.count().filter(comes_later).label("later"),
        func.min(due.c.due_at).filter(comes_later).label("next_at"),
        func.count(distinct(due.c.subject)).filter(~is_learning).label("reviews"),
    ).subquery()
    banks = select(func.count()).where(STUDIED_BANK.c.user_id == LEARNER).scalar_subquery()
    return select(
        *counts.c,
        _new(_mine(select(literal(1).label("one")).subquery())).label("new"),
        *PRESET_COLUMNS,
        PRESET.c.is_chosen,
        PRESET.c.extra_new,
        PRESET.c.extra_on,
        STUDY_DAY.c.answers,
        STUDY_DAY.c.remembered,
        STUDY_DAY.c.introduced,
        STUDY_DAY.c.reviews.label("reviews_done"),
        STUDY_DAY.c.duration_ms,
        banks.label("banks"),
        exists(CORRECTION.c.user_id).where(CORRECTION.c.user_id == LEARNER).label("has_correction"),
        _can_undo().label("can_undo"),
    ).select_from(_mine(counts))


_TODAY = _today()
