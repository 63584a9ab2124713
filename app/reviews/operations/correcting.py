"""A release corrected facts: whoever had learned them learns them anew, and is told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from app.banks.models import QuestionVersion
from app.core.scheduling import Card, Line, relearn
from app.db import connection
from app.reviews.operations.writing import append
from app.reviews.rows import CARD, CORRECTION, Learner, after, learner_of
from app.web.keys import fresh_key


def correct(key_changed: Iterable[tuple[int, int, int]], *, now: datetime) -> None:
    """`key_changed` holds (target, question version learned, question version now)."""
    for target_id, was_version_id, is_version_id in key_changed:
        for learner_id in connection().scalars(_WHO_KNOWS, {"target": target_id}).all():
            _learn_anew(learner_of(learner_id), target_id, now)
            told = {
                "user_id": learner_id,
                "target_id": target_id,
                "was_version_id": was_version_id,
                "is_version_id": is_version_id,
                "corrected_at": now,
            }
            connection().execute(_TELL[connection().dialect.name], told)
        connection().execute(_NOTHING_TO_TELL, {"target": target_id})


def how_many_know(target_ids: Iterable[int]) -> int:
    """How many learners have answered any of these targets."""
    return connection().scalar(_HOW_MANY, {"targets": list(target_ids)}) or 0


def _learn_anew(learner: Learner, target_id: int, now: datetime) -> None:
    def relearning(card: Card, last_at: int) -> Line:
        moment = after(last_at, now)
        return relearn(card, key=fresh_key(now), now=moment, calendar=learner.calendar)

    # On PostgreSQL the learner may be answering this card right now.
    while not append(learner, target_id, relearning):
        pass


def _telling(module: Any) -> Any:
    told = module.insert(CORRECTION)
    # Corrected twice before the learner came: what they learned stays what it was.
    latest = {name: told.excluded[name] for name in ("is_version_id", "corrected_at")}
    return told.on_conflict_do_update(index_elements=["user_id", "target_id"], set_=latest)


_WHO_KNOWS = select(CARD.c.user_id).where(
    CARD.c.target_id == bindparam("target"), CARD.c.reviews > 0
)
_HOW_MANY = select(func.count(CARD.c.user_id.distinct())).where(
    CARD.c.target_id.in_(bindparam("targets", expanding=True)), CARD.c.reviews > 0
)
# Corrected and corrected back before the learner came: they knew what holds now all along.
_was, _is = aliased(QuestionVersion), aliased(QuestionVersion)
_NOTHING_TO_TELL = delete(CORRECTION).where(
    CORRECTION.c.target_id == bindparam("target"),
    exists(_was.id).where(
        _was.id == CORRECTION.c.was_version_id,
        _is.id == CORRECTION.c.is_version_id,
        _was.key_hash == _is.key_hash,
    ),
)
_TELL = {"sqlite": _telling(sqlite), "postgresql": _telling(postgresql)}
