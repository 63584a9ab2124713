"""Whose questions a quiz may draw: what one has studied, missed, or not yet seen."""

from sqlalchemy import ColumnElement, Select, exists, or_, select

from app.banks.models import IS_CURRENT_PART, Question, QuestionPart
from app.core.scheduling import State
from app.quizzes.pools import Pool, register
from app.reviews.rows import CARD
from app.web.translate import lazy_gettext


def _studied(user_id: int, bank_id: int) -> "Select[int]":
    return _questions(bank_id).where(_has_card(user_id))


def _missed(user_id: int, bank_id: int) -> "Select[int]":
    """Forgotten at the last answer, or once forgotten after it was known."""
    is_relearned = CARD.c.state == State.RELEARNING.value
    is_at_first_step = (CARD.c.state == State.LEARNING.value) & (CARD.c.step == 0)
    return _questions(bank_id).where(
        _has_card(user_id, or_(is_relearned, is_at_first_step, CARD.c.lapses > 0))
    )


def _unseen(user_id: int, bank_id: int) -> "Select[int]":
    return _questions(bank_id).where(~_has_card(user_id))


def _questions(bank_id: int) -> "Select[int]":
    """All that feed a memory."""
    has_parts = exists(QuestionPart.position).where(IS_CURRENT_PART)
    return select(Question.id).where(
        Question.bank_id == bank_id, or_(Question.target_id.is_not(None), has_parts)
    )


def _has_card(user_id: int, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of the question's target, or of any of its parts'."""
    found = exists(CARD.c.target_id).where(CARD.c.user_id == user_id, CARD.c.reviews > 0, *more)
    part = found.where(CARD.c.target_id == QuestionPart.target_id, IS_CURRENT_PART)
    return or_(found.where(CARD.c.target_id == Question.target_id), part)


register(Pool("studied", lazy_gettext("What I have studied"), _studied))
register(Pool("missed", lazy_gettext("What I missed"), _missed))
register(Pool("unseen", lazy_gettext("Not yet seen"), _unseen))
