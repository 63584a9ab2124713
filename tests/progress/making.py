"""Learners with a history: sums set by hand, or months of answers given as study takes them."""

from datetime import timedelta
from random import Random

from sqlalchemy import select

from app.banks.models import Question, QuestionVersion, Target
from app.core.scheduling import Memory, Rating, State, retrievability
from app.db import db
from app.reviews import models, operations
from app.reviews.rows import learner_of
from app.web.keys import fresh_key
from tests.reviews.making import fact

DAY = timedelta(days=1)
TODAY = 20514  # 2 March 2026, a Monday


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


def due_cards(user, bank, number, **values):
    """So many facts of the bank whose cards are due today, each recalled with a chance of 0.9."""
    values = {"due_on": TODAY, "last_on": TODAY - 10, **values}
    for n in range(number):
        card(user, fact(bank, f"known-{values['due_on']}-{n}")[0], **values)


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
        due = [target_id for target_id in _due(user, day) if target_id in versions]
        new, unseen = unseen[:new_a_day], unseen[new_a_day:]
        for number, target_id in enumerate(due + new):
            moment = at + timedelta(seconds=20 * number)
            rating = _drawn(user, target_id, day, rng)
            if _answer(user, target_id, versions[target_id], rating, moment) != State.REVIEW:
                again = moment + timedelta(minutes=10)
                _answer(user, target_id, versions[target_id], Rating.GOOD, again)
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


def _drawn(user, target_id, day, rng):
    """Remembered or not, by chance."""
    known = _card(user, target_id)
    chance = 0.8
    if known:
        chance = retrievability(Memory(known.stability, known.difficulty), day - known.last_on)
    return Rating.GOOD if rng.random() < chance else Rating.AGAIN


def _answer(user, target_id, version_id, rating, at):
    """The state of the card after an answer that took eight seconds."""
    given = operations.Answer(
        target_id=target_id,
        question_version_id=version_id,
        rating=rating,
        key=fresh_key(at),
        duration_ms=8000,
    )
    operations.record_answer(user.id, given, now=at)
    return _card(user, target_id).state


def _card(user, target_id):
    return db.session.get(models.Card, (user.id, target_id), populate_existing=True)
