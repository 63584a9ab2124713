"""Reads for quizzes. A step and what a person may see of an attempt are Core, built once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
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
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.banks.models import (
    IS_CURRENT,
    IS_CURRENT_PART,
    Bank,
    Question,
    QuestionFact,
    QuestionPart,
    QuestionVersion,
)
from app.banks.queries import kept_by, prompt_in_words
from app.core.grading import Verdict
from app.core.questions import CONTENT, Content, grade
from app.db import connection, db
from app.quizzes.models import Attempt, AttemptItem, Grade, Quiz, Response
from app.quizzes.plans import GRADED_TYPES, Candidate, Plan
from app.quizzes.pools import POOLS
from app.web.visitor import Visitor

RIGHT = (Verdict.RIGHT, Verdict.RIGHT_BUT_SPELLING)


@dataclass(frozen=True, slots=True)
class Step:
    """One place of one attempt: the question it shows and the answer saved last, if any.

    A question in parts has no `target_id`: `part_targets` holds that of each part, by its number
    from 1, as far as the part feeds a memory.
    """

    attempt_id: int
    user_id: int
    quiz_id: int
    state: str
    feedback: str
    position: int
    seed: int
    bank_name: str
    language: str
    version_id: int
    target_id: int | None
    part_targets: Mapping[int, int]
    prompt: str
    content: Content
    sequence: int
    key: bytes | None
    answer: Any
    saved_at: datetime | None
    duration_ms: int
    verdict: str | None

    @property
    def asked(self) -> str:
        """The prompt for a list: of a cloze, its sentence with blanks."""
        return prompt_in_words(self.content, self.prompt)

    @property
    def is_answered(self) -> bool:
        return self.key is not None

    @property
    def is_graded(self) -> bool:
        return self.verdict is not None

    @property
    def is_right(self) -> bool:
        return self.verdict in RIGHT

    @property
    def is_missed(self) -> bool:
        return self.is_graded and not self.is_right

    @property
    def missed_targets(self) -> tuple[int, ...]:
        """What was answered and not right: of a question in parts, the parts that were not."""
        if not self.is_missed:
            return ()
        if not self.part_targets:
            return () if self.target_id is None else (self.target_id,)
        parts = grade(self.content, self.answer).parts
        targets = self.part_targets.items()
        return tuple(target for number, target in targets if not parts[number - 1].is_right)

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_shown_at_once(self) -> bool:
        return self.feedback == "each"

    @property
    def takes_answers(self) -> bool:
        """An answer whose result was shown stays as it is."""
        return self.is_open and not self.is_graded


@dataclass(frozen=True, slots=True)
class Way:
    """How far an attempt is, and where it goes from one place; none where there is no such place.

    With feedback after each the way leads by the places not yet answered, else from one to the
    next. `first_open` is the first place of the attempt without an answer.
    """

    count: int
    back: int | None
    next: int | None
    first_open: int | None


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt to go on with, at the first place without an answer."""

    id: int
    bank_name: str
    language: str
    position: int
    count: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What a bank has for a quiz: questions by type, places by pool, sensitive questions."""

    types: dict[str, int]
    pools: dict[str, int]
    sensitive: int


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
        .where(Quiz.id == quiz_id, Quiz.owner_id == visitor.id, _visible(visitor))
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


def playable_banks(visitor: Visitor, named: str = "") -> list[Bank]:
    """The banks with questions to ask that everyone may see or the visitor keeps, by name.

    A bank that is only shown to those who have its link is among them when it is `named`.
    """
    asked = select(Question.bank_id).where(*_PLAYABLE)
    listed = or_(Bank.visibility == "public", kept_by(visitor), Bank.uid == named)
    query = select(Bank).where(_visible(visitor), listed, Bank.id.in_(asked))
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
    return frozenset([anchor_id] if anchor_id else []) | frozenset(_numbers(others))


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


def _visible(visitor: Visitor) -> ColumnElement[bool]:
    return or_(Bank.visibility != "private", kept_by(visitor))


def _step(row: RowMapping) -> Step:
    values = dict(row)
    values["content"] = CONTENT.validate_python(values["content"])
    numbers = _numbers(values["part_targets"])
    values["part_targets"] = dict(zip(numbers[::2], numbers[1::2], strict=True))
    values["sequence"] = values["sequence"] or 0
    values["duration_ms"] = values["duration_ms"] or 0
    return Step(**values)


def _numbers(joined: str | None) -> list[int]:
    return [int(number) for number in joined.split(",")] if joined else []


def _joined(*columns: InstrumentedAttribute[Any]) -> "Select[str]":
    """Numbers of several rows as one value, so that they cost no query more."""
    first, *more = (cast(column, String) for column in columns)
    numbers = sum((literal(",") + column for column in more), first)
    return select(func.aggregate_strings(numbers, ","))


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
            and_(
                Response.attempt_id == AttemptItem.attempt_id,
                Response.position == AttemptItem.position,
                Response.sequence == latest,
            ),
        )
        .outerjoin(Grade, and_(Grade.user_id == Response.user_id, Grade.key == Response.key))
        .where(Attempt.id == bindparam("attempt"), Attempt.user_id == bindparam("user"))
    )


_PARTS = (
    _joined(QuestionPart.position, QuestionPart.target_id)
    .where(
        QuestionPart.question_id == QuestionVersion.question_id,
        QuestionPart.number == QuestionVersion.number,
    )
    .correlate(QuestionVersion)
    .scalar_subquery()
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
    _joined(QuestionFact.fact_id)
    .where(QuestionFact.question_id == Question.id)
    .correlate(Question)
    .scalar_subquery()
)
_PLAYABLE = (Question.status == "active", Question.type.in_(GRADED_TYPES))
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
_ANSWERED = and_(
    Response.attempt_id == AttemptItem.attempt_id, Response.position == AttemptItem.position
)
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
    .join_from(AttemptItem, Response, _ANSWERED, isouter=True)
    .where(AttemptItem.attempt_id == bindparam("attempt"))
)
_OPEN = (
    select(Attempt.id, Bank.name, Bank.language, func.coalesce(_FIRST_OPEN, _COUNT), _COUNT)
    .join_from(Attempt, Quiz)
    .join(Bank, Bank.id == Quiz.bank_id)
    .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
    .outerjoin(Response, _ANSWERED)
    .where(Attempt.user_id == bindparam("user"), Attempt.state == "open")
    .group_by(Attempt.id, Bank.name, Bank.language)
    .order_by(Attempt.id.desc())
)
