"""Questions in parts: each part with a target is a review of that target's memory."""

import re

import pytest

from app.banks.models import Question, QuestionPart, Target
from app.core.questions import TYPES
from app.db import db
from app.quizzes import queries
from app.quizzes.plans import Plan
from app.quizzes.signals import response_graded
from app.reviews.models import Review
from app.web.keys import second_key
from tests.quizzes.taking import RIGHT, WRONG, answer, finish, form_for, rows, start, step_at
from tests.quizzes.types_bank import ASKED, PARTS, ask, types_bank
from tests.reviews.answering import assert_memory_is_its_log

CHOSEN = re.compile(r"<(?:input|option) [^>]* (?:checked|selected)\b")


@pytest.fixture
def bank(app):
    return types_bank()


@pytest.fixture
def news():
    told = []
    hear = lambda _sender, **values: told.append(values)  # noqa: E731
    with response_graded.connected_to(hear):
        yield told


def one_right(attempt):
    """The fields that answer the first part rightly and the others wrongly."""
    content = step_at(attempt).content
    samples = TYPES[content.type].samples(content)
    right, wrong = samples.right, samples.wrong
    first = first_part(content)
    return {name: (right if name == first else wrong)[name][0] for name in right}


def first_part(content):
    """The field of the part that comes first in the content."""
    rows_ = TYPES[content.type].solution(content).rows
    return f"answer-{rows_[0].name}" if rows_ else "answer-1"


@pytest.mark.parametrize("kind", PARTS)
def test_each_part_feeds_the_memory_of_its_target(browser, learner, bank, news, kind):
    asked = ask(bank, kind)
    attempt = start(browser, bank, exactly="1", types=[kind])
    answer(browser, attempt, duration_ms="6000", **one_right(attempt))
    ratings = {review.target_id: review.rating for review in rows(Review)}
    assert ratings == dict(zip(asked.target_ids, [3] + [1] * (PARTS[kind] - 1), strict=True))
    assert sum(told["duration_ms"] for told in news) == 6000
    assert_memory_is_its_log(learner)


def test_the_key_of_a_part_follows_from_that_of_the_answer(browser, learner, bank, news):
    ask(bank, "matching")
    key = "0" * 32
    attempt = start(browser, bank, exactly="1", types=["matching"])
    sent = {"key": key, **form_for(attempt)}
    for _ in range(2):
        browser.post(f"/attempts/{attempt}/1/responses", sent)
    keys = [second_key(bytes.fromhex(key), str(number)) for number in (1, 2, 3)]
    assert [told["key"] for told in news] == keys
    assert len(rows(Review)) == 3


def test_a_part_without_a_target_feeds_nothing(browser, learner, bank, news):
    asked = ask(bank, "matching")
    part = rows(QuestionPart)[1]
    db.session.delete(part)
    db.session.commit()
    answer(browser, start(browser, bank, exactly="1", types=["matching"]))
    assert {review.target_id for review in rows(Review)} == {
        asked.target_ids[0],
        asked.target_ids[2],
    }


def test_what_two_parts_ask_for_is_remembered_if_both_are_right(browser, learner, bank, news):
    asked = ask(bank, "categorise")
    for part in rows(QuestionPart):
        part.target_id = asked.target_ids[0]
    db.session.commit()
    attempt = start(browser, bank, exactly="1", types=["categorise"])
    answer(browser, attempt, **one_right(attempt))
    assert [(told["target_id"], told["fraction"]) for told in news] == [(asked.target_ids[0], 0)]
    assert queries.missed_targets(learner.id, attempt) == [asked.target_ids[0]]


def test_several_answers_are_one_memory_and_an_order_is_none(browser, learner, bank, news):
    asked = ask(bank, "multiple_answer")
    ask(bank, "ordering")
    for kind in ("multiple_answer", "ordering"):
        answer(browser, start(browser, bank, exactly="1", types=[kind]), kind=WRONG)
    assert [told["target_id"] for told in news] == [*asked.target_ids, None]
    assert [(review.target_id, review.rating) for review in rows(Review)] == [
        (asked.target_ids[0], 1)
    ]


def test_what_was_missed_are_the_parts_that_were_not_right(browser, learner, bank):
    asked = ask(bank, "matching")
    attempt = start(browser, bank, exactly="1", types=["matching"])
    answer(browser, attempt, **one_right(attempt))
    page = finish(browser, attempt)
    assert queries.missed_targets(learner.id, attempt) == list(asked.target_ids[1:])
    assert "2 facts to look at again." in page.text
    assert "Partly right: 1 of 3" in page.text


def test_an_order_that_was_missed_leaves_nothing_to_study(browser, learner, bank):
    ask(bank, "ordering")
    attempt = start(browser, bank, exactly="1", types=["ordering"])
    answer(browser, attempt, kind=WRONG)
    page = finish(browser, attempt)
    assert "1 question to look at again." in page.text
    assert "Study what I missed" not in page.text


@pytest.mark.parametrize("kind", PARTS)
def test_pools_count_questions_by_their_parts(browser, learner, bank, kind):
    asked = ask(bank, kind)
    other = ask(bank, "multiple_answer")
    assert pools(browser) == {"all": 2, "unseen": 2}
    attempt = start(browser, bank, exactly="1", types=[kind])
    answer(browser, attempt, **one_right(attempt))
    assert pools(browser) == {"all": 2, "studied": 1, "missed": 1, "unseen": 1}
    assert fitting(learner, bank, "missed") == {asked.version_id}
    assert fitting(learner, bank, "unseen") == {other.version_id}


def test_a_question_is_seen_once_any_part_of_it_was(browser, learner, bank):
    asked = ask(bank, "matching")
    alone = ask(bank, "multiple_answer")
    db.session.get(Question, alone.question_id).target_id = asked.target_ids[2]
    db.session.commit()
    answer(browser, start(browser, bank, exactly="1", types=["multiple_answer"]))
    assert pools(browser) == {"all": 2, "studied": 2}


def test_no_draw_asks_about_a_fact_again_in_a_part(browser, learner, bank):
    matching, alone = ask(bank, "matching"), ask(bank, "multiple_answer")
    ask(bank, "categorise")
    one = db.session.get(Question, alone.question_id)
    one.fact_id = db.session.get(Target, matching.target_ids[2]).fact_id
    db.session.commit()
    for _ in range(8):
        attempt = start(browser, bank, exactly="2")
        drawn = {step.content.type for step in queries.steps_of(learner.id, attempt)}
        assert drawn != {"matching", "multiple_answer"}


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_in_parts_costs_as_many_queries_to_show(browser, learner, bank, kind):
    ask(bank, kind)
    attempt = start(browser, bank, exactly="1", types=[kind], feedback="end")
    browser.get(f"/attempts/{attempt}/1")
    assert len(browser.queries) == 3
    answer(browser, attempt, kind=RIGHT)
    assert len(browser.queries) == 5


@pytest.mark.parametrize("kind", ASKED)
def test_what_was_saved_is_shown_again(browser, learner, bank, kind):
    ask(bank, kind)
    attempt = start(browser, bank, exactly="1", types=[kind], feedback="end")
    fresh = browser.get(f"/attempts/{attempt}/1").html
    answer(browser, attempt)
    page = browser.get(f"/attempts/{attempt}/1")
    chosen = {"multiple_answer": 2, "matching": 3, "ordering": 4, "categorise": 3, "cloze": 0}
    assert len(CHOSEN.findall(page.html)) == chosen[kind]
    assert not CHOSEN.search(fresh)
    assert (kind == "cloze") == ('value="Adda Korn"' in page.html)


@pytest.mark.parametrize("kind", sorted({*PARTS} - {"cloze"}))
def test_a_row_may_stay_empty(browser, learner, bank, kind):
    ask(bank, kind)
    attempt = start(browser, bank, exactly="1", types=[kind])
    content = step_at(attempt).content
    page = browser.follow(answer(browser, attempt, **{first_part(content): ""}))
    assert "Partly right: 2 of 3" in page.text
    assert "Not answered" in page.text


def test_an_order_needs_every_place_once(browser, learner, bank):
    ask(bank, "ordering")
    attempt = start(browser, bank, exactly="1", types=["ordering"])
    places = {f"answer-{row}": "1" for row in "1234"}
    for given, words in (
        (places, "Two items have the same place."),
        (places | {"answer-2": ""}, "Give every item a place."),
        (places | {"answer-2": "9"}, "Choose one of the places shown."),
    ):
        response = answer(browser, attempt, order="", status=422, **given)
        assert words in response.text
        assert response.text.count(" selected>") >= 2
    assert 'aria-invalid="true"' in response.text


def pools(browser):
    page = browser.get("/quiz")
    words = {
        "all": "Everything",
        "studied": "What I have studied",
        "missed": "What I missed",
        "unseen": "Not yet seen",
    }
    found = {name: re.search(rf"{text} \((\d+)\)", page.text) for name, text in words.items()}
    return {name: int(number[1]) for name, number in found.items() if number}


def fitting(learner, bank, pool):
    plan = Plan(bank.id, pool=pool)
    return {candidate.version_id for candidate in queries.candidates(learner.id, plan)}
