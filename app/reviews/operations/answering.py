"""Answering a card: one line in the log, the card it makes, and the day's sums."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, func, or_, select

from app.banks.models import Bank, Question, QuestionPart, QuestionVersion, Target
from app.core.scheduling import BALANCED_DAYS, Line, Rating, Source, decide
from app.db import connection
from app.reviews.operations.studying import begin_studying
from app.reviews.operations.writing import add_to_days, is_in_log, write_card, write_line
from app.reviews.rows import (
    CARD,
    PRESET,
    PRESET_COLUMNS,
    REVIEW,
    STUDIED_BANK,
    USER,
    Learner,
    after,
    card_in,
    learner_in,
)
from app.reviews.tally import tally

LONGEST_MS = 120_000


class UnknownCard(LookupError):
    """No such target, not this question's, or in a bank that is not this learner's to see."""


class Outcome(Enum):
    """RECORDED: written now. REPEATED: this very answer was written before. STALE: the card was
    answered elsewhere since it was shown; nothing was written."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What someone answered. `version` is the card's when it was shown; None takes the card as
    it is, as a quiz does. `given` is what was typed, where the server made the rating."""

    target_id: int
    question_version_id: int
    rating: Rating
    key: bytes
    version: int | None = None
    duration_ms: int = 0
    source: Source = Source.STUDY
    given: Any = None


class DueDays(Mapping[int, int]):
    """How many cards are due on each study day to come; asked of the database when needed."""

    def __init__(self, learner_id: int, today: int) -> None:
        self._between = {"learner": learner_id, "from": today, "to": today + BALANCED_DAYS}

    @cached_property
    def _counts(self) -> dict[int, int]:
        return {day: count for day, count in connection().execute(_DUE_DAYS, self._between)}

    def __getitem__(self, day: int) -> int:
        return self._counts[day]

    def __iter__(self) -> Iterator[int]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


def record_answer(learner_id: int, answer: Answer, *, now: datetime) -> Outcome:
    """Write an answer once, however often it comes. The card becomes studied with its bank.

    Raises UnknownCard.
    """
    row = _card_to_answer(learner_id, answer)
    if row.is_repeated:
        return Outcome.REPEATED
    if answer.version not in (None, row.version or 0):
        return Outcome.STALE
    learner = learner_in(learner_id, row)
    if answer.source is Source.STUDY and not row.is_studied:
        begin_studying(learner_id, row.bank_id, now=now)
    if _write(learner, answer, row, now):
        return Outcome.RECORDED
    if is_in_log(learner_id, answer.key):
        return Outcome.REPEATED
    # Only PostgreSQL lets two answers meet here: the other one came first.
    return (
        Outcome.STALE if answer.version is not None else record_answer(learner_id, answer, now=now)
    )


def _card_to_answer(learner_id: int, answer: Answer) -> Any:
    asked = {
        "learner": learner_id,
        "target": answer.target_id,
        "shown": answer.question_version_id,
        "key": answer.key,
    }
    row = connection().execute(_CARD_TO_ANSWER, asked).first()
    if row is None or (answer.source is Source.STUDY and not (row.is_studied or row.is_open)):
        raise UnknownCard(answer.target_id)
    return row


def _write(learner: Learner, answer: Answer, row: Any, now: datetime) -> bool:
    card, moment = card_in(row), after(row.last_at, now)
    decision = decide(
        card,
        answer.rating,
        now=moment,
        calendar=learner.calendar,
        preset=learner.preset,
        key=answer.key,
        load=DueDays(learner.id, learner.calendar.day_of(moment)),
        duration_ms=min(max(answer.duration_ms, 0), LONGEST_MS),
        source=answer.source,
    )
    line: Line = decision.line
    length = row.version or 0
    if not write_card(learner.id, answer.target_id, decision.card, log_length=length, at=line.at):
        return False
    write_line(
        learner.id,
        answer.target_id,
        line,
        version_id=answer.question_version_id,
        given=answer.given,
    )
    add_to_days(learner.id, {line.day: tally(card, line, learner.preset.weights)})
    return True


_LEARNER: BindParameter[int] = bindparam("learner")
# Its one target, or that of one of its parts.
_IS_ITS_TARGET = or_(
    Question.target_id == Target.id,
    exists(QuestionPart.position).where(
        QuestionPart.question_id == Question.id,
        QuestionPart.number == QuestionVersion.number,
        QuestionPart.target_id == Target.id,
    ),
)
_CARD_TO_ANSWER = (
    select(
        Target.bank_id,
        (Bank.visibility != "private").label("is_open"),
        STUDIED_BANK.c.user_id.is_not(None).label("is_studied"),
        exists(REVIEW.c.key)
        .where(REVIEW.c.user_id == _LEARNER, REVIEW.c.key == bindparam("key"))
        .label("is_repeated"),
        USER.c.time_zone,
        USER.c.rollover_hour,
        *PRESET_COLUMNS,
        *(column for column in CARD.c if column.name not in ("user_id", "target_id")),
    )
    .join_from(QuestionVersion, Question, Question.id == QuestionVersion.question_id)
    .join(Target, _IS_ITS_TARGET)
    .join(Bank, Bank.id == Target.bank_id)
    .join(USER, USER.c.id == _LEARNER)
    .outerjoin(PRESET, PRESET.c.user_id == _LEARNER)
    .outerjoin(CARD, (CARD.c.user_id == _LEARNER) & (CARD.c.target_id == Target.id))
    .outerjoin(
        STUDIED_BANK,
        (STUDIED_BANK.c.user_id == _LEARNER) & (STUDIED_BANK.c.bank_id == Target.bank_id),
    )
    .where(QuestionVersion.id == bindparam("shown"), Target.id == bindparam("target"))
)
_DUE_DAYS = (
    select(CARD.c.due_on, func.count())
    .where(
        CARD.c.user_id == _LEARNER,
        CARD.c.due_on > bindparam("from"),
        CARD.c.due_on <= bindparam("to"),
    )
    .group_by(CARD.c.due_on)
)
