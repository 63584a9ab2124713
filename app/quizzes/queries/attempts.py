"""What a person sees of an attempt. A step and the way between steps are Core, built once."""

from typing import Any

from flask import abort
from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.banks.models import Bank, Question, QuestionPart, QuestionVersion
from app.banks.queries import kept_by
from app.core.questions import CONTENT
from app.db import connection, db
from app.quizzes.models import Attempt, AttemptItem, Grade, Quiz, Response
from app.quizzes.queries.steps import OpenAttempt, Step, Way
from app.web.visitor import Visitor


def step_of(user_id: int, attempt_id: int, position: int) -> Step:
    """The learner's place, or a 404: another person's attempt does not exist for them."""
    values = {"user": user_id, "attempt": attempt_id, "place": position}
    row = connection().execute(_STEP, values).mappings().first()
    return _step(row) if row else abort(404)


def steps_of(user_id: int, attempt_id: int) -> list[Step]:
    """Every place of the learner's attempt in order, or a 404."""
    rows = connection().execute(_STEPS, {"user": user_id, "attempt": attempt_id}).mappings()
    return [_step(row) for row in rows] or abort(404)


def way_from(step: Step) -> Way:
    values = {"attempt": step.attempt_id, "place": step.position}
    row = connection().execute(_WAY, values).one()
    if step.is_shown_at_once:
        return Way(row.places, None, row.next_open, row.first_open)
    following = step.position + 1 if step.position < row.places else None
    return Way(row.places, step.position - 1 or None, following, row.first_open)


def lock_attempt(user_id: int, attempt_id: int) -> None:
    """Two devices that write to one attempt take turns (on SQLite all writers do), or a 404."""
    values = {"user": user_id, "attempt": attempt_id}
    if connection().execute(_LOCK, values).first() is None:
        abort(404)


def said_with(user_id: int, key: bytes) -> tuple[int, int, Any] | None:
    """The attempt, the place and the answer that this key came with."""
    row = connection().execute(_SAID, {"user": user_id, "key": key}).first()
    return None if row is None else (row.attempt_id, row.position, row.answer)


def open_attempts(user_id: int | None) -> list[OpenAttempt]:
    """What the learner began and has not finished, the latest first; of strangers nothing."""
    rows = connection().execute(_OPEN, {"user": user_id}) if user_id else ()
    return [OpenAttempt(*row) for row in rows]


def missed_targets(user_id: int, attempt_id: int) -> list[int]:
    """The targets of an attempt's places that were answered and not right, in their order."""
    steps = steps_of(user_id, attempt_id)
    return list(dict.fromkeys(target for step in steps for target in step.missed_targets))


def quiz_to_take(visitor: Visitor, quiz_id: int) -> Quiz:
    """The learner's own quiz on a bank they may still see, or a 404; others wait their turn."""
    query = (
        select(Quiz)
        .join(Bank, Bank.id == Quiz.bank_id)
        .where(Quiz.id == quiz_id, Quiz.owner_id == visitor.id, visible(visitor))
        .with_for_update(of=Quiz)
    )
    quiz: Quiz = db.one_or_404(query)
    return quiz


def open_attempt_at(quiz_id: int, user_id: int) -> int | None:
    return db.session.scalar(
        select(Attempt.id).where(
            Attempt.quiz_id == quiz_id, Attempt.user_id == user_id, Attempt.state == "open"
        )
    )


def attempt_seeded(user_id: int, seed: int) -> Attempt | None:
    """The learner's latest attempt with this seed."""
    query = select(Attempt).where(Attempt.user_id == user_id, Attempt.seed == seed)
    return db.session.scalars(query.order_by(Attempt.id.desc()).limit(1)).first()


def visible(visitor: Visitor) -> ColumnElement[bool]:
    """Whether the visitor may see the bank."""
    return or_(Bank.visibility != "private", kept_by(visitor))


def _step(row: RowMapping) -> Step:
    values = dict(row)
    values["content"] = CONTENT.validate_python(values["content"])
    found = numbers(values["part_targets"])
    values["part_targets"] = dict(zip(found[::2], found[1::2], strict=True))
    values["sequence"] = values["sequence"] or 0
    values["duration_ms"] = values["duration_ms"] or 0
    return Step(**values)


def numbers(said: str | None) -> list[int]:
    """The reverse of `joined`."""
    return [int(number) for number in said.split(",")] if said else []


def joined(*columns: InstrumentedAttribute[Any]) -> "Select[str]":
    """Numbers of several rows as one value, so that they cost no query more."""
    first, *more = (cast(column, String) for column in columns)
    numbers = sum((literal(",") + column for column in more), first)
    return select(func.aggregate_strings(numbers, ","))


ANSWERED = and_(
    Response.attempt_id == AttemptItem.attempt_id, Response.position == AttemptItem.position
)


def _steps() -> "Select[*tuple[Any, ...]]":
    each = aliased(Response)
    latest = (
        select(func.max(each.sequence))
        .where(each.attempt_id == AttemptItem.attempt_id, each.position == AttemptItem.position)
        .correlate(AttemptItem)
        .scalar_subquery()
    )
    return (
        select(
            Attempt.id.label("attempt_id"),
            Attempt.user_id,
            Attempt.quiz_id,
            Attempt.state,
            Quiz.feedback,
            AttemptItem.position,
            AttemptItem.seed,
            Bank.name.label("bank_name"),
            Bank.language,
            QuestionVersion.id.label("version_id"),
            Question.target_id,
            _PARTS.label("part_targets"),
            QuestionVersion.prompt,
            QuestionVersion.content,
            Response.sequence,
            Response.key,
            Response.answer,
            Response.saved_at,
            Response.duration_ms,
            Grade.verdict,
        )
        .join_from(Attempt, Quiz)
        .join(Bank, Bank.id == Quiz.bank_id)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .outerjoin(
            Response,
            and_(ANSWERED, Response.sequence == latest),
        )
        .outerjoin(Grade, and_(Grade.user_id == Response.user_id, Grade.key == Response.key))
        .where(Attempt.id == bindparam("attempt"), Attempt.user_id == bindparam("user"))
    )


_PARTS = (
    joined(QuestionPart.position, QuestionPart.target_id)
    .where(
        QuestionPart.question_id == QuestionVersion.question_id,
        QuestionPart.number == QuestionVersion.number,
    )
    .correlate(QuestionVersion)
    .scalar_subquery()
)
_LOCK = (
    select(Attempt.id)
    .where(Attempt.id == bindparam("attempt"), Attempt.user_id == bindparam("user"))
    .with_for_update()
)
_SAID = select(Response.attempt_id, Response.position, Response.answer).where(
    Response.user_id == bindparam("user"), Response.key == bindparam("key")
)
_STEPS = _steps().order_by(AttemptItem.position)
_STEP = _steps().where(AttemptItem.position == bindparam("place"))
_COUNT = func.count(distinct(AttemptItem.position)).label("places")
_FIRST_OPEN = func.min(case((Response.key.is_(None), AttemptItem.position)))
_NEXT_OPEN = func.min(
    case(
        (
            and_(Response.key.is_(None), AttemptItem.position > bindparam("place")),
            AttemptItem.position,
        )
    )
)
_WAY = (
    select(_COUNT, _FIRST_OPEN.label("first_open"), _NEXT_OPEN.label("next_open"))
    .join_from(AttemptItem, Response, ANSWERED, isouter=True)
    .where(AttemptItem.attempt_id == bindparam("attempt"))
)
_OPEN = (
    select(Attempt.id, Bank.name, Bank.language, func.coalesce(_FIRST_OPEN, _COUNT), _COUNT)
    .join_from(Attempt, Quiz)
    .join(Bank, Bank.id == Quiz.bank_id)
    .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
    .outerjoin(Response, ANSWERED)
    .where(Attempt.user_id == bindparam("user"), Attempt.state == "open")
    .group_by(Attempt.id, Bank.name, Bank.language)
    .order_by(Attempt.id.desc())
)
