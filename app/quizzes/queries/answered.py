"""How questions were answered: what tells how hard they are."""

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.banks.models import Question, QuestionVersion
from app.db import db
from app.quizzes.models import Attempt, AttemptItem, Grade, Response
from app.quizzes.queries.attempts import ANSWERED

# Long enough that a worker which slept a night leaves nothing out.
FRESH = timedelta(days=2)
# A release has put its new estimate in the place of what the answers had made of the old one.
_IS_UNCORRECTED = and_(
    Question.answer_count > 0, Question.difficulty == Question.estimated_difficulty
)


def first_answers(now: datetime) -> dict[int, tuple[float, int]]:
    """What each question earned in sum, and from how many learners, where it was answered lately.

    Of every learner the first answer counts: the later ones tell what was learned. Answers to a
    version with another right answer tell nothing of this one.
    """
    asked, current = aliased(QuestionVersion), aliased(QuestionVersion)
    turn = (
        func.row_number()
        .over(
            partition_by=(asked.question_id, Response.user_id),
            order_by=(Response.saved_at, Response.key),
        )
        .label("turn")
    )
    graded = (
        select(asked.question_id, Grade.fraction, turn)
        .join_from(asked, AttemptItem, AttemptItem.question_version_id == asked.id)
        .join(
            Response,
            ANSWERED,
        )
        .join(Grade, and_(Grade.user_id == Response.user_id, Grade.key == Response.key))
        .join(Question, Question.id == asked.question_id)
        .join(current, and_(current.question_id == Question.id, current.number == Question.number))
        .where(asked.key_hash == current.key_hash)
        .where(or_(asked.question_id.in_(_answered_since(now - FRESH)), _IS_UNCORRECTED))
        .subquery()
    )
    rows = db.session.execute(
        select(graded.c.question_id, func.sum(graded.c.fraction), func.count())
        .where(graded.c.turn == 1)
        .group_by(graded.c.question_id)
    )
    return {question_id: (float(earned), count) for question_id, earned, count in rows}


def _answered_since(since: datetime) -> Select[int]:
    return (
        select(QuestionVersion.question_id)
        .join(AttemptItem, AttemptItem.question_version_id == QuestionVersion.id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(or_(Attempt.started_at >= since, Attempt.submitted_at >= since))
    )
