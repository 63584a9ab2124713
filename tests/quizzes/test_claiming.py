"""A guest's quizzes come along to the account."""

from app.accounts.signals import guest_claimed
from app.db import db
from app.quizzes.models import Attempt, Grade, Quiz, Response
from tests.quizzes.taking import RIGHT, WRONG, answer, answer_all, finish, rows, start


def test_quizzes_attempts_responses_and_grades_move_to_the_account(app, browser, make, bank):
    awa, guest = make.user(), make.guest()
    browser.be_guest(guest)
    finished = start(browser, bank)
    answer_all(browser, finished, RIGHT, WRONG)
    finish(browser, finished)
    left_open = start(browser, bank, feedback="end")
    answer(browser, left_open, 1)

    guest_claimed.send(app, guest_id=guest.id, user_id=awa.id)
    db.session.commit()

    assert {quiz.owner_id for quiz in rows(Quiz)} == {awa.id}
    assert {attempt.user_id for attempt in rows(Attempt)} == {awa.id}
    assert {saved.user_id for saved in rows(Response)} == {awa.id}
    assert [grade.user_id for grade in rows(Grade)] == [awa.id] * 2
    browser.get(f"/attempts/{finished}", 404)
    browser.sign_in(awa)
    assert "1 of 5 right" in browser.get(f"/attempts/{finished}").text
    assert "Continue: question 2 of 5" in browser.get("/quiz").text
    finish(browser, left_open)
