"""Logs that join, that are corrected, that are checked; days that jump."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.accounts import operations as accounts
from app.banks.signals import release_applied, release_planned
from app.core.scheduling import Kind, Rating, Source, State
from app.db import db
from app.quizzes.signals import response_graded
from app.reviews import models, operations, queries
from app.reviews.rows import card_in, learner_of
from app.web.keys import fresh_key
from app.web.visitor import Visitor
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
from tests.reviews.correcting import correct
from tests.reviews.making import DAY, MINUTE, NOW, bank, fact, preset, studies, version_of


@pytest.fixture
def guest(make, peaks):
    user = make.guest()
    studies(user, peaks)
    return user


def claim(app, guest, user):
    db.session.commit()
    with app.test_request_context():
        accounts.claim_guest(guest.id, user.id)
        db.session.commit()


def test_a_guests_history_becomes_the_accounts(app, guest, make, peaks):
    only = fact(peaks, "a")[0]
    answer(guest, only)
    user = make.user()
    claim(app, guest, user)
    assert card_of(user, only).reviews == 1
    assert db.session.query(models.StudiedBank).one().user_id == user.id
    assert_memory_is_its_log(user)


def test_two_histories_of_one_card_fold_in_the_order_of_time(app, guest, learner, peaks):
    only, other = fact(peaks, "a")[0], fact(peaks, "b")[0]
    answer(learner, only, now=NOW)
    answer(guest, only, FORGOT, now=NOW + 5 * MINUTE)
    answer(guest, other, now=NOW + 6 * MINUTE)
    answer(learner, only, now=NOW + 10 * MINUTE)
    claim(app, guest, learner)
    assert [line["rating"] for line in lines_of(learner)] == [3, 1, 3, 3]
    assert (card_of(learner, only).reviews, card_of(learner, only).version) == (3, 3)
    day = day_of(learner, learner_of(learner.id).calendar.day_of(NOW))
    assert (day.answers, day.introduced) == (4, 2)
    assert_memory_is_its_log(learner)


def test_an_answer_in_both_histories_is_kept_once(app, guest, learner, peaks):
    only, key = fact(peaks, "a")[0], fresh_key(NOW)
    answer(guest, only, key=key)
    answer(learner, only, key=key)
    claim(app, guest, learner)
    assert len(lines_of(learner)) == 1
    assert_memory_is_its_log(learner)


def test_an_account_keeps_its_own_numbers(app, guest, learner, peaks):
    preset(learner, new_per_day=5)
    preset(guest, new_per_day=20)
    claim(app, guest, learner)
    assert db.session.query(models.Preset).one().new_per_day == 5


def test_the_answers_of_a_person_are_counted(app, learner, peaks):
    answer(learner, fact(peaks, "a")[0])
    assert queries.answers_of(learner.id) == 1


def test_a_corrected_fact_is_learned_anew_and_told(app, signed_in, learner, peaks):
    only = fact(peaks, "a")[0]
    answer(learner, only)
    answer(learner, only, now=NOW + 10 * MINUTE)
    correct(app, only)

    assert lines_of(learner)[-1]["kind"] == Kind.RELEARN
    assert card_of(learner, only).state == State.RELEARNING
    assert_memory_is_its_log(learner)
    with time_machine.travel(NOW + DAY, tick=False):
        page = signed_in.get("/study")
        assert "One fact you learned was corrected" in page.text
        assert "was Everest is now K2" in page.text
        page = signed_in.follow(signed_in.post(f"/cards/{only.id}/correction"))
        assert "Relearning" in page.text
        assert "One fact" not in signed_in.get("/study").text


def test_whoever_never_learned_it_is_not_told(app, learner, peaks):
    only = fact(peaks, "a")[0]
    operations.bury(learner_of(learner.id), only.id, key=fresh_key(NOW), now=NOW)
    correct(app, only)
    assert db.session.query(models.Correction).count() == 0


def test_corrected_twice_tells_what_was_learned_and_what_is_now(app, learner, peaks):
    only = fact(peaks, "a")[0]
    answer(learner, only)
    was, second = correct(app, only)
    release_applied.send(
        app, bank_id=1, key_changed=((only.id, second, second),), retired=(), now=NOW + 2 * DAY
    )
    told = db.session.query(models.Correction).one()
    assert (told.was_version_id, told.is_version_id) == (was, second)
    assert_memory_is_its_log(learner)


def test_a_plan_says_how_many_people_it_touches(app, learner, peaks):
    only, gone = fact(peaks, "a")[0], fact(peaks, "b")[0]
    answer(learner, only)
    answer(learner, gone)
    said = [
        sentence
        for _, sentences in release_planned.send(
            app, bank_id=1, key_changed=(only.id,), retired=(gone.id,)
        )
        for sentence in sentences
    ]
    assert said == [
        "1 learner is told and learns the corrected facts anew.",
        "1 learner is no longer asked what is retired; the history stays.",
    ]


@pytest.mark.parametrize(("fraction", "rating"), [(1.0, 3), (0.9999999, 3), (0.5, 1), (0.0, 1)])
def test_a_quiz_answer_feeds_the_same_memory(app, learner, peaks, fraction, rating):
    only = fact(peaks, "a")[0]
    for _ in range(2):
        response_graded.send(
            app, user_id=learner.id, key=b"k" * 16, question_version_id=version_of(only.id),
            target_id=only.id, fraction=fraction, at=NOW, duration_ms=1000,
        )  # fmt: skip
    (line,) = lines_of(learner)
    assert (line["rating"], line["source"]) == (rating, Source.QUIZ)
    assert_memory_is_its_log(learner)


def test_a_question_without_a_target_leaves_memory_alone(app, learner):
    response_graded.send(
        app, user_id=learner.id, key=b"k" * 16, question_version_id=1, target_id=None,
        fraction=1.0, at=NOW, duration_ms=0,
    )  # fmt: skip
    assert lines_of(learner) == []


def test_check_finds_what_is_not_in_the_log_and_repairs_it(app, learner, peaks):
    only, other = fact(peaks, "a")[0], fact(peaks, "b")[0]
    answer(learner, only)
    answer(learner, other)
    db.session.execute(
        db.text("UPDATE card SET stability = 1000 WHERE target_id = :t"), {"t": only.id}
    )
    db.session.execute(db.text("DELETE FROM card WHERE target_id = :t"), {"t": other.id})
    db.session.execute(db.text("UPDATE study_day SET answers = 7"))
    db.session.commit()
    runner = app.test_cli_runner()

    found = runner.invoke(args=["check"])
    assert found.exit_code == 1
    assert f"learner {learner.id}, card {only.id}: stability" in found.output
    assert runner.invoke(args=["check", "--repair"]).exit_code == 0
    assert "Every card and day is what its log says" in runner.invoke(args=["check"]).output
    assert_memory_is_its_log(learner)


def visitor_of(user):
    db.session.refresh(user)
    return Visitor(id=user.id, time_zone=user.time_zone, rollover_hour=user.rollover_hour)


def test_travelling_west_makes_nothing_due_twice_and_no_day_negative(make, peaks):
    user = make.user(time_zone="Pacific/Auckland")
    studies(user, peaks)
    only = fact(peaks, "a")[0]
    morning = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # 3 March in Auckland, 2 March in Honolulu
    answer(user, only, now=morning)
    answer(user, only, now=morning + 10 * MINUTE)
    user.time_zone = "Pacific/Honolulu"
    db.session.commit()
    answer(user, only, now=morning + 20 * MINUTE)
    days = [line["day"] for line in lines_of(user)]
    assert days[2] == days[0] - 1
    assert card_of(user, only).stability > 0
    assert queries.today_of(visitor_of(user), morning + 20 * MINUTE).portion.left == 0
    assert_memory_is_its_log(user)


@pytest.mark.parametrize(
    "evening",
    [datetime(2026, 3, 28, 21, tzinfo=UTC), datetime(2026, 10, 24, 21, tzinfo=UTC)],
    ids=["clocks go forward", "clocks go back"],
)
def test_a_day_that_is_an_hour_short_or_long_is_a_day(make, peaks, evening):
    user = make.user(time_zone="Europe/Paris")
    studies(user, peaks)
    only = fact(peaks, "a")[0]
    answer(user, only, Rating.EASY, now=evening)
    answer(user, only, now=evening + timedelta(hours=12))
    first, second = (line["day"] for line in lines_of(user))
    assert second == first + 1


def test_a_zone_this_machine_does_not_know_is_utc(make, peaks):
    user = make.user(time_zone="Mars/Olympus")
    studies(user, peaks)
    answer(user, fact(peaks, "a")[0])
    assert (
        lines_of(user)[0]["day"] == NOW.toordinal() - datetime(1970, 1, 1, tzinfo=UTC).toordinal()
    )


def test_an_answer_late_at_night_belongs_to_the_day_before(make, peaks):
    user = make.user(time_zone="Africa/Bamako")
    studies(user, peaks)
    only = fact(peaks, "a")[0]
    answer(user, only, now=datetime(2026, 3, 3, 3, 59, tzinfo=UTC))
    answer(user, only, now=datetime(2026, 3, 3, 4, 1, tzinfo=UTC))
    first, second = (line["day"] for line in lines_of(user))
    assert second == first + 1


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["forgot", "remembered", "easy", "quiz", "undo", "bury", "suspend", "back"]
        ),
        st.integers(0, 2),
        st.sampled_from([MINUTE / 4, 11 * MINUTE, DAY / 2, 3 * DAY, -5 * MINUTE]),
    ),
    max_size=14,
)
RATINGS = {"forgot": FORGOT, "remembered": REMEMBERED, "easy": Rating.EASY, "quiz": REMEMBERED}


@given(deeds=DEEDS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_one_does_cards_are_their_log_and_days_their_sums(make, deeds):
    peaks = bank(f"peaks-{uuid4().hex}")
    user = make.user()
    studies(user, peaks)
    targets = [*fact(peaks, "a", slots=("what", "when")), *fact(peaks, "b")]
    at = NOW
    for deed, number, wait in deeds:
        at += wait
        do(user, deed, targets[number], at)
    assert_memory_is_its_log(user)
    assert operations.check_learner(user.id) == []


def do(user, deed, target, at):
    me = learner_of(user.id)
    setting_aside = {
        "bury": operations.bury, "suspend": operations.suspend, "back": operations.bring_back,
    }  # fmt: skip
    if deed in RATINGS:
        source = Source.QUIZ if deed == "quiz" else Source.STUDY
        answer(user, target, RATINGS[deed], now=at, source=source)
    elif deed == "undo":
        undo(user, at)
    else:
        setting_aside[deed](me, target.id, key=fresh_key(at), now=at)


def test_undoing_everything_leaves_a_new_card_and_an_empty_day(learner, peaks):
    only = fact(peaks, "a")[0]
    for step in range(6):
        answer(learner, only, FORGOT if step % 2 else REMEMBERED, now=NOW + step * 11 * MINUTE)
    for step in range(6):
        assert undo(learner, NOW + (70 + step) * MINUTE) == only.id
    card = db.session.get(models.Card, (learner.id, only.id), populate_existing=True)
    assert card_in(card).state is State.NEW
    assert {day.answers for day in db.session.query(models.StudyDay)} == {0}
    assert_memory_is_its_log(learner)


def at_once(*posts):
    """Send forms at the same moment, each from its own thread."""
    db.session.commit()
    with ThreadPoolExecutor(len(posts)) as pool:
        return [sent.result() for sent in [pool.submit(post) for post in posts]]


def posting(app, browser, user, url, data):
    tab = type(browser)(app).sign_in(user)
    fields = {**data, "csrf_token": tab.csrf_token()}
    return lambda: tab.client.post(url, data=fields).status_code


@pytest.mark.parametrize("tabs", ["one key", "two keys"])
def test_answers_at_the_same_moment_count_once(app, browser, learner, peaks, tabs):
    only = fact(peaks, "a")[0]
    keys = [fresh_key(NOW), fresh_key(NOW)] if tabs == "two keys" else [fresh_key(NOW)] * 2
    shown = {"version": 0, "shown": version_of(only.id), "rating": 3}
    posts = [
        posting(app, browser, learner, f"/cards/{only.id}/reviews", {**shown, "key": key.hex()})
        for key in keys
    ]
    assert at_once(*posts) == [303, 303]
    assert len(lines_of(learner)) == 1
    assert_memory_is_its_log(learner)


def test_undoing_at_the_same_moment_never_takes_one_answer_back_twice(app, browser, learner, peaks):
    only = fact(peaks, "a")[0]
    answer(learner, only)
    posts = [
        posting(app, browser, learner, "/study/undoing", {"key": fresh_key(NOW).hex()})
        for _ in range(2)
    ]
    assert at_once(*posts) == [303, 303]
    assert [line["kind"] for line in lines_of(learner)] == [Kind.REVIEW, Kind.UNDO]
    assert_memory_is_its_log(learner)


def test_setting_aside_while_answering_loses_neither(app, browser, learner, peaks):
    only = fact(peaks, "a")[0]
    shown = {"version": 0, "shown": version_of(only.id), "rating": 3, "key": fresh_key(NOW).hex()}
    posts = [
        posting(app, browser, learner, f"/cards/{only.id}/reviews", shown),
        posting(app, browser, learner, f"/cards/{only.id}/suspension", {"key": "7" * 32}),
        posting(app, browser, learner, f"/cards/{only.id}/suspension", {"key": "7" * 32}),
    ]
    assert at_once(*posts) == [303, 303, 303]
    assert card_of(learner, only).is_suspended
    assert [line["kind"] for line in lines_of(learner)].count(Kind.SET) == 1
    assert_memory_is_its_log(learner)
