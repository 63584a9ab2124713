"""What a person can do in a quiz. Each function flushes; the request commits."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from random import Random
from typing import Any

from flask import current_app
from sqlalchemy import bindparam, insert, select, update

from app.banks.models import Question, QuestionVersion
from app.core.questions import Answer, grade
from app.db import connection, db, insert_once
from app.quizzes import queries
from app.quizzes.models import Attempt, AttemptItem, Grade, Place, Quiz, Response
from app.quizzes.plans import MOST_PLACES, Plan, TooFewError
from app.quizzes.queries import Step
from app.quizzes.signals import response_graded

LARGEST_SEED = 2**31
LONGEST_DURATION_MS = 10 * 60 * 1000


class AttemptClosedError(RuntimeError):
    """The attempt was finished or discarded meanwhile."""


def start_quiz(user_id: int, plan: Plan, *, now: datetime, rng: Random) -> int:
    """Keep the plan as a quiz and begin an attempt at it; the attempt's id."""
    found = queries.count_fitting(user_id, plan)
    number = found if plan.number is None else plan.number
    if found == 0 or number > found:
        raise TooFewError(found)
    quiz = Quiz(
        owner_id=user_id,
        bank_id=plan.bank_id,
        number=min(number, MOST_PLACES),
        pool=plan.pool,
        types=list(plan.types),
        feedback=plan.feedback,
        without_sensitive=plan.without_sensitive,
        created_at=now,
    )
    quiz.places = [Place(position=position) for position in range(1, quiz.number + 1)]
    db.session.add(quiz)
    db.session.flush()
    return start_attempt(user_id, quiz, now=now, rng=rng)


def start_attempt(user_id: int, quiz: Quiz, *, now: datetime, rng: Random) -> int:
    """Begin another sitting; the one that is open already, if there is one."""
    open_id = db.session.scalar(
        select(Attempt.id).where(
            Attempt.quiz_id == quiz.id, Attempt.user_id == user_id, Attempt.state == "open"
        )
    )
    return open_id or _begin(user_id, quiz, now=now, rng=rng)


def save_response(
    step: Step, key: bytes, answer: Answer, *, duration_ms: int, now: datetime
) -> None:
    """Append the answer; with feedback after each, grade it. Sent twice, it is saved once.

    An answer whose result was shown stays: a later one for the same place is not taken.
    """
    if not step.is_open:
        raise AttemptClosedError
    if step.is_graded:
        return
    spent_ms = min(max(duration_ms, 0), LONGEST_DURATION_MS)
    values = {
        "user_id": step.user_id,
        "key": key,
        "attempt_id": step.attempt_id,
        "position": step.position,
        "sequence": step.sequence + 1,
        "answer": answer,
        "saved_at": now,
        "duration_ms": spent_ms,
    }
    inserted = connection().execute(_SAVE[connection().dialect.name], values)
    if inserted.rowcount and step.is_shown_at_once:
        _grade(step, key, answer, at=now, duration_ms=spent_ms)


def submit_attempt(steps: Sequence[Step], *, now: datetime) -> None:
    """Grade what was not graded yet and close the attempt. Closed already: nothing happens."""
    closed = connection().execute(_CLOSE, _closing(steps[0], "submitted", now))
    if not closed.rowcount:
        return
    for step in steps:
        if step.key is not None and step.saved_at is not None and not step.is_graded:
            _grade(step, step.key, step.answer, at=step.saved_at, duration_ms=step.duration_ms)


def discard_attempt(step: Step, *, now: datetime) -> None:
    """Put the attempt away ungraded; answers whose result was shown stay in the memory."""
    connection().execute(_CLOSE, _closing(step, "discarded", now))


def _grade(step: Step, key: bytes, answer: Answer, *, at: datetime, duration_ms: int) -> None:
    graded = grade(step.content, answer)
    connection().execute(
        _GRADE,
        {
            "user_id": step.user_id,
            "key": key,
            "fraction": graded.fraction,
            "verdict": graded.verdict.value,
            "by": "rules",
            "why": graded.feedback[:200],
        },
    )
    response_graded.send(
        current_app._get_current_object(),  # type: ignore[attr-defined]
        user_id=step.user_id,
        key=key,
        question_version_id=step.version_id,
        target_id=step.target_id,
        fraction=graded.fraction,
        at=at,
        duration_ms=duration_ms,
    )


def _begin(user_id: int, quiz: Quiz, *, now: datetime, rng: Random) -> int:
    drawn = _draw(user_id, quiz, rng)
    seed = rng.randrange(LARGEST_SEED)
    attempt = Attempt(quiz_id=quiz.id, user_id=user_id, seed=seed, started_at=now)
    db.session.add(attempt)
    db.session.flush()
    items = [
        {
            "attempt_id": attempt.id,
            "position": position,
            "question_version_id": version_id,
            "seed": rng.randrange(LARGEST_SEED),
            "points": 1.0,
        }
        for position, version_id in enumerate(drawn, start=1)
    ]
    connection().execute(insert(AttemptItem), items)
    return attempt.id


def _draw(user_id: int, quiz: Quiz, rng: Random) -> list[int]:
    """Ids of question versions: each target once, facts spread as far as they go."""
    plan = Plan(
        bank_id=quiz.bank_id,
        number=quiz.number,
        pool=quiz.pool,
        types=tuple(quiz.types),
        feedback=quiz.feedback,
        without_sensitive=quiz.without_sensitive,
    )
    rows = list(db.session.execute(queries.fitting(user_id, plan).order_by(Question.id)))
    rng.shuffle(rows)
    chosen = [row.id for row in _spread(rows)[: quiz.number]]
    if not chosen:
        raise TooFewError(0)
    versions = dict(db.session.execute(_VERSIONS, {"questions": chosen}).tuples().all())
    rng.shuffle(chosen)
    return [versions[question_id] for question_id in chosen]


def _spread(rows: Iterable[Any]) -> list[Any]:
    """One question a target, the first of each fact before any second one."""
    by_target: dict[int, Any] = {}
    for row in rows:
        by_target.setdefault(row.target_id or -row.id, row)
    seen: dict[int, int] = {}
    ranked = []
    for row in by_target.values():
        fact = row.fact_id or -row.id
        seen[fact] = seen.get(fact, 0) + 1
        ranked.append((seen[fact], row))
    return [row for _rank, row in sorted(ranked, key=lambda pair: pair[0])]


def _closing(step: Step, state: str, now: datetime) -> dict[str, Any]:
    return {"attempt": step.attempt_id, "closed": state, "now": now}


_SAVE = insert_once(Response.__table__)  # type: ignore[arg-type]
_GRADE = insert(Grade)
_CLOSE = (
    update(Attempt)
    .where(Attempt.id == bindparam("attempt"), Attempt.state == "open")
    .values(state=bindparam("closed"), submitted_at=bindparam("now"))
)
_VERSIONS = (
    select(Question.id, QuestionVersion.id)
    .join_from(
        Question,
        QuestionVersion,
        (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.number),
    )
    .where(Question.id.in_(bindparam("questions", expanding=True)))
)
