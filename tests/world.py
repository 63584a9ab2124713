"""A database with the shipped bank and learners in it, for a server in a process of its own."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import flask_migrate
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.accounts.models import User
from app.banks.models import Bank, Question, QuestionVersion
from app.banks.shipped import apply_shipped
from app.db import db, writing
from app.reviews.models import Preset, StudiedBank
from app.settings import Settings

MOST_NEW = 999


def world(instance: Path, learners: int) -> tuple[Flask, list[str]]:
    """The app on that folder, and the `fs_uniquifier` of each learner; they study without end."""
    app = create_app(Settings(instance_path=str(instance)))
    now = datetime.now(UTC)
    with app.app_context():
        flask_migrate.upgrade()
        apply_shipped(now)
        db.session.commit()
        writing()
        names = [_learner(number, now) for number in range(learners)]
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return app, names


def _learner(number: int, now: datetime) -> str:
    bank_id = db.session.scalars(select(Bank.id)).first()
    user = User(
        name=f"Learner {number}",
        email=f"learner{number}@example.org",
        fs_uniquifier=uuid4().hex,
        created_at=now,
    )
    db.session.add(user)
    db.session.flush()
    db.session.add_all(
        [
            Preset(user_id=user.id, new_per_day=MOST_NEW, is_chosen=True),
            StudiedBank(user_id=user.id, bank_id=bank_id, since=now),
        ]
    )
    return user.fs_uniquifier


# (target id, question version id) of every card that is rated by its learner, in order.
CARDS = (
    select(Question.target_id, QuestionVersion.id)
    .join_from(Question, QuestionVersion)
    .where(Question.card_form == "self_rated", QuestionVersion.number == Question.number)
    .order_by(Question.target_id)
)
