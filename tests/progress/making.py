"""Learners with a history: sums set by hand, or months of answers given as study takes them."""

from datetime import timedelta
from random import Random

from sqlalchemy import select

from app.banks.models import Question, QuestionVersion, Target
from app.core.scheduling import Memory, Rating, retrievability
from app.db import db
from app.reviews import models, operations
from app.reviews.rows import learner_of
from app.web.keys import fresh_key

DAY = timedelta(days=1)


def study_day(user, day, answers=1, **sums):
    """One study day in sums: `reviews`, `reviews_remembered`, `reviews_expected`."""
    db.session.add(models.StudyDay(user_id=user.id, day=day, answers=answers, **sums))
    db.session.commit()


def card(user, target, *, due_on, last_on, stability=10.0, **values):
    """A card in review as its columns say; no log stands behind it."""
    values = {"state": 2, "difficulty": 5.0, "last_at": 1, "reviews": 1, "version": 1, **values}
    db.session.add(
        models.Card(
            user_id=user.id,
            target_id=target.id,
            due_on=due_on,
            last_on=last_on,
            stability=stability,
            **values,
        )
    )
    db.session.commit()


def months_of_study(user, bank, *, now, days=200, new_a_day=3, seed=7):
    """Answers on most days before `now`: some new cards of the bank, and all that is due. What is
    remembered is drawn by the chance of recall."""
    rng, learner = Random(seed), learner_of(user.id)
    versions = _versions(bank)
    unseen = list(versions)
    operations.begin_studying(user.id, bank.id, now=now - days * DAY)
    for back in range(days, 0, -1):
        at = now - back * DAY
        if rng.random() < 0.3:
            continue
        day = learner.calendar.day_of(at)
        asked, unseen = _due(user, day) + unseen[:new_a_day], unseen[new_a_day:]
        for number, target_id in enumerate(asked):
            _answer(user, target_id, versions, at + timedelta(seconds=20 * number), day, rng)
    db.session.commit()


def _versions(bank):
    """The question version study shows of each target, in the order of new cards."""
    rows = (
        select(Target.id, QuestionVersion.id)
        .join(Question, Question.target_id == Target.id)
        .join(QuestionVersion)
        .where(Target.bank_id == bank.id, Question.card_form == "self_rated")
        .order_by(Target.position)
    )
    return {target_id: version_id for target_id, version_id in db.session.execute(rows)}


def _due(user, day):
    cards = select(models.Card.target_id).where(
        models.Card.user_id == user.id, models.Card.due_on <= day
    )
    return list(db.session.scalars(cards))


def _answer(user, target_id, versions, at, day, rng):
    """An answer, and the second one of the learning steps ten minutes later."""
    known = db.session.get(models.Card, (user.id, target_id), populate_existing=True)
    chance = 0.8
    if known and known.stability:
        chance = retrievability(Memory(known.stability, known.difficulty), day - known.last_on)
    rating = Rating.GOOD if rng.random() < chance else Rating.AGAIN
    for given, later in ((rating, 0), (Rating.GOOD, 10)):
        moment = at + timedelta(minutes=later)
        answer = operations.Answer(
            target_id=target_id,
            question_version_id=versions[target_id],
            rating=given,
            key=fresh_key(moment),
            duration_ms=rng.randint(2000, 12000),
        )
        operations.record_answer(user.id, answer, now=moment)
        card = db.session.get(models.Card, (user.id, target_id), populate_existing=True)
        if card.state == 2:
            return
