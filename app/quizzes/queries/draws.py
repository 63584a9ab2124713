"""What a bank has for a quiz, and which questions a plan may draw."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, distinct, func, or_, select, true

from app.banks.models import (
    IS_CURRENT,
    IS_CURRENT_PART,
    Bank,
    Question,
    QuestionFact,
    QuestionPart,
    QuestionVersion,
)
from app.banks.queries import kept_by
from app.db import db
from app.quizzes.models import Quiz
from app.quizzes.plans import GRADED_TYPES, Candidate, Plan
from app.quizzes.pools import POOLS
from app.quizzes.queries.attempts import joined, numbers, visible
from app.web.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Offer:
    """What a bank has for a quiz: questions by type, places by pool, sensitive questions."""

    types: dict[str, int]
    pools: dict[str, int]
    sensitive: int


def playable_banks(visitor: Visitor, named: str = "") -> list[Bank]:
    """The banks with questions to ask that everyone may see or the visitor keeps, by name.

    A bank that is only shown to those who have its link is among them when it is `named`.
    """
    asked = select(Question.bank_id).where(*_PLAYABLE)
    listed = or_(Bank.visibility == "public", kept_by(visitor), Bank.uid == named)
    query = select(Bank).where(visible(visitor), listed, Bank.id.in_(asked))
    return list(db.session.scalars(query.order_by(Bank.name, Bank.id)))


def last_bank(user_id: int) -> str | None:
    """The uid of the bank of the learner's latest quiz."""
    query = select(Bank.uid).join_from(Quiz, Bank, Bank.id == Quiz.bank_id)
    return db.session.scalar(
        query.where(Quiz.owner_id == user_id).order_by(Quiz.id.desc()).limit(1)
    )


def offer_of(bank_id: int, user_id: int | None) -> Offer:
    """Types in the registry's order; what has no question is absent, but for the pool "all"."""
    sensitive = func.count(case((Question.is_sensitive, 1)))
    query = select(Question.type, func.count(), sensitive).where(
        Question.bank_id == bank_id, *_PLAYABLE
    )
    found = {kind: counts for kind, *counts in db.session.execute(query.group_by(Question.type))}
    return Offer(
        types={kind: found[kind][0] for kind in GRADED_TYPES if kind in found},
        pools=_pools(bank_id, user_id),
        sensitive=sum(hidden for _, hidden in found.values()),
    )


def count_fitting(user_id: int, plan: Plan) -> int:
    """How many places the plan could fill: a target is asked once in a quiz."""
    return db.session.scalar(_places(user_id, plan)) or 0


def candidates(user_id: int, plan: Plan) -> Iterable[Candidate]:
    """Each question that fits the plan, in its current version."""
    columns = (Question.id, QuestionVersion.id, _MEMORY, Question.fact_id)
    query = select(*columns, _OTHER_FACTS).join_from(Question, QuestionVersion, IS_CURRENT)
    rows = db.session.execute(query.where(*_fits(user_id, plan)))
    return (
        Candidate(question_id, version_id, memory_id, _facts(anchor_id, others))
        for question_id, version_id, memory_id, anchor_id, others in rows
    )


def _facts(anchor_id: int | None, others: str | None) -> frozenset[int]:
    return frozenset([anchor_id] if anchor_id else []) | frozenset(numbers(others))


def _pools(bank_id: int, user_id: int | None) -> dict[str, int]:
    """Of strangers only the pool "all" is asked."""
    names = ["all"] if user_id is None else list(POOLS)
    plans = {name: Plan(bank_id, pool=name) for name in names}
    counted = (_places(user_id or 0, plan).scalar_subquery() for plan in plans.values())
    counts = zip(names, db.session.execute(select(*counted)).one(), strict=True)
    return {name: count for name, count in counts if count or name == "all"}


def _places(user_id: int, plan: Plan) -> "Select[int]":
    return select(func.count(distinct(_MEMORY))).where(*_fits(user_id, plan))


def _fits(user_id: int, plan: Plan) -> tuple[ColumnElement[bool], ...]:
    return (
        *_PLAYABLE,
        Question.bank_id == plan.bank_id,
        Question.id.in_(POOLS[plan.pool].questions(user_id, plan.bank_id)),
        Question.type.in_(plan.types) if plan.types else true(),
        Question.is_sensitive.is_(False) if plan.without_sensitive else true(),
    )


_ONE_PART = (
    select(
        case((func.count(distinct(QuestionPart.target_id)) == 1, func.min(QuestionPart.target_id)))
    )
    .where(IS_CURRENT_PART)
    .correlate(Question)
    .scalar_subquery()
)
# What tells two questions of one memory: a question with several targets is like no other.
_MEMORY = func.coalesce(Question.target_id, _ONE_PART, -Question.id)
_OTHER_FACTS = (
    joined(QuestionFact.fact_id)
    .where(QuestionFact.question_id == Question.id)
    .correlate(Question)
    .scalar_subquery()
)
_PLAYABLE = (Question.status == "active", Question.type.in_(GRADED_TYPES))
