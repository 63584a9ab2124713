"""Finishing, the result, and what can be done with it."""

import re

import pytest
from sqlalchemy import select

from app.banks.models import Question
from app.db import db
from app.quizzes import queries
from app.quizzes.models import Attempt, Grade, Quiz, Response
from app.quizzes.signals import response_graded
from app.reviews.models import Card, Review
from app.web import clock
from app.web.keys import new_key
from tests.quizzes.taking import (
    RIGHT,
    WRONG,
    answer,
    answer_all,
    counts,
    finish,
    form_for,
    places_of,
    rows,
    shipped_bank,
    start,
    step_at,
    targets_at,
)


def headings(page):
    return re.findall(r"<h2 class=\"verdict[^>]*>.*?<span>(\w+)", page.html)


def test_the_last_answer_leads_to_the_result_in_one_press(browser, learner, bank):
    attempt = start(browser, bank)
    answer_all(browser, attempt, *[RIGHT] * 4)
    page = browser.follow(answer(browser, attempt, 5))
    assert "Finish" in page.text
    assert f"/attempts/{attempt}/submission" in page.actions
    page = finish(browser, attempt)
    assert "5 of 5 right" in page.text
    assert "Nothing to look at again." in page.text
    assert db.session.get(Attempt, attempt).state == "submitted"


def test_with_feedback_at_the_end_a_last_page_says_what_is_missing(browser, learner, bank):
    attempt = start(browser, bank, feedback="end")
    answer_all(browser, attempt, RIGHT, WRONG, RIGHT)
    page = browser.get(f"/attempts/{attempt}/5")
    assert f"/attempts/{attempt}/4" in page.links  # back
    assert f"/attempts/{attempt}/submission" in page.links  # skip
    page = browser.get(f"/attempts/{attempt}/submission")
    assert "3 answered, 2 not" in page.text
    assert [link for link in page.links if re.search(r"/\d+$", link)] == [
        f"/attempts/{attempt}/{position}" for position in range(1, 6)
    ]


def test_the_result_shows_what_to_mend_first_then_what_was_skipped_then_what_was_right(
    browser, learner, bank
):
    attempt = start(browser, bank, feedback="end")
    answer_all(browser, attempt, RIGHT, WRONG, RIGHT, WRONG)
    page = finish(browser, attempt)
    assert "2 of 5 right" in page.text
    assert "2 facts to look at again." in page.text
    assert headings(page) == ["Wrong", "Wrong", "Not", "Right", "Right"]
    assert page.text.count("Report a mistake") == 5
    assert page.text.index("1 not answered") < page.text.index("2 right", 20)
    assert "%" not in page.text


def test_nothing_answered_is_said_and_tried_again(browser, learner, bank):
    attempt = start(browser, bank)
    page = finish(browser, attempt)
    assert "0 of 5 right" in page.text
    assert "Nothing answered. Try again." in page.text
    assert rows(Grade) == []


def test_the_result_waits_until_the_attempt_is_finished(browser, learner, bank):
    attempt = start(browser, bank, feedback="end")
    answer(browser, attempt, 1)
    for path in (f"/attempts/{attempt}", f"/attempts/{attempt}/print"):
        response = browser.send("get", path)
        assert (response.status_code, response.location) == (303, f"/attempts/{attempt}/2")


def test_an_open_attempt_goes_on_where_it_was_left(browser, learner, bank):
    attempt = start(browser, bank)
    answer_all(browser, attempt, RIGHT, RIGHT)
    assert queries.open_attempts(learner.id)[0].position == 3
    for position in (3, 4, 5):
        answer(browser, attempt, position)
    assert queries.open_attempts(learner.id)[0].position == 5
    assert "Finish" in browser.get(f"/attempts/{attempt}/5").text


def test_finishing_twice_grades_once(browser, learner, bank):
    attempt = start(browser, bank, feedback="end")
    answer_all(browser, attempt, RIGHT, WRONG)
    told = []
    hear = lambda _sender, **values: told.append(values["key"])  # noqa: E731
    with response_graded.connected_to(hear):
        first = browser.post(f"/attempts/{attempt}/submission")
        again = browser.post(f"/attempts/{attempt}/submission")
    assert first.location == again.location == f"/attempts/{attempt}"
    reviewed = targets_at(attempt, 1) | targets_at(attempt, 2)
    assert len(told) == len(set(told)) == len(rows(Review)) == len(reviewed)
    assert len(rows(Grade)) == 2


def test_no_place_is_told_of_twice_with_feedback_after_each(browser, learner, bank):
    attempt = start(browser, bank)
    told = []
    hear = lambda _sender, **values: told.append(values["key"])  # noqa: E731
    with response_graded.connected_to(hear):
        answer_all(browser, attempt, RIGHT, WRONG, RIGHT)
        finish(browser, attempt)
    asked = [targets_at(attempt, position) for position in (1, 2, 3)]
    assert len(told) == len(set(told)) == sum(map(len, asked))


def test_an_answer_after_the_end_is_not_taken(browser, learner, bank):
    attempt = start(browser, bank, feedback="end")
    key = browser.get(f"/attempts/{attempt}/1").fields["key"]
    finish(browser, attempt)
    response = browser.post(f"/attempts/{attempt}/1/responses", form_for(attempt) | {"key": key})
    response = browser.send("get", response.location)
    assert response.location == f"/attempts/{attempt}"
    assert "This quiz was finished in another tab." in browser.follow(response).text
    assert rows(Response) == []


def test_an_attempt_put_away_is_neither_graded_nor_shown(browser, learner, bank):
    attempt = start(browser, bank, feedback="end")
    answer(browser, attempt, 1)
    browser.post(f"/attempts/{attempt}/discarding")
    assert rows(Grade) == rows(Review) == []
    for path in ("", "/1", "/submission", "/print"):
        response = browser.send("get", f"/attempts/{attempt}{path}")
        assert response.status_code == 303
    assert browser.send("get", f"/attempts/{attempt}").location == "/quiz"
    key = new_key(clock.now())
    browser.post(f"/attempts/{attempt}/1/responses", form_for(attempt) | {"key": key})
    browser.post(f"/attempts/{attempt}/submission")
    assert db.session.get(Attempt, attempt).state == "discarded"
    assert len(rows(Response)) == 1


def test_what_was_missed_can_be_studied_at_once(browser, learner, bank):
    attempt = start(browser, bank)
    answer_all(browser, attempt, RIGHT, WRONG, WRONG)
    finish(browser, attempt)
    missed = targets_at(attempt, 2) | targets_at(attempt, 3)
    assert set(queries.missed_targets(learner.id, attempt)) == missed
    page = browser.get(f"/attempts/{attempt}")
    assert f"/attempts/{attempt}/relearning" in page.actions
    page = browser.follow(browser.post(f"/attempts/{attempt}/relearning"))
    assert "Show answer" in page.text
    assert missed <= {card.target_id for card in rows(Card)}


def test_another_quiz_like_this_is_another_attempt_at_the_same_quiz(browser, learner, bank):
    attempt = start(browser, bank, types=["date"])
    quiz_id = rows(Quiz)[0].id
    again = browser.post(f"/quizzes/{quiz_id}/attempts")
    assert again.location == f"/attempts/{attempt}/1"  # it is open still
    finish(browser, attempt)
    again = browser.post(f"/quizzes/{quiz_id}/attempts")
    assert again.location == f"/attempts/{attempt + 1}/1"
    assert len(rows(Quiz)) == 1
    assert step_at(attempt + 1).content.type == "date"


def test_another_quiz_is_as_long_as_it_still_can_be(browser, learner, bank):
    attempt = start(browser, bank, types=["date"])
    finish(browser, attempt)
    dates = db.session.scalars(select(Question).where(Question.type == "date")).all()
    for question in dates[1:]:
        question.status = "retired"
    db.session.commit()
    quiz_id = rows(Quiz)[0].id
    response = browser.post(f"/quizzes/{quiz_id}/attempts")
    assert "Question 1 of 1" in browser.follow(response).text
    finish(browser, attempt + 1)
    dates[0].status = "retired"
    db.session.commit()
    page = browser.follow(browser.post(f"/quizzes/{quiz_id}/attempts"))
    assert "No question matches that quiz any more." in page.text
    assert counts()[1] == 2


@pytest.mark.parametrize("feedback", ["each", "end"])
def test_a_quiz_of_one_question(browser, learner, bank, feedback):
    attempt = start(browser, bank, exactly="1", feedback=feedback)
    page = browser.get(f"/attempts/{attempt}/1")
    assert "Question 1 of 1" in page.text
    assert "Back" not in page.text
    answer(browser, attempt, 1)
    assert "1 of 1 right" in finish(browser, attempt).text


def test_a_long_quiz(browser, learner):
    attempt = start(browser, shipped_bank(), number="all")
    assert len(places_of(attempt)) > 100
    answer_all(browser, attempt, RIGHT, WRONG)
    page = finish(browser, attempt)
    assert f"1 of {len(places_of(attempt))} right" in page.text
    assert f"{len(places_of(attempt)) - 2} not answered" in page.text


def test_the_print_of_a_result_holds_everything(browser, learner, bank):
    attempt = start(browser, bank)
    answer_all(browser, attempt, RIGHT, WRONG)
    finish(browser, attempt)
    page = browser.get(f"/attempts/{attempt}/print")
    assert len(headings(page)) == 5
    assert "The town of Varn : 1 of 5 right" in page.text


@pytest.mark.parametrize("path", ["", "/print", "/submission"])
def test_a_result_costs_a_fixed_number_of_queries(browser, learner, bank, path):
    costs = set()
    for number in ("5", "all"):
        attempt = start(browser, bank, number=number)
        answer_all(browser, attempt, RIGHT, WRONG, RIGHT)
        if path != "/submission":
            finish(browser, attempt)
        browser.get(f"/attempts/{attempt}{path}")
        costs.add(len(browser.queries))
    assert costs == {2 if path == "/submission" else 4}
