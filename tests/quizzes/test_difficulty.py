"""What people answer in quizzes corrects how hard their questions are said to be."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.banks.models import Question, QuestionVersion
from app.core.statistics import corrected
from app.db import db
from app.jobs import operations as jobs
from app.quizzes.models import AttemptItem
from app.web import clock
from tests.quizzes.taking import RIGHT, WRONG, answer, finish, start


@pytest.fixture
def an_hour_later(app):
    def tell(**later):
        db.session.remove()
        jobs.tell_the_hour(app, clock.now() + timedelta(**later or {"hours": 1}))

    return tell


def asked_in(attempt_id, position=1):
    """The question at a place, as it is now."""
    db.session.expire_all()
    return db.session.scalars(
        select(Question)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(AttemptItem, AttemptItem.question_version_id == QuestionVersion.id)
        .where(AttemptItem.attempt_id == attempt_id, AttemptItem.position == position)
    ).one()


def test_an_answer_moves_the_estimate(browser, learner, bank, an_hour_later):
    attempt = start(browser, bank)
    estimates = [asked_in(attempt, place).estimated_difficulty for place in (1, 2, 3)]
    answer(browser, attempt, 1, RIGHT)
    answer(browser, attempt, 2, WRONG)
    an_hour_later()
    right, wrong, unanswered = (asked_in(attempt, place) for place in (1, 2, 3))
    assert (right.difficulty, right.answer_count) == (corrected(estimates[0], 1, 1), 1)
    assert (wrong.difficulty, wrong.answer_count) == (corrected(estimates[1], 0, 1), 1)
    assert (unanswered.difficulty, unanswered.answer_count) == (estimates[2], 0)
    assert right.estimated_difficulty == estimates[0]


def test_the_first_answer_of_each_learner_counts(browser, learner, bank, make, an_hour_later):
    other, first = make.user(email="b@example.org"), {}
    for user, kind in ((learner, WRONG), (learner, RIGHT), (other, RIGHT)):
        browser.sign_in(user)
        attempt = start(browser, bank, exactly="12")
        for place in range(1, 13):
            first.setdefault((asked_in(attempt, place).id, user.id), kind)
            answer(browser, attempt, place, kind)
        finish(browser, attempt)
    an_hour_later()
    for question in db.session.scalars(select(Question).where(Question.answer_count > 0)):
        kinds = [kind for (question_id, _), kind in first.items() if question_id == question.id]
        assert question.answer_count == len(kinds)
        estimate = question.estimated_difficulty
        assert question.difficulty == corrected(estimate, kinds.count(RIGHT), len(kinds))
    assert WRONG in first.values()
    assert RIGHT in first.values()


def test_an_hour_later_nothing_is_counted_twice(browser, learner, bank, an_hour_later):
    attempt = start(browser, bank)
    answer(browser, attempt, 1, WRONG)
    an_hour_later()
    before = asked_in(attempt).difficulty
    an_hour_later()
    an_hour_later(days=9)
    assert (asked_in(attempt).difficulty, asked_in(attempt).answer_count) == (before, 1)


def test_a_new_estimate_is_corrected_by_the_old_answers(browser, learner, bank, an_hour_later):
    attempt = start(browser, bank)
    answer(browser, attempt, 1, WRONG)
    an_hour_later()
    question = asked_in(attempt)
    question.estimated_difficulty = question.difficulty = 2.0
    db.session.commit()
    an_hour_later(days=9)
    assert asked_in(attempt).difficulty == corrected(2.0, 0, 1)


def test_another_right_answer_makes_old_answers_void(browser, learner, bank, an_hour_later):
    attempt = start(browser, bank)
    answer(browser, attempt, 1, WRONG)
    question = asked_in(attempt)
    question.versions.append(
        QuestionVersion(
            number=2,
            type=question.type,
            prompt="Asked anew?",
            content=question.versions[0].content,
            content_hash="new",
            key_hash="new",
            created_at=clock.now(),
        )
    )
    question.number = 2
    db.session.commit()
    an_hour_later()
    assert asked_in(attempt).answer_count == 0


def test_it_takes_three_statements_however_many_were_answered(
    browser, learner, bank, an_hour_later
):
    attempt = start(browser, bank)
    for place in range(1, 6):
        answer(browser, attempt, place, RIGHT)
    said = []

    def note(_connection, _cursor, statement, *_rest):
        if "question" in statement and "card" not in statement:
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    an_hour_later()
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(said) == 3
