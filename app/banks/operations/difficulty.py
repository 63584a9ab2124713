"""How hard questions are, once people have answered them."""

from collections.abc import Mapping

from sqlalchemy import select, update

from app.banks.models import Question
from app.core.statistics import MIDDLE, corrected
from app.db import db

AT_ONCE = 1_000


def correct_difficulties(answered: Mapping[int, tuple[float, int]]) -> None:
    """By question id: what its answers earned in sum, each 0 to 1, and how many they are."""
    ids = sorted(answered)
    for start in range(0, len(ids), AT_ONCE):
        _correct(ids[start : start + AT_ONCE], answered)


def _correct(ids: list[int], answered: Mapping[int, tuple[float, int]]) -> None:
    rows = db.session.execute(
        select(
            Question.id,
            Question.estimated_difficulty,
            Question.difficulty,
            Question.answer_count,
        ).where(Question.id.in_(ids))
    )
    changes = []
    for question_id, estimate, difficulty, count in rows:
        earned, answers = answered[question_id]
        found = corrected(estimate or MIDDLE, earned, answers)
        if (found, answers) != (difficulty, count):
            changes.append({"id": question_id, "difficulty": found, "answer_count": answers})
    if changes:
        db.session.execute(update(Question), changes)
