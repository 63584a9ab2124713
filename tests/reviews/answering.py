"""Answers cards as study does, and counts the log anew."""

import itertools

from sqlalchemy import select

from app.core.scheduling import Rating, fold
from app.db import db
from app.reviews import models, operations
from app.reviews.rows import card_in, learner_of, line_in
from app.reviews.tally import TALLY_FIELDS, Tally, tallies
from app.web.keys import fresh_key
from tests.reviews.making import NOW, version_of

FORGOT, REMEMBERED = Rating.AGAIN, Rating.GOOD
_chance = itertools.count()


def answer(user, target, rating=REMEMBERED, *, now=NOW, **values):
    values.setdefault("key", fresh_key(now))
    values.setdefault("question_version_id", version_of(target.id))
    given = operations.Answer(target_id=target.id, rating=rating, **values)
    return operations.record_answer(user.id, given, now=now)


def undo(user, now=NOW):
    return operations.undo_last(learner_of(user.id), key=fresh_key(now), now=now)


def card_of(user, target):
    return db.session.get(models.Card, (user.id, target.id), populate_existing=True)


def lines_of(user):
    rows = select(*models.Review.__table__.c).where(models.Review.user_id == user.id)
    return db.session.execute(rows.order_by(models.Review.at, models.Review.key)).mappings().all()


def day_of(user, day):
    return db.session.get(models.StudyDay, (user.id, day), populate_existing=True)


def assert_memory_is_its_log(user) -> None:
    """Each card is the fold of its lines, and each study day the sum of what happened in it."""
    weights = learner_of(user.id).preset.weights
    rows = lines_of(user)
    logs = {target: [line_in(row) for row in rows if row["target_id"] == target]
            for target in {row["target_id"] for row in rows}}  # fmt: skip
    cards = db.session.execute(
        select(*models.Card.__table__.c).where(models.Card.user_id == user.id)
    ).all()
    assert {card.target_id for card in cards} == set(logs)
    for card in cards:
        log = logs[card.target_id]
        assert card_in(card) == fold(log, weights)
        assert card.version == len(log)
        assert card.last_at == max(line.at for line in log)
    _assert_days(user, [tallies(log, weights) for log in logs.values()])


def _assert_days(user, sums) -> None:
    counted: dict[int, Tally] = {}
    for days in sums:
        for day, tally in days.items():
            counted[day] = counted.get(day, Tally()) + tally
    kept = db.session.query(models.StudyDay).filter_by(user_id=user.id)
    for row in kept.populate_existing():
        expected = counted.pop(row.day, Tally())
        for name in TALLY_FIELDS:
            assert abs(getattr(row, name) - getattr(expected, name)) < 1e-6, (row.day, name)
    assert not counted
