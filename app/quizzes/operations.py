"""What a person can do in a quiz. Each function flushes; the request commits."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Any

from flask import current_app
from sqlalchemy import bindparam, insert, update

from app.core.grading import Grade as Graded
from app.core.questions import Answer, Form, grade, parse
from app.db import connection, db, insert_once
from app.quizzes import queries
from app.quizzes.models import Attempt, AttemptItem, Grade, Place, Quiz, Response
from app.quizzes.plans import MOST_PLACES, Plan, TooFewError, draw
from app.quizzes.queries import Step
from app.quizzes.signals import response_graded
from app.web.keys import second_key

LARGEST_SEED = 2**31
LONGEST_MS = 10 * 60 * 1000
LONGEST_WHY = 200


class AnswerNotTakenError(RuntimeError):
    """The place was answered meanwhile, or the attempt finished or put away."""


def start_quiz(user_id: int, plan: Plan, key: bytes, *, now: datetime, rng: Random) -> int:
    """Keep the plan as a quiz and begin an attempt at it; the attempt's id.

    The key is its form's: pressed twice, the attempt that the first press began goes on.
    """
    seed = int.from_bytes(second_key(key, repr(plan))) % LARGEST_SEED
    begun = queries.attempt_seeded(user_id, seed)
    if begun and begun.state == "open":
        return begun.id
    found = queries.count_fitting(user_id, plan)
    number = min(found if plan.number is None else plan.number, MOST_PLACES)
    if not 0 < number <= found:
        raise TooFewError(found)
    quiz = Quiz(
        owner_id=user_id,
        bank_id=plan.bank_id,
        number=number,
        pool=plan.pool,
        types=list(plan.types),
        feedback=plan.feedback,
        without_sensitive=plan.without_sensitive,
        created_at=now,
        places=[Place(position=position) for position in range(1, number + 1)],
    )
    db.session.add(quiz)
    db.session.flush()
    return _begin(user_id, quiz, now=now, seed=rng.randrange(LARGEST_SEED) if begun else seed)


def start_attempt(user_id: int, quiz: Quiz, *, now: datetime, rng: Random) -> int:
    """Begin another sitting, of as many places as can be filled; one that is open goes on."""
    open_id = queries.open_attempt_at(quiz.id, user_id)
    return open_id or _begin(user_id, quiz, now=now, seed=rng.randrange(LARGEST_SEED))


def save_response(step: Step, form: Form, key: bytes, *, duration_ms: int, now: datetime) -> None:
    """Append the answer; with feedback after each, grade it. Sent twice, it is saved once.

    Raises BadAnswer for a form that holds no answer, AnswerNotTakenError when it comes too late.
    """
    if not step.takes_answers:
        raise AnswerNotTakenError
    answer, spent_ms = parse(step.content, form), min(max(duration_ms, 0), LONGEST_MS)
    if answer == step.answer:
        return
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
    said = (step.attempt_id, step.position, answer)
    is_saved = _save(values)
    if not is_saved and queries.said_with(step.user_id, key) != said:
        # A page that Back shows again sends another answer with the key it was made with.
        values["key"] = key = second_key(key, json.dumps(said, sort_keys=True))
        is_saved = _save(values)
    if is_saved and step.is_shown_at_once:
        _grade(step, key, answer, at=now, duration_ms=spent_ms)


def submit_attempt(steps: Sequence[Step], *, now: datetime) -> None:
    """Grade what was not graded yet and close the attempt. Closed already: nothing happens."""
    if not _close(steps[0].attempt_id, "submitted", now):
        return
    for step in steps:
        if step.key is not None and step.saved_at is not None and not step.is_graded:
            _grade(step, step.key, step.answer, at=step.saved_at, duration_ms=step.duration_ms)


def discard_attempt(attempt_id: int, *, now: datetime) -> None:
    """Put the attempt away ungraded; answers whose result was shown stay in the memory."""
    _close(attempt_id, "discarded", now)


def _save(values: Mapping[str, Any]) -> bool:
    """False when the key was used before."""
    return bool(connection().execute(_SAVE[connection().dialect.name], values).rowcount)


def _begin(user_id: int, quiz: Quiz, *, now: datetime, seed: int) -> int:
    """The seed decides what the attempt draws and how each question is shuffled."""
    chance = Random(seed)
    drawn = draw(queries.candidates(user_id, quiz.plan), quiz.number, chance)
    if not drawn:
        raise TooFewError(0)
    attempt = Attempt(quiz_id=quiz.id, user_id=user_id, seed=seed, started_at=now)
    db.session.add(attempt)
    db.session.flush()
    items = [
        {
            "attempt_id": attempt.id,
            "position": position,
            "question_version_id": version_id,
            "seed": chance.randrange(LARGEST_SEED),
        }
        for position, version_id in enumerate(drawn, start=1)
    ]
    connection().execute(insert(AttemptItem), items)
    return attempt.id


def _close(attempt_id: int, state: str, now: datetime) -> bool:
    """Was it open until now?"""
    values = {"attempt": attempt_id, "closed": state, "now": now}
    return bool(connection().execute(_CLOSE, values).rowcount)


def _grade(step: Step, key: bytes, answer: Answer, *, at: datetime, duration_ms: int) -> None:
    graded = grade(step.content, answer)
    connection().execute(
        _GRADE,
        {
            "user_id": step.user_id,
            "key": key,
            "fraction": graded.fraction,
            "verdict": graded.verdict.value,
            "why": graded.feedback[:LONGEST_WHY],
        },
    )
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    heard = _heard(step, key, graded)
    for target_id, own_key, fraction in heard:
        response_graded.send(
            app,
            user_id=step.user_id,
            key=own_key,
            question_version_id=step.version_id,
            target_id=target_id,
            fraction=fraction,
            at=at,
            duration_ms=duration_ms // len(heard),
        )


def _heard(step: Step, key: bytes, graded: Graded) -> list[tuple[int | None, bytes, float]]:
    """The target, key and fraction of each memory the answer feeds. What several parts ask for,
    such as the members of a list, is as right as the least of them.
    """
    if not step.part_targets:
        return [(step.target_id, key, graded.fraction)]
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, target_id in sorted(step.part_targets.items()):
        numbers[target_id].append(number)
    return [
        (
            target_id,
            second_key(key, str(own[0])),
            min(graded.parts[number - 1].fraction for number in own),
        )
        for target_id, own in numbers.items()
    ]


_SAVE = insert_once(Response.__table__)  # type: ignore[arg-type]
_GRADE = insert(Grade)
_CLOSE = (
    update(Attempt)
    .where(Attempt.id == bindparam("attempt"), Attempt.state == "open")
    .values(state=bindparam("closed"), submitted_at=bindparam("now"))
)
