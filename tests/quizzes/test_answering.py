"""Answering: saved once, graded once, and only while it counts."""

import threading
from contextvars import Context
from datetime import timedelta

import pytest

from app.core.questions import TYPES
from app.db import db
from app.quizzes.models import Attempt, Grade, Response
from app.quizzes.plans import GRADED_TYPES
from app.quizzes.signals import response_graded
from app.reviews.models import Review
from app.web import clock
from app.web.keys import new_key
from tests.quizzes.taking import (
    MALFORMED,
    RIGHT,
    WRONG,
    answer,
    answer_all,
    finish,
    form_for,
    memories,
    rows,
    start,
    step_at,
    targets_at,
)
from tests.quizzes.types_bank import ASKED, ask, types_bank


@pytest.fixture
def news():
    """What response_graded told."""
    told = []

    def hear(_sender, **values):
        told.append(values)

    with response_graded.connected_to(hear):
        yield told


@pytest.mark.parametrize("kind", [RIGHT, WRONG])
def test_an_answer_is_saved_graded_and_shown(browser, learner, bank, kind):
    attempt = start(browser, bank)
    response = answer(browser, attempt, kind=kind, duration_ms="4200")
    assert response.location == f"/attempts/{attempt}/1"
    page = browser.follow(response)
    assert ("Right" if kind == RIGHT else "Wrong") in page.text
    assert "¶" in page.text
    assert "Report a mistake" in page.text
    (saved,), (grade,) = rows(Response), rows(Grade)
    assert (saved.position, saved.sequence, saved.duration_ms) == (1, 1, 4200)
    assert grade.verdict == kind
    assert (grade.fraction == 1) == (kind == RIGHT)


def test_what_is_right_feeds_the_same_memory_as_a_card(browser, learner, bank):
    attempt = start(browser, bank)
    answer_all(browser, attempt, RIGHT, WRONG)
    assert [review.rating for review in sorted(rows(Review), key=lambda r: r.at)] == [3, 1]
    asked = targets_at(attempt, 1) | targets_at(attempt, 2)
    assert {review.target_id for review in rows(Review)} == asked


def test_without_scripts_the_time_is_counted_from_the_page(browser, learner, bank):
    key = new_key(clock.now() - timedelta(seconds=30))
    answer(browser, start(browser, bank), key=key, duration_ms="")
    assert 30_000 <= rows(Response)[0].duration_ms < 40_000


def test_no_answer_takes_more_than_ten_minutes(browser, learner, bank):
    answer(browser, start(browser, bank), duration_ms="99999999")
    assert rows(Response)[0].duration_ms == 600_000


def test_an_answer_sent_twice_is_saved_once(browser, learner, bank, news):
    attempt = start(browser, bank)
    key = new_key(clock.now())
    first = answer(browser, attempt, key=key)
    sent = form_for(attempt) | {"key": key}
    again = browser.post(f"/attempts/{attempt}/1/responses", sent)
    assert again.location == first.location
    assert len(rows(Response)) == len(rows(Grade)) == len(rows(Review)) == len(news) == 1
    assert "another tab" not in browser.follow(again).text


def test_a_page_shown_again_by_back_may_send_another_answer(browser, learner, bank):
    attempt = start(browser, bank, feedback="end")
    key = browser.get(f"/attempts/{attempt}/1").fields["key"]
    for kind in (RIGHT, WRONG, WRONG, RIGHT):
        answer(browser, attempt, kind=kind, key=key)
    first, second = sorted(rows(Response), key=lambda saved: saved.sequence)
    assert step_at(attempt).answer == second.answer != first.answer
    finish(browser, attempt)
    assert [grade.verdict for grade in rows(Grade)] == [WRONG]


def test_a_key_that_was_used_at_another_place_loses_no_answer(browser, learner, bank):
    attempt = start(browser, bank, feedback="end")
    for position in (1, 2, 2):
        answer(browser, attempt, position, key="0" * 32)
    assert [step_at(attempt, position).is_answered for position in (1, 2)] == [True, True]
    assert len(rows(Response)) == 2


def test_a_second_answer_after_the_feedback_is_not_taken(browser, learner, bank, news):
    attempt = start(browser, bank)
    stale = browser.get(f"/attempts/{attempt}/1").fields["key"]
    answer(browser, attempt, kind=WRONG)
    response = browser.post(f"/attempts/{attempt}/1/responses", form_for(attempt) | {"key": stale})
    page = browser.follow(response)
    assert "You answered this in another tab." in page.text
    assert "Wrong" in page.text
    assert len(rows(Response)) == len(news) == 1


def test_with_feedback_at_the_end_an_answer_can_be_changed(browser, learner, bank, news):
    attempt = start(browser, bank, feedback="end")
    response = answer(browser, attempt, kind=WRONG)
    assert response.location == f"/attempts/{attempt}/2"
    answer(browser, attempt, kind=RIGHT)
    answer(browser, attempt, kind=RIGHT)  # the same again adds nothing
    assert [saved.sequence for saved in sorted(rows(Response), key=lambda r: r.sequence)] == [1, 2]
    assert rows(Grade) == news == []
    finish(browser, attempt)
    (grade,) = rows(Grade)
    assert grade.verdict == "right"
    assert [told["fraction"] for told in news] == [1]
    assert len(rows(Review)) == 1


def test_what_was_saved_is_in_the_form_again(browser, learner, bank):
    attempt = start(browser, bank, feedback="end", types=["date"])
    answer(browser, attempt)
    page = browser.get(f"/attempts/{attempt}/1")
    assert page.fields["answer"] == form_for(attempt)["answer"]
    assert "Saved." in page.text


def test_a_reload_shows_the_same_choices_in_the_same_order(browser, learner, bank):
    attempt = start(browser, bank, types=["single_choice"])
    orders = [choices(browser.get(f"/attempts/{attempt}/1")) for _ in range(3)]
    assert len(orders[0]) == 4
    assert orders[0] == orders[1] == orders[2]


def choices(page):
    return [control["value"] for control in page.controls if control.get("type") == "radio"]


@pytest.mark.parametrize("kind", ["numerical", "date", "short_answer", "single_choice", *ASKED])
def test_an_empty_answer_asks_for_one_or_to_skip(browser, learner, bank, kind):
    if kind in ASKED:
        bank = types_bank()
        ask(bank, kind)
    attempt = start(browser, bank, number="all", types=[kind])
    key = new_key(clock.now())
    response = browser.post(f"/attempts/{attempt}/1/responses", {"key": key}, 422)
    assert "or skip." in response.text
    assert 'data-focus="first"' in response.text
    assert "<title>Error:" in response.text
    assert rows(Response) == []


@pytest.mark.parametrize("kind", ["numerical", "date", "short_answer", "cloze"])
def test_a_malformed_answer_keeps_what_was_typed(browser, learner, bank, kind):
    attempt = start(browser, bank, number="all", types=[kind])
    typed = {name: f"{value} &c" for name, value in form_for(attempt, kind=MALFORMED).items()}
    response = answer(browser, attempt, kind=MALFORMED, status=422, **typed)
    for name, value in typed.items():
        assert f'value="{value.replace("&", "&amp;")}"' in response.text
        assert f'name="{name}"' in response.text
    assert 'id="answer-error"' in response.text
    assert 'aria-describedby="answer-error' in response.text


def test_a_choice_that_was_not_offered_is_not_taken(browser, learner, bank):
    attempt = start(browser, bank, types=["single_choice"])
    response = answer(browser, attempt, kind=MALFORMED, status=422)
    assert "Choose one of the answers shown." in response.text


@pytest.mark.parametrize("key", ["", "short", "x" * 32])
def test_an_answer_without_a_key_is_refused(browser, learner, bank, key):
    answer(browser, start(browser, bank), key=key, status=422)
    assert rows(Response) == []


def test_the_answer_is_asked_for_where_it_was_skipped(browser, learner, bank):
    attempt = start(browser, bank)
    assert f"/attempts/{attempt}/2" in browser.get(f"/attempts/{attempt}/1").links
    answer_all_but_first(browser, attempt)
    page = browser.get(f"/attempts/{attempt}/5")
    assert "Next" in page.text
    assert f"/attempts/{attempt}/submission" in page.links
    page = browser.get(f"/attempts/{attempt}/submission")
    assert "4 answered, 1 not" in page.text
    assert f"/attempts/{attempt}/1" in page.links
    page = browser.follow(answer(browser, attempt, 1))
    assert "Finish" in page.text


def answer_all_but_first(browser, attempt):
    for position in range(2, 6):
        answer(browser, attempt, position)


def test_every_type_answers_its_question_and_gets_its_feedback(browser, learner, bank):
    attempt = start(browser, bank, number="all")
    count = len(memories(bank))
    seen = set()
    for position in range(1, count + 1):
        kind = (RIGHT, WRONG)[position % 2]
        page = browser.follow(answer(browser, attempt, position, kind))
        assert page.text.count("Right") + page.text.count("Wrong") >= 1
        seen.add(step_at(attempt, position).content.type)
    assert len(seen) >= 4
    assert f"{count // 2} of {count} right" in finish(browser, attempt).text


def test_another_persons_attempt_does_not_exist(browser, learner, make, bank):
    attempt = start(browser, bank)
    browser.sign_in(make.user("Bintou"))
    for path in ("", "/1", "/submission", "/print"):
        browser.get(f"/attempts/{attempt}{path}", 404)
    for path in ("/1/responses", "/submission", "/discarding"):
        browser.post(f"/attempts/{attempt}{path}", {"key": new_key(clock.now())}, 404)
    browser.post(f"/quizzes/{db.session.get(Attempt, attempt).quiz_id}/attempts", status=404)
    assert db.session.get(Attempt, attempt).state == "open"


def test_a_place_that_is_not_there_does_not_exist(browser, learner, bank):
    attempt = start(browser, bank)
    for position in (0, 6):
        browser.get(f"/attempts/{attempt}/{position}", 404)


def test_two_devices_at_the_same_moment_answer_once(app, browser, learner, bank, news):
    attempt = start(browser, bank)
    sent = [
        {"key": new_key(clock.now()), "csrf_token": browser.csrf_token(), **form_for(attempt, 1, k)}
        for k in (RIGHT, WRONG, RIGHT, WRONG)
    ]
    db.session.commit()
    together = threading.Barrier(len(sent))
    statuses = []

    def send(form):
        client = app.test_client()
        client._cookies.update(browser.client._cookies)
        together.wait()
        answered = Context().run(client.post, f"/attempts/{attempt}/1/responses", data=form)
        statuses.append(answered.status_code)

    threads = [threading.Thread(target=send, args=[form]) for form in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * len(sent)
    assert len(rows(Response)) == len(rows(Grade)) == len(rows(Review)) == len(news) == 1


def test_saving_and_showing_cost_a_fixed_number_of_queries(browser, learner, bank):
    attempt = start(browser, bank, number="all", feedback="end")
    browser.get(f"/attempts/{attempt}/1")
    assert len(browser.queries) == 3  # the visitor, the place, the way from it
    key = new_key(clock.now())
    form = form_for(attempt)
    browser.post(f"/attempts/{attempt}/1/responses", form | {"key": key})
    assert len(browser.queries) == 5  # and the lock, the insert


def test_grading_costs_a_fixed_number_of_queries_more(browser, learner, bank):
    attempt = start(browser, bank, number="all")
    answer(browser, attempt, 1)
    saved = len(browser.queries)
    answer(browser, attempt, 2)
    assert len(browser.queries) <= saved
    browser.get(f"/attempts/{attempt}/2")
    assert len(browser.queries) == 5  # the visitor, the place, the way, two for the note


def test_every_graded_type_has_samples():
    assert all(TYPES[kind].samples for kind in GRADED_TYPES)
