"""Weights are fitted by a job, and kept when they foretell answers better."""

import random

import pytest
from sqlalchemy import select

from app.core.scheduling import DEFAULT_WEIGHTS, Rating
from app.db import db
from app.jobs import operations as jobs
from app.jobs.models import Job
from app.reviews import models, operations
from app.reviews.operations import Answer, record_answer
from app.web.keys import new_key, read_key
from tests.reviews.making import DAY, NOW, fact, version_of

TARGETS, ROUNDS = 45, 10


@pytest.fixture
def forgetful(learner, peaks):
    """Someone who forgets almost everything FSRS expects them to know."""
    rng, targets = random.Random(1), [fact(peaks, f"f{n}")[0] for n in range(TARGETS)]
    for turn in range(ROUNDS):
        for target in targets:
            now = NOW + turn * 9 * DAY
            rating = Rating.AGAIN if turn and rng.random() < 0.8 else Rating.GOOD
            answer = Answer(
                target_id=target.id,
                question_version_id=version_of(target.id),
                rating=rating,
                key=read_key(new_key(now)),
            )
            record_answer(learner.id, answer, now=now)
    db.session.commit()
    return learner


def test_a_job_fits_the_weights_of_who_has_answered_enough_and_cards_follow(app, forgetful):
    db.session.commit()
    jobs.tell_the_hour(app, NOW)
    job_id = db.session.scalars(select(Job.id)).one()
    db.session.commit()
    jobs.run(job_id, lambda: NOW)

    preset = db.session.get(models.Preset, forgetful.id)
    assert preset.weights is not None
    assert preset.weights != list(DEFAULT_WEIGHTS)
    assert preset.fitted_answers == TARGETS * ROUNDS
    assert operations.check_learner(forgetful.id) == []


def test_weights_are_not_fitted_again_until_the_history_has_grown(app, forgetful):
    assert operations.learners_to_fit() == [forgetful.id]
    operations.change_preset(forgetful.id, fitted_answers=TARGETS * ROUNDS)
    assert operations.learners_to_fit() == []


def test_who_has_answered_little_keeps_the_defaults(app, learner):
    assert operations.learners_to_fit() == []
