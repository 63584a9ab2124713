"""Answering a card: once, in order, and never lost."""

import pytest

from app.core.scheduling import Source, State
from app.db import db
from app.reviews.operations import Outcome, UnknownCard
from app.reviews.rows import learner_of
from app.web.keys import fresh_key
from tests.reviews.answering import (
    FORGOT,
    REMEMBERED,
    answer,
    assert_memory_is_its_log,
    card_of,
    day_of,
    lines_of,
    undo,
)
from tests.reviews.making import DAY, MINUTE, NOW, bank, fact, studies, version_of


@pytest.fixture
def everest(peaks):
    return fact(peaks)[0]


def today(user):
    return learner_of(user.id).calendar.day_of(NOW)


def test_the_first_answer_makes_the_card_its_line_and_its_day(learner, everest):
    assert answer(learner, everest, duration_ms=4000) is Outcome.RECORDED

    card = card_of(learner, everest)
    assert (card.state, card.version, card.reviews) == (State.LEARNING, 1, 1)
    (line,) = lines_of(learner)
    assert (line["rating"], line["question_version_id"]) == (REMEMBERED, version_of(everest.id))
    day = day_of(learner, today(learner))
    assert (day.answers, day.remembered, day.introduced, day.duration_ms) == (1, 1, 1, 4000)
    assert_memory_is_its_log(learner)


def test_an_answer_sent_twice_is_written_once(learner, everest):
    key = fresh_key(NOW)
    assert answer(learner, everest, key=key, version=0) is Outcome.RECORDED
    assert answer(learner, everest, key=key, version=0) is Outcome.REPEATED
    assert len(lines_of(learner)) == 1


def test_a_card_answered_in_another_tab_is_not_answered_again(learner, everest):
    answer(learner, everest, version=0)
    assert answer(learner, everest, FORGOT, version=0) is Outcome.STALE
    assert len(lines_of(learner)) == 1
    assert_memory_is_its_log(learner)


def test_a_quiz_answers_the_card_as_it_is(learner, everest):
    answer(learner, everest, version=0)
    assert answer(learner, everest, FORGOT, source=Source.QUIZ) is Outcome.RECORDED
    assert card_of(learner, everest).version == 2


def test_a_question_of_another_target_does_not_answer_this_one(learner, peaks, everest):
    other = fact(peaks, "width")[0]
    with pytest.raises(UnknownCard):
        answer(learner, everest, question_version_id=version_of(other.id))


def test_the_card_of_someone_elses_private_bank_does_not_exist(learner, make):
    hidden = fact(bank("hidden", visibility="private", owner_id=make.user("Other").id))[0]
    with pytest.raises(UnknownCard):
        answer(learner, hidden)


def test_a_clock_set_back_keeps_the_order_of_what_happened(learner, everest):
    answer(learner, everest, now=NOW)
    answer(learner, everest, FORGOT, now=NOW - 5 * MINUTE)
    first, second = lines_of(learner)
    assert (first["rating"], second["rating"]) == (REMEMBERED, FORGOT)
    assert_memory_is_its_log(learner)


def test_nobody_can_have_looked_at_a_card_for_hours(learner, everest):
    answer(learner, everest, duration_ms=10**9)
    assert lines_of(learner)[0]["duration_ms"] == 120_000


def test_undo_takes_back_the_last_answer_and_its_sums(learner, peaks, everest):
    other = fact(peaks, "width")[0]
    answer(learner, everest, now=NOW)
    answer(learner, other, now=NOW + MINUTE)

    assert undo(learner, NOW + 2 * MINUTE) == other.id
    assert card_of(learner, other).state == State.NEW
    assert day_of(learner, today(learner)).answers == 1
    assert undo(learner, NOW + 3 * MINUTE) == everest.id
    assert undo(learner, NOW + 4 * MINUTE) is None
    assert len(lines_of(learner)) == 4
    assert_memory_is_its_log(learner)


def test_undo_is_for_what_was_just_done(learner, everest):
    answer(learner, everest, now=NOW)
    assert undo(learner, NOW + 2 * DAY) is None


def test_a_quiz_keeps_its_answers(learner, everest):
    answer(learner, everest, source=Source.QUIZ)
    assert undo(learner) is None


def test_every_line_belongs_to_a_studied_bank(learner, peaks, everest):
    answer(learner, everest)
    answer(learner, everest, now=NOW + DAY)
    studies(learner)
    assert_memory_is_its_log(learner)
    db.session.rollback()
