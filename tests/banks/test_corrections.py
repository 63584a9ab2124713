"""Who learned something that is corrected is told at their next visit, once for each thing."""

import pytest
import time_machine
from sqlalchemy import select

from app.banks.models import Question, QuestionVersion, Target
from app.banks.operations import folder_of, plan_release
from app.core.scheduling import Rating, Source
from app.db import db
from app.reviews.models import Correction
from app.reviews.operations import Answer, record_answer
from app.web.keys import fresh_key
from tests.banks import town
from tests.make import NOW

TWO = town.FACTS.replace("=1623}", "=1632}").replace("=1791}", "=1797}")


@pytest.fixture
def learner(make):
    return make.user()


def learned(user, *uids, source=Source.STUDY):
    for uid in uids:
        query = select(Target.id, QuestionVersion.id).join(
            Question, Question.target_id == Target.id
        )
        current = (QuestionVersion.question_id == Question.id) & (
            QuestionVersion.number == Question.number
        )
        shown = query.join(QuestionVersion, current).where(Question.card_form == "self_rated")
        target_id, version_id = db.session.execute(shown.where(Target.uid == uid)).one()
        answer = Answer(
            target_id=target_id, question_version_id=version_id, rating=Rating.GOOD,
            key=fresh_key(NOW), source=source,
        )  # fmt: skip
        record_answer(user.id, answer, now=NOW)
    db.session.commit()


def waiting(user):
    return len(db.session.scalars(select(Correction).where(Correction.user_id == user.id)).all())


FOUNDED, LIT = "varn/founded#when#forward", "varn/lighthouse#when#forward"


def test_several_corrections_are_told_one_by_one(make, browser, learner):
    make.bank()
    learned(learner, FOUNDED, LIT)
    make.bank(facts=TWO, release=2)
    assert waiting(learner) == 2
    with time_machine.travel(NOW, tick=False):
        first = browser.sign_in(learner).get("/study")
        assert "was 1623 is now 1632" in first.text
        url = next(action for action in first.actions if action.endswith("/correction"))
        browser.post(url)
        second = browser.get("/study")
        assert "was 1791 is now 1797" in second.text
        browser.post(next(action for action in second.actions if action.endswith("/correction")))
        assert "was corrected" not in browser.get("/study").text
    assert waiting(learner) == 0


def test_what_was_answered_in_the_part_of_a_quiz_is_corrected_too(make, learner):
    make.bank()
    learned(learner, FOUNDED, source=Source.QUIZ)
    make.bank(facts=TWO, release=2)
    assert waiting(learner) == 1


def test_corrected_twice_before_a_visit_is_told_once_from_what_was_learned(make, learner):
    make.bank()
    learned(learner, FOUNDED)
    make.bank(facts=TWO, release=2)
    make.bank(facts=TWO.replace("=1632}", "=1640}"), release=3)
    (told,) = db.session.scalars(select(Correction)).all()
    was, now = (
        db.session.get_one(QuestionVersion, each)
        for each in (told.was_version_id, told.is_version_id)
    )
    assert "1623" in str(was.content)
    assert "1640" in str(now.content)


def test_corrected_and_corrected_back_before_a_visit_is_not_told(make, learner):
    make.bank()
    learned(learner, FOUNDED)
    make.bank(facts=TWO, release=2)
    make.bank(release=3)
    assert waiting(learner) == 0


def test_a_plan_counts_the_learners_that_each_change_concerns(make, learner):
    bank = make.bank()
    learned(learner, FOUNDED, LIT)
    learned(make.user("Ibrahim"), FOUNDED)
    facts = town.FACTS.replace("=1623}", "=1632}")
    facts = facts.replace('id = "lighthouse"', 'id = "light"\nreplaces = ["lighthouse"]')
    release = town.texts(facts, release=2, pinned=folder_of(bank).release).release
    learners = plan_release(release).learners
    assert (learners["key_changed"], learners["replaced"]) == (2, 1)
    assert not learners.get("retired")
