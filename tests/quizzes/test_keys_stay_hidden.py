"""Before an answer nothing a page holds depends on what is right: not its words, order or size.

Each question is rendered twice, the second time with another right answer, other explanations and
other feedback; everything that was sent must be the same.
"""

import re
from random import Random

import pytest

from app.banks.models import QuestionVersion
from app.core.questions import CONTENT, TYPES, grade, parse
from app.db import db
from app.quizzes.models import Attempt, AttemptItem, Quiz
from app.quizzes.plans import GRADED_TYPES
from tests.make import NOW
from tests.quizzes.otherwise import OTHER_WORDS, answered_otherwise
from tests.quizzes.taking import RIGHT, answer, rows, shipped_bank
from tests.quizzes.types_bank import ASKED, ask, types_bank

# What a page says does not depend on the database behind it.
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
CHANCE = re.compile(r'name="(key|csrf_token)" value="[^"]*"')


@pytest.fixture(params=["by hand", "shipped"])
def banks(request, make):
    """Questions of each type in parts by hand, alone or beside those of the shipped bank."""
    if request.param == "shipped":
        make.bank()
        shipped_bank()
    by_hand = types_bank()
    for kind in ASKED:
        ask(by_hand, kind)
    return request.param


def attempt_at_everything(user, feedback):
    """An attempt that asks each graded question of every bank."""
    versions = graded()
    bank_id = versions[0].question.bank_id
    quiz = Quiz(owner_id=user.id, bank_id=bank_id, number=1, feedback=feedback, created_at=NOW)
    db.session.add(quiz)
    db.session.flush()
    attempt = Attempt(quiz_id=quiz.id, user_id=user.id, seed=1, started_at=NOW)
    db.session.add(attempt)
    db.session.flush()
    db.session.add_all(
        AttemptItem(
            attempt_id=attempt.id, position=position, question_version_id=version.id, seed=position
        )
        for position, version in enumerate(versions, start=1)
    )
    db.session.commit()
    return attempt.id, [version.id for version in versions]


def graded():
    return [version for version in rows(QuestionVersion) if version.type in GRADED_TYPES]


def sent(browser, path):
    response = browser.send("get", path)
    assert response.status_code == 200
    headers = [line for line in response.headers if line[0] != "Set-Cookie"]
    return CHANCE.sub("", response.text), headers


def change_every_key():
    rng = Random(1)
    for version in graded():
        content = answered_otherwise(CONTENT.validate_python(version.content), rng)
        version.content = CONTENT.dump_python(content, mode="json")
        version.explanation = OTHER_WORDS
    db.session.commit()


@pytest.mark.parametrize("feedback", ["each", "end"])
def test_no_page_before_the_answer_depends_on_the_key(browser, learner, banks, feedback):
    attempt, versions = attempt_at_everything(learner, feedback)
    paths = [f"/attempts/{attempt}/{place}" for place in range(1, len(versions) + 1)]
    paths.append(f"/attempts/{attempt}/submission")
    before = [sent(browser, path) for path in paths]
    change_every_key()
    after = [sent(browser, path) for path in paths]
    if banks == "shipped":
        assert len(before) > 200
        assert {version.type for version in graded()} == set(GRADED_TYPES)
    for path, was, is_now in zip(paths, before, after, strict=True):
        assert was == is_now, path
    assert OTHER_WORDS not in "".join(html for html, _ in after)


def test_a_saved_answer_does_not_tell_whether_it_is_right(browser, learner, banks):
    """With feedback at the end nothing tells until the end: not the page, not what it led to."""
    attempt, versions = attempt_at_everything(learner, "end")
    places = range(1, len(versions) + 1)
    locations = [answer(browser, attempt, place, RIGHT).location for place in places]
    paths = [f"/attempts/{attempt}/{place}" for place in places]
    right = [sent(browser, path) for path in paths]
    change_every_key()
    assert [sent(browser, path) for path in paths] == right
    assert locations[:2] == [f"/attempts/{attempt}/2", f"/attempts/{attempt}/3"]


def test_the_other_key_is_another_key(browser, banks):
    """The tests above would prove nothing if the right answer stayed right."""
    was = {version.id: CONTENT.validate_python(version.content) for version in graded()}
    change_every_key()
    for version in graded():
        content = was[version.id]
        right = parse(content, TYPES[content.type].samples(content).right)
        assert grade(content, right).fraction == 1
        assert grade(CONTENT.validate_python(version.content), right).fraction < 1
