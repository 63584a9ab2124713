"""Reads for quizzes. A step and what a person may see of an attempt are Core, built once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort
from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    bindparam,
    distinct,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from app.banks.models import Bank, Question, QuestionVersion
from app.core.questions import CONTENT, Content
from app.db import connection, db
from app.quizzes.models import Attempt, AttemptItem, Grade, Quiz, Response
from app.quizzes.plans import GRADED_TYPES, Plan
from app.quizzes.pools import POOLS


@dataclass(frozen=True, slots=True)
class Step:
    """One place of one attempt: the question it shows and the answer saved last, if any."""

    attempt_id: int
    user_id: int
    quiz_id: int
    state: str
    feedback: str
    position: int
    count: int
    seed: int
    points: float
    bank_uid: str
    bank_name: str
    language: str
    version_id: int
    target_id: int | None
    prompt: str
    content: Content
    sequence: int
    key: bytes | None
    answer: Any
    saved_at: datetime | None
    duration_ms: int
    fraction: float | None
    verdict: str | None

    @property
    def is_answered(self) -> bool:
        return self.key is not None

    @property
    def is_graded(self) -> bool:
        return self.fraction is not None

    @property
    def is_missed(self) -> bool:
        return self.fraction is not None and self.fraction < 1

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_shown_at_once(self) -> bool:
        return self.feedback == "each"


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt to go on with: the first place without an answer."""

    id: int
    bank_name: str
    position: int
    count: int


def step_of(user_id: int, attempt_id: int, position: int) -> Step:
    """The learner's place, or a 404: another person's attempt does not exist for them."""
    values = {"user": user_id, "attempt": attempt_id, "place": position}
    row = connection().execute(_STEP, values).mappings().first()
    return _step(row) if row else abort(404)


def step_to_answer(user_id: int, attempt_id: int, position: int) -> Step:
    """The same, for writing: two devices that answer one attempt take turns."""
    lock_attempt(attempt_id)
    return step_of(user_id, attempt_id, position)


def lock_attempt(attempt_id: int) -> None:
    """Wait for whoever is writing to the attempt. SQLite writers wait anyway."""
    connection().execute(_LOCK, {"attempt": attempt_id})


def steps_of(user_id: int, attempt_id: int) -> list[Step]:
    """Every place of the learner's attempt in order, or a 404."""
    rows = connection().execute(_STEPS, {"user": user_id, "attempt": attempt_id}).mappings()
    return [_step(row) for row in rows] or abort(404)


def open_attempts(user_id: int) -> list[OpenAttempt]:
    """What the learner began and has not finished, the latest first."""
    rows = connection().execute(_OPEN, {"user": user_id})
    return [OpenAttempt(*row) for row in rows]


def missed_targets(user_id: int, attempt_id: int) -> list[int]:
    """The targets of an attempt's places that were answered and not right, in their order."""
    missed = (step for step in steps_of(user_id, attempt_id) if step.is_missed)
    return [step.target_id for step in missed if step.target_id is not None]


def quiz_of(user_id: int, quiz_id: int) -> Quiz:
    quiz: Quiz = db.one_or_404(select(Quiz).where(Quiz.id == quiz_id, Quiz.owner_id == user_id))
    return quiz


def last_bank_id(user_id: int) -> int | None:
    """The bank of the learner's latest quiz."""
    query = select(Quiz.bank_id).where(Quiz.owner_id == user_id).order_by(Quiz.id.desc()).limit(1)
    return db.session.scalar(query)


def fitting(user_id: int, plan: Plan) -> "Select[int, int | None, int | None, str]":
    """(question id, target id, fact id, type) of each question the plan may draw."""
    pool = POOLS[plan.pool].questions(user_id, plan.bank_id)
    return select(Question.id, Question.target_id, Question.fact_id, Question.type).where(
        *_playable(plan.bank_id),
        Question.id.in_(pool) if plan.pool != "all" else true(),
        Question.type.in_(plan.types or GRADED_TYPES),
        Question.is_sensitive.is_(False) if plan.without_sensitive else true(),
    )


def count_fitting(user_id: int, plan: Plan) -> int:
    """How many places the plan could fill: a target is asked once in a quiz."""
    drawn = fitting(user_id, plan).subquery()
    memory = func.coalesce(drawn.c.target_id, -drawn.c.id)
    return db.session.scalar(select(func.count(distinct(memory)))) or 0


def count_types(bank_id: int) -> dict[str, int]:
    """How many questions of each type the bank has, in the registry's order."""
    query = select(Question.type, func.count()).where(*_playable(bank_id)).group_by(Question.type)
    found = {kind: number for kind, number in db.session.execute(query)}
    return {kind: found[kind] for kind in GRADED_TYPES if kind in found}


def count_sensitive(bank_id: int) -> int:
    query = select(func.count()).where(*_playable(bank_id), Question.is_sensitive)
    return db.session.scalar(query) or 0


def playable_banks(kept: ColumnElement[bool]) -> Sequence[Bank]:
    """The banks with questions to ask that everyone may see or the visitor keeps, by name."""
    asked = select(Question.bank_id).where(
        Question.status == "active", Question.type.in_(GRADED_TYPES)
    )
    visible = or_(Bank.visibility == "public", kept)
    query = select(Bank).where(visible, Bank.id.in_(asked)).order_by(Bank.name, Bank.id)
    return db.session.scalars(query).all()


def count_pools(user_id: int | None, bank_id: int) -> dict[str, int]:
    """How many places each pool could fill; those that are empty are absent."""
    if user_id is None:
        return {"all": count_fitting(0, Plan(bank_id))}
    counts = {name: count_fitting(user_id, Plan(bank_id, pool=name)) for name in POOLS}
    return {name: count for name, count in counts.items() if count or name == "all"}


def _playable(bank_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Question.bank_id == bank_id,
        Question.status == "active",
        Question.type.in_(GRADED_TYPES),
    )


def _step(row: RowMapping) -> Step:
    values = dict(row)
    values["content"] = CONTENT.validate_python(values["content"])
    values["sequence"] = values["sequence"] or 0
    values["duration_ms"] = values["duration_ms"] or 0
    return Step(**values)


def _steps() -> "Select[*tuple[Any, ...]]":
    latest = aliased(Response)
    of_place = (latest.attempt_id == AttemptItem.attempt_id) & (
        latest.position == AttemptItem.position
    )
    number = select(func.max(latest.sequence)).where(of_place).correlate(AttemptItem)
    others = aliased(AttemptItem)
    count = select(func.count()).where(others.attempt_id == Attempt.id).correlate(Attempt)
    return (
        select(
            Attempt.id.label("attempt_id"),
            Attempt.user_id,
            Attempt.quiz_id,
            Attempt.state,
            Quiz.feedback,
            AttemptItem.position,
            count.scalar_subquery().label("count"),
            AttemptItem.seed,
            AttemptItem.points,
            Bank.uid.label("bank_uid"),
            Bank.name.label("bank_name"),
            Bank.language,
            QuestionVersion.id.label("version_id"),
            Question.target_id,
            QuestionVersion.prompt,
            QuestionVersion.content,
            Response.sequence,
            Response.key,
            Response.answer,
            Response.saved_at,
            Response.duration_ms,
            Grade.fraction,
            Grade.verdict,
        )
        .join_from(Attempt, Quiz)
        .join(Bank, Bank.id == Quiz.bank_id)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .outerjoin(
            Response,
            and_(
                Response.attempt_id == AttemptItem.attempt_id,
                Response.position == AttemptItem.position,
                Response.sequence == number.scalar_subquery(),
            ),
        )
        .outerjoin(Grade, and_(Grade.user_id == Response.user_id, Grade.key == Response.key))
        .where(
            Attempt.id == bindparam("attempt"),
            Attempt.user_id == bindparam("user"),
            Attempt.state != "discarded",
        )
    )


_LOCK = select(Attempt.id).where(Attempt.id == bindparam("attempt")).with_for_update()
_STEPS = _steps().order_by(AttemptItem.position)
_STEP = _steps().where(AttemptItem.position == bindparam("place"))


def _open() -> "Select[int, str, int, int]":
    place = aliased(AttemptItem)
    of_attempt = place.attempt_id == Attempt.id
    answered = select(Response.key).where(
        Response.attempt_id == place.attempt_id, Response.position == place.position
    )
    first = select(func.min(place.position)).where(of_attempt, ~answered.exists())
    count = select(func.count()).where(of_attempt).correlate(Attempt).scalar_subquery()
    return (
        select(
            Attempt.id,
            Bank.name,
            func.coalesce(first.correlate(Attempt).scalar_subquery(), count),
            count,
        )
        .join_from(Attempt, Quiz)
        .join(Bank, Bank.id == Quiz.bank_id)
        .where(Attempt.user_id == bindparam("user"), Attempt.state == "open")
        .order_by(Attempt.id.desc())
    )


_OPEN = _open()
