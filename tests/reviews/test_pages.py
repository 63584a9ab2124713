"""Study as a person without scripts meets it."""

import re

import pytest
import time_machine

from app.accounts.models import User
from app.core.scheduling import Source
from app.db import db
from app.quizzes.models import Attempt, AttemptItem, Grade, Quiz, Response
from app.reviews import models
from app.reviews.forms import price
from app.reviews.steps import BadSteps, read_steps, write_steps
from app.web.keys import fresh_key
from tests.reviews.answering import FORGOT, answer, assert_memory_is_its_log, card_of, lines_of
from tests.reviews.making import (
    DAY,
    MINUTE,
    NOW,
    add,
    bank,
    fact,
    question,
    studies,
    version_of,
)

REMEMBERED_HERE = {"rating": "3"}


def rate(browser, page, target, rating="3", **changes):
    fields = {name: page.fields[name] for name in ("key", "version", "shown")}
    return browser.post(f"/cards/{target.id}/reviews", {**fields, "rating": rating, **changes})


def test_a_card_is_shown_answered_and_followed_by_the_next(signed_in, learner, peaks):
    first, second = fact(peaks, "a")[0], fact(peaks, "b")[0]
    page = signed_in.get("/study")
    assert f"Which peak is number {first.id}?" in page.text
    assert "Didn’t know" in page.text
    assert "in 10 minutes" in page.text
    assert "2 left today" in page.text

    page = signed_in.follow(rate(signed_in, page, first))

    assert f"Which peak is number {second.id}?" in page.text
    assert card_of(learner, first).reviews == 1
    assert_memory_is_its_log(learner)


def test_the_button_says_when_the_card_will_come(signed_in, learner, peaks):
    only = fact(peaks, "a")[0]
    for minutes in (0, 10):
        answer(learner, only, now=NOW + minutes * MINUTE)
    db.session.commit()
    with time_machine.travel(NOW + 5 * DAY, tick=False):
        page = signed_in.get("/study")
        said = re.search(r"Remembered , again in (\d+) days", page.text)
        rate(signed_in, page, only)
    line = lines_of(learner)[-1]
    assert line["due_on"] - line["day"] == int(said[1])


def test_a_double_press_counts_once(signed_in, learner, peaks):
    only = fact(peaks, "a")[0]
    page = signed_in.get("/study")
    rate(signed_in, page, only)
    rate(signed_in, page, only)
    assert len(lines_of(learner)) == 1


def test_a_stale_second_tab_goes_on_with_the_next_card(signed_in, learner, peaks):
    first, second = fact(peaks, "a")[0], fact(peaks, "b")[0]
    here, there = signed_in.get("/study"), signed_in.get("/study")
    rate(signed_in, here, first)
    page = signed_in.follow(rate(signed_in, there, first, rating="1"))
    assert "You answered this in another tab. Here is the next one." in page.text
    assert f"Which peak is number {second.id}?" in page.text
    assert [line["rating"] for line in lines_of(learner)] == [3]


def test_two_devices_answer_one_card_once(app, make, learner, peaks, browser):
    only = fact(peaks, "a")[0]
    phone, desk = type(browser)(app).sign_in(learner), browser.sign_in(learner)
    on_phone, on_desk = phone.get("/study"), desk.get("/study")
    rate(phone, on_phone, only)
    assert "another tab" in desk.follow(rate(desk, on_desk, only)).text
    assert len(lines_of(learner)) == 1


def test_undo_shows_the_card_again(signed_in, learner, peaks):
    first = fact(peaks, "a")[0]
    fact(peaks, "b")
    page = signed_in.follow(rate(signed_in, signed_in.get("/study"), first))
    assert "Undo" in page.text
    response = signed_in.post("/study/undoing", {"key": page.fields["key"]})
    page = signed_in.follow(response)
    assert "Taken back. Here it is again." in page.text
    assert f"Which peak is number {first.id}?" in page.text
    assert "/study/undoing" not in page.actions
    assert_memory_is_its_log(learner)


def test_the_next_card_comes_in_the_same_response_where_scripts_show_it(signed_in, peaks):
    first, second = fact(peaks, "a")[0], fact(peaks, "b")[0]
    page = signed_in.get("/study")
    fields = {name: page.fields[name] for name in ("key", "version", "shown")}
    response = signed_in.post(
        f"/cards/{first.id}/reviews", {**fields, "rating": "3"}, 200, headers={"HX-Request": "true"}
    )
    assert f"Which peak is number {second.id}?" in response.text
    assert response.headers["HX-Replace-Url"] == "/study"


def test_a_strangers_first_answer_makes_the_guest(browser, peaks):
    first, second = fact(peaks, "a")[0], fact(peaks, "b")[0]
    db.session.execute(db.text("UPDATE fact SET kind = 'event'"))
    page = browser.get("/study")
    assert db.session.query(User).count() == 0
    page = browser.follow(rate(browser, page, first, time_zone="Africa/Bamako"))
    guest = db.session.query(User).one()
    assert (guest.is_guest, guest.time_zone) == (True, "Africa/Bamako")
    assert f"Which peak is number {second.id}?" in page.text
    assert_memory_is_its_log(guest)


def test_an_unknown_time_zone_is_utc(browser, peaks):
    first = fact(peaks, "a")[0]
    db.session.execute(db.text("UPDATE fact SET kind = 'event'"))
    rate(browser, browser.get("/study"), first, time_zone="Mars/Olympus")
    assert db.session.query(User).one().time_zone == "UTC"


def test_the_answer_to_a_typed_card_is_not_in_its_page(signed_in, peaks):
    fact(peaks, "a", typed=True)
    page = signed_in.get("/study")
    assert "Everest" not in page.html
    assert "It rises above" not in page.html


def typed(browser, page, target, **fields):
    hidden = {name: page.fields[name] for name in ("key", "version", "shown")}
    return browser.post(f"/cards/{target.id}/reviews", {**hidden, **fields})


def test_a_typed_answer_is_graded_and_can_be_overruled(signed_in, learner, peaks):
    only = fact(peaks, "a", typed=True)[0]
    page = signed_in.follow(typed(signed_in, signed_in.get("/study"), only, answer="Mont Blanc"))
    assert "Wrong" in page.text
    assert "Counted as forgot." in page.text
    (overruling,) = [address for address in page.actions if address.endswith("overruling")]

    response = signed_in.post(overruling, {"key": page.fields["key"]})
    page = signed_in.follow(response)

    assert "Counted as remembered." in page.text
    assert [line["rating"] for line in lines_of(learner)] == [1, None, 3]
    assert card_of(learner, only).reviews == 1
    assert_memory_is_its_log(learner)


def test_a_slip_of_the_hand_is_right(signed_in, learner, peaks):
    only = fact(peaks, "a", typed=True)[0]
    page = signed_in.follow(typed(signed_in, signed_in.get("/study"), only, answer="Everst"))
    assert "Right, but check the spelling" in page.text
    assert lines_of(learner)[0]["rating"] == 3


def test_not_knowing_shows_the_answer(signed_in, learner, peaks):
    only = fact(peaks, "a", typed=True)[0]
    page = signed_in.follow(typed(signed_in, signed_in.get("/study"), only, unknown="yes"))
    assert "Everest" in page.text
    assert lines_of(learner)[0]["rating"] == 1


def test_an_empty_answer_is_asked_for_again(signed_in, learner, peaks):
    only = fact(peaks, "a", typed=True)[0]
    page = signed_in.get("/study")
    fields = {name: page.fields[name] for name in ("key", "version", "shown")}
    response = signed_in.post(f"/cards/{only.id}/reviews", {**fields, "answer": " "}, 422)
    assert "<title>Error:" in response.text
    assert lines_of(learner) == []


@pytest.mark.parametrize(
    "changes", [{"rating": "9"}, {"key": "x"}, {"version": "x"}, {"shown": ""}, {"csrf_token": "x"}]
)
def test_an_answer_no_page_of_ours_sends_changes_nothing(signed_in, learner, peaks, changes):
    only = fact(peaks, "a")[0]
    page = signed_in.get("/study")
    fields = {name: page.fields[name] for name in ("key", "version", "shown")}
    data = {**fields, "rating": "3", **changes}
    response = signed_in.send(
        "post", f"/cards/{only.id}/reviews", data={"csrf_token": signed_in.csrf_token(), **data}
    )
    assert response.status_code in (400, 422)
    assert lines_of(learner) == []


def test_done_says_what_was_done_and_what_comes(signed_in, learner, peaks):
    only = fact(peaks, "a")[0]
    for minutes in (-20, -5):
        answer(learner, only, now=NOW + minutes * MINUTE, duration_ms=30_000)
    db.session.commit()
    page = signed_in.get("/study")
    assert "Done for today." in page.text
    assert "2 answers, 2 remembered, about 1 minute." in page.text
    assert "due" in page.text
    assert "How much each day?" in page.text
    assert "Your day starts at 04:00 UTC." in page.text
    assert "/quiz?pool=studied&bank=peaks" in page.links


def test_how_much_each_day_is_asked_once(signed_in, learner, peaks):
    only = fact(peaks, "a")[0]
    for minutes in (-20, -5):
        answer(learner, only, now=NOW + minutes * MINUTE)
    db.session.commit()
    page = signed_in.follow(signed_in.post("/study/portion", {"new_per_day": "20"}))
    assert "How much each day?" not in page.text
    assert db.session.query(models.Preset).one().new_per_day == 20


def test_five_more_new_are_five_however_often_one_presses(signed_in, learner, peaks):
    for name in range(8):
        fact(peaks, f"fact-{name}")
    db.session.add(models.Preset(user_id=learner.id, new_per_day=0, is_chosen=True))
    db.session.commit()
    page = signed_in.get("/study")
    assert "Study 5 more new" in page.text
    for _ in range(2):
        page = (
            signed_in.follow(signed_in.post("/study/more", {"number": page.fields["number"]}))
            if "number" in page.fields
            else page
        )
    assert "5 left today" in page.text


def test_a_learner_without_a_bank_is_led_to_the_banks(browser, make):
    page = browser.sign_in(make.user()).get("/study")
    assert "Nothing is in your study yet." in page.text


def test_beginning_a_bank_leads_to_its_first_card(browser, make, peaks):
    only = fact(peaks, "a")[0]
    user = make.user()
    page = browser.sign_in(user)
    page = browser.follow(browser.post("/banks/peaks/study"))
    assert f"Which peak is number {only.id}?" in page.text


def test_sensitive_facts_can_be_left_out_from_the_start(browser, make, peaks):
    fact(peaks, "hard", sensitive=True)
    calm = fact(peaks, "calm")[0]
    browser.sign_in(make.user())
    choice = {"without_sensitive": "yes"}
    page = browser.follow(browser.post("/banks/peaks/study", choice))
    assert f"Which peak is number {calm.id}?" in page.text


def test_another_persons_private_bank_cannot_be_studied(browser, make):
    bank("hidden", visibility="private", owner_id=make.user("Other").id)
    db.session.commit()
    browser.sign_in(make.user()).post("/banks/hidden/study", status=404)


def test_a_card_set_aside_comes_back_from_the_settings(signed_in, learner, peaks):
    only = fact(peaks, "a")[0]
    key = signed_in.get("/study").fields["key"]
    signed_in.post(f"/cards/{only.id}/suspension", {"key": key})
    page = signed_in.get("/settings/study/suspended")
    assert f"Which peak is number {only.id}?" in page.text
    page = signed_in.follow(signed_in.post(f"/cards/{only.id}/return", {"key": page.fields["key"]}))
    assert "No card is suspended." in page.text
    assert_memory_is_its_log(learner)


def test_a_card_that_keeps_slipping_offers_help(signed_in, learner, peaks):
    only = fact(peaks, "a")[0]
    at = NOW - 300 * DAY
    answer(learner, only, now=at)
    answer(learner, only, now=at + 10 * MINUTE)
    for lapse in range(1, 7):
        answer(learner, only, FORGOT, now=at + 40 * lapse * DAY)
        answer(learner, only, now=at + 40 * lapse * DAY + 10 * MINUTE)
    db.session.commit()
    page = signed_in.get("/study")
    assert "This one keeps slipping" in page.text
    assert "You have forgotten it 6 times." in page.text


def test_why_this_interval_is_said_in_a_sentence_and_figures(signed_in, learner, peaks):
    only = fact(peaks, "a")[0]
    for minutes in (-20, -5):
        answer(learner, only, now=NOW + minutes * MINUTE)
    db.session.commit()
    page = signed_in.get(f"/cards/{only.id}/memory")
    assert "You remembered this 2 times; we expect" in page.text
    for figure in ("Stability", "Difficulty", "Recall now", "Desired retention"):
        assert figure in page.text
    assert "<svg" in page.html
    signed_in.get("/cards/99/memory", 404)


def test_another_persons_answers_and_cards_do_not_exist(browser, make, learner, peaks):
    only = fact(peaks, "a", typed=True)[0]
    browser.sign_in(learner)
    shown = typed(browser, browser.get("/study"), only, answer="Everest").location
    browser.sign_in(make.user("Other"))
    browser.get(shown, 404)
    browser.post(f"{shown}/overruling", {"key": "0" * 32}, 404)
    for thing in ("burial", "suspension", "return"):
        browser.post(f"/cards/{only.id}/{thing}", {"key": "0" * 32}, 404)


def test_the_settings_keep_what_was_chosen(signed_in, learner):
    page = signed_in.get("/settings/study")
    fields = {
        "new_per_day": "20", "rollover_hour": "5", "time_zone": "Europe/Paris", "buttons": "four",
        "type_short_answers": "y", "reviews_per_day": "50", "learning_steps": "1m 1h",
        "relearning_steps": "", "desired_retention": "95",
    }  # fmt: skip
    assert "95 %: about" in page.text
    page = signed_in.follow(signed_in.post("/settings/study", fields))
    assert "Your day now starts at 05:00 in Paris. Nothing becomes due twice." in page.text
    preset = db.session.get(models.Preset, learner.id)
    assert (preset.new_per_day, preset.learning_steps, preset.relearning_steps) == (
        20,
        [60, 3600],
        [],
    )
    assert preset.desired_retention == 0.95
    assert learner.four_buttons


def test_a_setting_that_cannot_be_is_refused_with_what_was_typed(signed_in, learner):
    fields = {
        "new_per_day": "1000", "rollover_hour": "5", "time_zone": "Europe/Paris", "buttons": "two",
        "reviews_per_day": "50", "learning_steps": "soon", "relearning_steps": "10m",
        "desired_retention": "90",
    }  # fmt: skip
    response = signed_in.post("/settings/study", fields, 422)
    assert "Write waits from 1 second to 30 days" in response.text
    assert 'value="soon"' in response.text
    assert db.session.get(models.Preset, learner.id) is None


def test_four_buttons_are_four(browser, make, peaks):
    fact(peaks, "a")
    user = make.user(four_buttons=True)
    studies(user, peaks)
    page = browser.sign_in(user).get("/study")
    for word in ("Again", "Hard", "Good", "Easy"):
        assert word in page.text


def test_hot_requests_cost_few_queries(signed_in, learner, peaks):
    targets = [fact(peaks, f"fact-{n}", slots=("a", "b"))[0] for n in range(5)]
    question(targets[0], "typed")
    answer(learner, targets[1])
    db.session.commit()
    page = signed_in.get("/study")
    assert len(signed_in.queries) == 5, signed_in.queries
    rate(signed_in, page, targets[0])
    assert len(signed_in.queries) <= 6, signed_in.queries


def finish(user, target, days=0):
    """Today's one card is learned; `days` ago if not today."""
    for minutes in (-20, -5):
        answer(user, target, now=NOW - days * DAY + minutes * MINUTE)
    db.session.commit()


def test_a_guest_is_offered_to_keep_the_history_on_the_first_and_third_day(browser, make, peaks):
    targets = [fact(peaks, name)[0] for name in "abc"]
    guest = make.guest()
    studies(guest, peaks)
    db.session.add(models.Preset(user_id=guest.id, new_per_day=1, reviews_per_day=0))
    offered = []
    for days, target in zip((2, 1, 0), targets, strict=True):
        finish(guest, target, days)
        with time_machine.travel(NOW - days * DAY, tick=False):
            page = type(browser)(browser.app).be_guest(guest).get("/study")
        offered.append("Keep this history" in page.text)
    assert offered == [True, False, True]


def test_nothing_due_says_when_something_is(signed_in, learner, peaks):
    finish(learner, fact(peaks, "a")[0], days=1)
    page = signed_in.get("/study")
    assert "Nothing is due." in page.text
    assert re.search(r"(Tomorrow: 1 due|Next: 1 due in \d+ days), about 1 min\.", page.text)
    assert "Take a quiz" in page.text


def test_a_card_that_comes_back_later_today_is_announced(signed_in, learner, peaks):
    db.session.add(models.Preset(user_id=learner.id, learning_steps=[60, 7200]))
    answer(learner, fact(peaks, "a")[0])
    db.session.commit()
    page = signed_in.get("/study")
    assert "1 card comes back later today, the first in 2 hours." in page.text


def test_what_is_above_the_cap_is_said_to_wait(signed_in, learner, peaks):
    targets = [fact(peaks, name)[0] for name in "abc"]
    for target in targets:
        finish(learner, target, days=60)
    db.session.add(models.Preset(user_id=learner.id, reviews_per_day=1, new_per_day=0))
    answer(learner, targets[0])
    db.session.commit()
    page = signed_in.get("/study")
    assert "2 are waiting. Today: 1, the ones you were most likely to lose first." in page.text


def test_a_typed_card_that_keeps_slipping_offers_help(signed_in, learner, peaks):
    only = fact(peaks, "a", typed=True)[0]
    shown = typed(signed_in, signed_in.get("/study"), only, unknown="yes").location
    db.session.execute(db.text("UPDATE card SET is_leech = true, lapses = 6"))
    assert "You have forgotten it 6 times." in signed_in.get(shown).text


def test_a_taken_back_answer_has_no_feedback_any_more(signed_in, learner, peaks):
    only = fact(peaks, "a", typed=True)[0]
    response = typed(signed_in, signed_in.get("/study"), only, answer="Everest")
    page = signed_in.follow(response)
    signed_in.post("/study/undoing", {"key": page.fields["key"]})
    signed_in.get(response.location, 404)


def test_an_answer_touched_since_is_not_overruled(signed_in, learner, peaks):
    only = fact(peaks, "a", typed=True)[0]
    shown = typed(signed_in, signed_in.get("/study"), only, answer="Everest").location
    key = signed_in.get(shown).fields["key"]
    answer(learner, only, question_version_id=version_of(only.id, "typed"), now=NOW + MINUTE)
    db.session.commit()
    assert "Counted as remembered." not in signed_in.get(shown).text
    page = signed_in.follow(signed_in.post(f"{shown}/overruling", {"key": key}))
    assert "You answered this in another tab." in page.text
    assert_memory_is_its_log(learner)


def test_studying_what_was_missed_begins_with_it(signed_in, learner, make, peaks):
    user = make.user()
    first, missed = fact(peaks, "a")[0], fact(peaks, "b")[0]
    attempt = missed_attempt(user, missed)
    browser = signed_in.sign_in(user)
    page = browser.follow(browser.post(f"/attempts/{attempt}/relearning"))
    assert f"Which peak is number {missed.id}?" in page.text
    assert first.id != missed.id
    signed_in.sign_in(learner).post(f"/attempts/{attempt}/relearning", status=404)


def missed_attempt(user, target):
    """A finished quiz with one question, answered wrong."""
    asked = version_of(target.id)
    quiz = add(Quiz(owner_id=user.id, bank_id=target.bank_id, number=1, created_at=NOW))
    attempt = add(
        Attempt(quiz_id=quiz.id, user_id=user.id, seed=1, state="submitted", started_at=NOW)
    )
    place = {"attempt_id": attempt.id, "position": 1}
    add(AttemptItem(question_version_id=asked, seed=1, **place))
    key = fresh_key(NOW)
    add(Response(user_id=user.id, key=key, sequence=1, answer="x", saved_at=NOW, **place))
    add(Grade(user_id=user.id, key=key, fraction=0.0, verdict="wrong"))
    answer(user, target, FORGOT, source=Source.QUIZ)
    db.session.commit()
    return attempt.id


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.7, "about 30 % fewer reviews than 90 %"),
        (1.02, "about as many reviews as 90 %"),
        (1.4, "about 40 % more reviews than 90 %"),
        (1.9, "about twice the reviews of 90 %"),
        (3.1, "about 3 times the reviews of 90 %"),
    ],
)
def test_the_price_of_a_retention_is_said_in_words(app, ratio, words):
    with app.test_request_context():
        assert price(ratio) == words


@pytest.mark.parametrize(
    ("text", "steps"),
    [("1m 10m", [60, 600]), ("30s, 1h 1d", [30, 3600, 86400]), ("5", [300]), ("", [])],
)
def test_steps_are_read_as_people_write_them(text, steps):
    assert read_steps(text) == steps
    assert read_steps(write_steps(steps)) == steps


@pytest.mark.parametrize("text", ["soon", "0m", "31d", "1m " * 11, "-1m", "1.5h"])
def test_what_is_no_wait_is_no_step(text):
    with pytest.raises(BadSteps):
        read_steps(text)


def test_an_answer_that_fails_leaves_no_guest_behind(app, browser, peaks):
    """The number of a guest that was rolled back is the next stranger's."""
    only = fact(peaks, "a")[0]
    db.session.execute(db.text("UPDATE fact SET kind = 'event'"))
    page = browser.get("/study")
    fields = {name: page.fields[name] for name in ("key", "version", "shown")}
    browser.post("/cards/99/reviews", {**fields, "rating": "3"}, 404)
    other = type(browser)(app)
    rate(other, other.get("/study"), only)
    assert "Undo" not in browser.get("/study").text
