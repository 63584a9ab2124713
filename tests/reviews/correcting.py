"""Corrects what people learned, as applying a release does."""

from app.banks.models import Question
from app.banks.signals import release_applied
from app.core.questions import Flashcard, Span
from app.db import db
from tests.reviews.making import DAY, NOW, version, version_of


def correct(app, target, now=NOW + DAY):
    """Apply a release in which the right answer of a target changed."""
    question = db.session.query(Question).filter_by(target_id=target.id).one()
    content = Flashcard(back=(Span("It is "), Span("K2", marked=True)), answer="K2")
    was, is_now = version_of(target.id), version(question, content, 2, "b").id
    question.number = 2
    db.session.flush()
    release_applied.send(
        app, bank_id=target.bank_id, key_changed=((target.id, was, is_now),), retired=(), now=now
    )
    db.session.commit()
    return was, is_now
