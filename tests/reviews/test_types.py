"""A question of any graded type is a card: the server rates it, and shows what each part was."""

import re

import pytest

from app.banks.models import QuestionVersion
from app.core.questions import CONTENT, TYPES
from app.db import db
from tests.quizzes.types_bank import ASKED, own_card
from tests.reviews.answering import assert_memory_is_its_log, lines_of
from tests.reviews.making import version_of

FORGOT, REMEMBERED = 1, 3


def content_of(target):
    version = db.session.get(QuestionVersion, version_of(target.id, "typed"))
    return CONTENT.validate_python(version.content)


def form_for(target, kind="right"):
    content = content_of(target)
    return dict(getattr(TYPES[content.type].samples(content), kind))


def send(browser, target, status=303, **form):
    page = browser.get("/study")
    fields = {name: page.fields[name] for name in ("key", "version", "shown")}
    return browser.post(f"/cards/{target.id}/reviews", {**fields, **form}, status)


@pytest.fixture(params=ASKED)
def card(request, peaks):
    return own_card(peaks, request.param)


@pytest.mark.parametrize(("kind", "rating"), [("right", REMEMBERED), ("wrong", FORGOT)])
def test_the_server_rates_the_answer(signed_in, learner, card, kind, rating):
    page = signed_in.follow(send(signed_in, card, **form_for(card, kind)))
    assert [line["rating"] for line in lines_of(learner)] == [rating]
    assert ("Right" if kind == "right" else "Wrong") in page.text
    assert "The town’s own book says so." in page.text
    assert_memory_is_its_log(learner)


def test_partly_right_is_forgotten_and_says_how_much(signed_in, learner, peaks):
    card = own_card(peaks, "matching")
    form = form_for(card) | {"answer-1": ""}
    page = signed_in.follow(send(signed_in, card, **form))
    assert [line["rating"] for line in lines_of(learner)] == [FORGOT]
    assert "Partly right: 2 of 3" in page.text
    assert "I did know it" in page.text


def test_who_does_not_know_sees_the_answer(signed_in, learner, card):
    page = signed_in.follow(send(signed_in, card, unknown="yes"))
    assert [line["rating"] for line in lines_of(learner)] == [FORGOT]
    assert "Not answered" in page.text
    assert "Your answer" not in page.text


def test_an_empty_answer_is_asked_for_and_nothing_is_shuffled(signed_in, card):
    before = signed_in.get("/study").html
    after = send(signed_in, card, 422).text
    assert "Enter an answer, or press “I don’t know”." in after
    assert order_of(before) == order_of(after)


def test_what_was_sent_stays_to_be_mended(signed_in, peaks):
    card = own_card(peaks, "ordering")
    form = form_for(card) | {"order": "", "answer-1": "2", "answer-2": "2"}
    form |= {"answer-3": "1", "answer-4": "3"}
    after = send(signed_in, card, 422, **form).text
    assert "Two items have the same place." in after
    assert after.count(" selected>") == 4


def order_of(html):
    return re.findall(r'name="(answer[^"]*)"[^>]*?(?:value="([^"]*)")?', html)


def test_the_answer_is_not_in_the_page_of_the_card(signed_in, card):
    html = signed_in.get("/study").html
    for secret in ("The town’s own book", "May 1987", "Adda Korn", "He keeps the book"):
        assert secret not in html
