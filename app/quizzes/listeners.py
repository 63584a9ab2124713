"""What quizzes do when something happens elsewhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from app.accounts.signals import guest_claimed
from app.banks.operations import correct_difficulties
from app.db import db
from app.jobs.signals import hour_began
from app.quizzes.models import Attempt, Quiz, Response
from app.quizzes.queries import first_answers


@guest_claimed.connect
def move_to_account(_sender: Any, *, guest_id: int, user_id: int) -> None:
    """A guest's quizzes become the account's; grades follow their responses."""
    for owner in (Quiz.owner_id, Attempt.user_id, Response.user_id):
        change = update(owner.class_).where(owner == guest_id).values({owner: user_id})
        db.session.execute(change)


@hour_began.connect
def learn_how_hard_questions_are(_sender: Any, *, now: datetime) -> None:
    correct_difficulties(first_answers(now))
