"""What quizzes do when something happens elsewhere."""

from typing import Any

from sqlalchemy import update

from app.accounts.signals import guest_claimed
from app.db import db
from app.quizzes.models import Attempt, Quiz, Response


@guest_claimed.connect
def move_to_account(_sender: Any, *, guest_id: int, user_id: int) -> None:
    """A guest's quizzes become the account's; grades follow their responses."""
    for owner in (Quiz.owner_id, Attempt.user_id, Response.user_id):
        change = update(owner.class_).where(owner == guest_id).values({owner: user_id})
        db.session.execute(change)
