"""What happened to one card: its answers, why its interval, what was corrected or set aside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort
from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased

from app.banks.models import IS_CURRENT, Bank, Question, QuestionVersion, Target
from app.banks.queries import Note, notes
from app.core.questions import CONTENT, Content
from app.core.scheduling import Card, Kind, Line, Rating, Why, standing, why
from app.db import connection
from app.reviews.models import Review
from app.reviews.queries.due import LEARNER, MY_BANK
from app.reviews.rows import (
    CARD,
    CORRECTION,
    REVIEW,
    STUDIED_BANK,
    Learner,
    card_in,
    line_in,
    log_of,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of a learner, as its feedback shows it. `is_last` while nothing was written to
    the card since, so that it may still be overruled; `lapses` is 0 unless the card is a leech."""

    target_id: int
    question_version_id: int
    line: Line
    given: Any
    prompt: str
    content: Content
    note: Note
    language: str
    is_last: bool
    lapses: int


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why a card comes when it does. `figures` is none for a card never answered."""

    prompt: str
    language: str
    note: Note
    card: Card
    remembered: int
    answers: int
    figures: Why | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A fact this learner had learned and what it is now."""

    target_id: int
    prompt: str
    was: Content
    is_now: Content
    note: Note
    language: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A suspended card."""

    target_id: int
    prompt: str
    bank_name: str
    language: str


def answered(learner_id: int, target_id: int, key: bytes) -> Answered:
    """The learner's answer, or a 404; one taken back is gone too."""
    asked = {"learner": learner_id, "target": target_id, "key": key}
    row = connection().execute(_ANSWERED, asked).mappings().first() or abort(404)
    version_id: int = row["question_version_id"]
    return Answered(
        target_id=target_id,
        question_version_id=version_id,
        line=line_in(row),
        given=row["given"],
        prompt=row["prompt"],
        content=CONTENT.validate_python(row["content"]),
        note=notes([version_id])[version_id],
        language=row["language"],
        is_last=row["is_last"],
        lapses=row["lapses"] if row["is_leech"] else 0,
    )


def asked_content(target_id: int, question_version_id: int) -> Content | None:
    """What a typed answer is graded by; none if this target never asked it."""
    asked = {"target": target_id, "shown": question_version_id}
    content = connection().scalar(_CONTENT, asked)
    return None if content is None else CONTENT.validate_python(content)


def why_page(learner: Learner, target_id: int, now: datetime) -> WhyPage:
    """The learner's card explained, or a 404."""
    asked = {"learner": learner.id, "target": target_id}
    row = connection().execute(_CARD, asked).first() or abort(404)
    held = [line for line in standing(log_of(learner.id, target_id)) if line.kind is Kind.REVIEW]
    card = card_in(row)
    return WhyPage(
        prompt=row.prompt,
        language=row.language,
        note=notes([row.question_version_id])[row.question_version_id],
        card=card,
        remembered=sum(line.rating is not Rating.AGAIN for line in held),
        answers=len(held),
        figures=why(card, today=learner.calendar.day_of(now), preset=learner.preset),
    )


def correction_of(learner_id: int) -> Corrected | None:
    """The oldest correction the learner has not been told of."""
    row = connection().execute(_CORRECTION, {"learner": learner_id}).first()
    if row is None:
        return None
    return Corrected(
        target_id=row.target_id,
        prompt=row.prompt,
        was=CONTENT.validate_python(row.was),
        is_now=CONTENT.validate_python(row.content),
        note=notes([row.is_version_id])[row.is_version_id],
        language=row.language,
    )


def suspended(learner_id: int) -> list[SetAside]:
    """The learner's suspended cards by bank and prompt."""
    return [SetAside(*row) for row in connection().execute(_SUSPENDED, {"learner": learner_id})]


def learner_ids() -> list[int]:
    """Everyone who has a card or a line."""
    return list(connection().scalars(_LEARNERS))


def is_in_study(learner_id: int, target_id: int) -> bool:
    """Does the learner study the bank of this target?"""
    asked = {"learner": learner_id, "target": target_id}
    return connection().execute(_IN_STUDY, asked).first() is not None


_asked_by = (
    select(Question.id)
    .where(Question.target_id == Target.id, Question.card_form.is_not(None))
    .order_by(Question.card_form)
    .limit(1)
    .correlate(Target)
    .scalar_subquery()
)
_later, _undoing = aliased(Review), aliased(Review)
_IS_LAST = ~exists(_later.key).where(
    _later.user_id == Review.user_id,
    _later.target_id == Review.target_id,
    _later.at > Review.at,
)
_IS_UNDONE = exists(_undoing.key).where(
    _undoing.user_id == Review.user_id,
    _undoing.target_id == Review.target_id,
    _undoing.undoes == Review.key,
)
_ANSWERED = (
    select(
        *REVIEW.c,
        _IS_LAST.label("is_last"),
        QuestionVersion.prompt,
        QuestionVersion.content,
        Bank.language,
        CARD.c.lapses,
        CARD.c.is_leech,
    )
    .join_from(Review, QuestionVersion, QuestionVersion.id == Review.question_version_id)
    .join(Target, Target.id == Review.target_id)
    .join(Bank, Bank.id == Target.bank_id)
    .join(CARD, (CARD.c.user_id == Review.user_id) & (CARD.c.target_id == Target.id))
    .where(
        Review.user_id == LEARNER,
        Review.key == bindparam("key"),
        Review.target_id == bindparam("target"),
        ~_IS_UNDONE,
    )
)
_CONTENT = (
    select(QuestionVersion.content)
    .join_from(QuestionVersion, Question, Question.id == QuestionVersion.question_id)
    .where(QuestionVersion.id == bindparam("shown"), Question.target_id == bindparam("target"))
)
_IN_STUDY = (
    select(Target.id)
    .join_from(Target, STUDIED_BANK, MY_BANK)
    .where(Target.id == bindparam("target"))
)
_CARD = (
    select(
        QuestionVersion.id.label("question_version_id"),
        QuestionVersion.prompt,
        Bank.language,
        *CARD.c,
    )
    .join_from(CARD, Target, Target.id == CARD.c.target_id)
    .join(Bank, Bank.id == Target.bank_id)
    .join(Question, Question.id == _asked_by)
    .join(QuestionVersion, IS_CURRENT)
    .where(CARD.c.user_id == LEARNER, CARD.c.target_id == bindparam("target"))
)
_was, _is = aliased(QuestionVersion), aliased(QuestionVersion)
_CORRECTION = (
    select(
        CORRECTION.c.target_id,
        CORRECTION.c.is_version_id,
        _was.content.label("was"),
        _is.prompt,
        _is.content,
        Bank.language,
    )
    .join_from(CORRECTION, _was, _was.id == CORRECTION.c.was_version_id)
    .join(_is, _is.id == CORRECTION.c.is_version_id)
    .join(Target, Target.id == CORRECTION.c.target_id)
    .join(Bank, Bank.id == Target.bank_id)
    .where(CORRECTION.c.user_id == LEARNER)
    .order_by(CORRECTION.c.corrected_at, CORRECTION.c.target_id)
    .limit(1)
)
_SUSPENDED = (
    select(CARD.c.target_id, QuestionVersion.prompt, Bank.name, Bank.language)
    .join_from(CARD, Target, Target.id == CARD.c.target_id)
    .join(Bank, Bank.id == Target.bank_id)
    .join(Question, Question.id == _asked_by)
    .join(QuestionVersion, IS_CURRENT)
    .where(CARD.c.user_id == LEARNER, CARD.c.is_suspended, Target.status == "active")
    .order_by(Bank.name, QuestionVersion.prompt, CARD.c.target_id)
)
_LEARNERS = select(CARD.c.user_id).union(select(REVIEW.c.user_id)).order_by("user_id")
