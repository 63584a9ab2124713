"""Today at a glance, what comes next, and how a learner stands with each bank."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, case, distinct, func, select

from app.banks.models import Bank, Target
from app.banks.queries import OwnState
from app.core.scheduling import (
    Kind,
    Pace,
    State,
    Weights,
    expected_recall,
    minutes,
    pace_of,
)
from app.db import connection
from app.reviews.models import Review
from app.reviews.queries.due import (
    IS_AWAKE,
    LEARNER,
    MY_BANK,
    MY_CARD,
    SUBJECT,
    TODAY,
    is_asked,
    new_targets,
)
from app.reviews.queries.today import Today, parameters, today_of
from app.reviews.rows import CARD, STUDIED_BANK, STUDY_DAY, Learner, learner_of
from app.web.visitor import Visitor

RECENT_ANSWERS = 200


@dataclass(frozen=True, slots=True)
class Coming:
    """The next study day on which something is due: in how many days, how much, how long."""

    in_days: int
    count: int
    minutes: int


@dataclass(frozen=True, slots=True)
class BankFront:
    """A bank in study: `recalled` of its `asked` targets would be recalled today."""

    uid: str
    name: str
    language: str
    due: int
    recalled: int
    asked: int
    known: int
    learning: int
    new: int


@dataclass(frozen=True, slots=True)
class StudyFront:
    """Where a learner stands now. `due` holds learning and reviews within today's cap,
    `held_back` what is due above it. `minutes` is how long the due take, or the new where nothing
    is due; `coming` is asked only when nothing is left."""

    today: Today
    due: int
    new: int
    held_back: int
    minutes: int
    coming: Coming | None
    banks: tuple[BankFront, ...]

    @property
    def is_done(self) -> bool:
        return self.due + self.new == 0


def study_front(person: Visitor, now: datetime) -> StudyFront:
    """For the home page of a guest or member."""
    today = today_of(person, now)
    left, pace = today.portion, pace_now(today.learner.id)
    due = left.learning + left.ahead + left.reviews + today.later
    return StudyFront(
        today=today,
        due=due,
        new=left.new,
        held_back=left.held_back,
        minutes=minutes(0, due, pace) if due else minutes(left.new, 0, pace),
        coming=None if due + left.new else coming(today, pace),
        banks=banks_in_study(today),
    )


def pace_now(learner_id: int) -> Pace:
    """How fast the learner answered lately: cards being learned, and all others."""
    asked = {"learner": learner_id, "most": RECENT_ANSWERS}
    recent = connection().execute(_RECENT, asked).all()
    learning = [ms for state, ms in recent if state == State.LEARNING]
    return pace_of(learning, [ms for state, ms in recent if state != State.LEARNING])


def coming(today: Today, pace: Pace) -> Coming | None:
    """What is due next, once today is done: whatever was left of today comes tomorrow."""
    asked = today.parameters() | {"tomorrow": today.day + 1}
    day, count = today.day + 1, connection().scalar(_TOMORROW, asked) or 0
    if not count:
        found = connection().execute(_NEXT_DAY, asked).first()
        if found is None:
            return None
        day, count = found
    count = min(count, today.learner.preset.reviews_per_day)
    return Coming(day - today.day, count, minutes(0, count, pace))


def has_more_new(today: Today) -> bool:
    """Is there something new beyond today's portion?"""
    return connection().execute(_MORE_NEW, today.parameters()).first() is not None


def bank_of_today(today: Today) -> str | None:
    """The uid of the bank of the card answered last today."""
    return connection().scalar(_BANK_OF_TODAY, today.parameters())


def study_days(learner_id: int) -> int:
    """On how many days the learner has studied."""
    return connection().scalar(_STUDY_DAYS, {"learner": learner_id}) or 0


def answers_of(learner_id: int) -> int:
    """How many answers their history holds."""
    return connection().scalar(_ANSWERS, {"learner": learner_id}) or 0


def own_states(learner_id: int, bank_ids: Sequence[int], now: datetime) -> dict[int, OwnState]:
    """How a learner stands with those of the banks they study."""
    learner = learner_of(learner_id)
    return {
        bank_id: OwnState(
            due=standing.due,
            known=standing.known,
            learning=standing.learning,
            new=standing.new,
            without_sensitive=standing.without_sensitive,
        )
        for bank_id, standing in _standings(learner, now).items()
        if bank_id in set(bank_ids)
    }


def banks_in_study(today: Today) -> tuple[BankFront, ...]:
    """The banks of a learner by name."""
    rows = [
        BankFront(
            uid=standing.uid,
            name=standing.name,
            language=standing.language,
            due=standing.due,
            recalled=round(standing.recalled),
            asked=standing.known + standing.learning + standing.new,
            known=standing.known,
            learning=standing.learning,
            new=standing.new,
        )
        for standing in _standings(today.learner, today.now).values()
    ]
    return tuple(sorted(rows, key=lambda row: (row.name, row.uid)))


@dataclass(slots=True)
class _Standing:
    uid: str
    name: str
    language: str
    without_sensitive: bool
    due: int = 0
    known: int = 0
    learning: int = 0
    new: int = 0
    recalled: float = 0.0


def _standings(learner: Learner, now: datetime) -> dict[int, _Standing]:
    asked = parameters(learner, now)
    found = {
        row.id: _Standing(row.uid, row.name, row.language, row.without_sensitive, new=row.targets)
        for row in connection().execute(_BANKS, asked)
    }
    cards: dict[int, list[_Card]] = defaultdict(list)
    for bank_id, *columns in connection().execute(_CARDS, asked):
        cards[bank_id].append(_Card(*columns))
    for bank_id, of_bank in cards.items():
        _count(found[bank_id], of_bank, learner.preset.weights)
    return found


class _Card(NamedTuple):
    """Plain columns, for a learner may have ten thousand cards."""

    state: int
    is_due: bool
    subject: int
    stability: float
    elapsed: int


def _count(standing: _Standing, cards: Sequence[_Card], weights: Weights) -> None:
    known = [card for card in cards if card.state == State.REVIEW]
    standing.new -= len(cards)
    standing.known = len(known)
    standing.learning = len(cards) - len(known)
    # As study asks them: of one fact one slot a day, and none where another was answered today.
    answered = {card.subject for card in cards if card.elapsed == 0}
    for_review = {card.subject for card in known if card.is_due} - answered
    standing.due = len(for_review) + sum(
        card.is_due for card in cards if card.state != State.REVIEW
    )
    memories = ((card.stability, card.elapsed) for card in cards)
    standing.recalled = expected_recall(memories, weights)


_RECENT = (
    select(Review.state, Review.duration_ms)
    .where(Review.user_id == LEARNER, Review.kind == Kind.REVIEW.value)
    .order_by(Review.key.desc())
    .limit(bindparam("most"))
)
_IN_STUDY = (
    select(func.count(distinct(SUBJECT)))
    .join_from(CARD, Target, Target.id == CARD.c.target_id)
    .join(STUDIED_BANK, MY_BANK)
    .where(CARD.c.user_id == LEARNER, ~CARD.c.is_suspended, is_asked())
)
_TOMORROW = _IN_STUDY.where(CARD.c.due_on <= bindparam("tomorrow"))
_NEXT_DAY = (
    _IN_STUDY.with_only_columns(CARD.c.due_on, func.count(distinct(SUBJECT)))
    .where(CARD.c.due_on > bindparam("tomorrow"))
    .group_by(CARD.c.due_on)
    .order_by(CARD.c.due_on)
    .limit(1)
)
_MORE_NEW = new_targets(Target.id).limit(1)
_BANK_OF_TODAY = (
    select(Bank.uid)
    .join_from(CARD, Target, Target.id == CARD.c.target_id)
    .join(Bank, Bank.id == Target.bank_id)
    .where(CARD.c.user_id == LEARNER, CARD.c.last_on == TODAY)
    .order_by(CARD.c.last_at.desc())
    .limit(1)
)
_STUDY_DAYS = select(func.count()).where(STUDY_DAY.c.user_id == LEARNER, STUDY_DAY.c.answers > 0)
_ANSWERS = select(func.sum(STUDY_DAY.c.answers)).where(STUDY_DAY.c.user_id == LEARNER)
_BANKS = (
    select(
        Bank.id,
        Bank.uid,
        Bank.name,
        Bank.language,
        STUDIED_BANK.c.without_sensitive,
        func.count(Target.id).label("targets"),
    )
    .join_from(STUDIED_BANK, Bank, Bank.id == STUDIED_BANK.c.bank_id)
    .outerjoin(Target, (Target.bank_id == Bank.id) & is_asked())
    .where(STUDIED_BANK.c.user_id == LEARNER)
    .group_by(Bank.id, Bank.uid, Bank.name, Bank.language, STUDIED_BANK.c.without_sensitive)
)
_CARDS = (
    select(
        Target.bank_id,
        CARD.c.state,
        (IS_AWAKE & (CARD.c.due_on <= TODAY)).label("is_due"),
        SUBJECT,
        CARD.c.stability,
        case((CARD.c.last_on < TODAY, TODAY - CARD.c.last_on), else_=0).label("elapsed"),
    )
    .join_from(CARD, Target, MY_CARD)
    .join(STUDIED_BANK, MY_BANK)
    .where(CARD.c.user_id == LEARNER, CARD.c.stability.is_not(None), is_asked())
)
