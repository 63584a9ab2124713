"""A guest studies, comes back tomorrow, and finds exactly what is due."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import expect

from app.accounts.models import User
from app.db import db
from app.reviews import models
from tests.chromium import DESKTOP, PHONE, assert_accessible
from tests.reviews.answering import answer, assert_memory_is_its_log, lines_of
from tests.reviews.correcting import correct
from tests.reviews.making import DAY, MINUTE, bank, fact, studies, version_of

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


# Not a day in the past: the browser's own clock forgets cookies.
MORNING = datetime.now(UTC).replace(hour=9, minute=0) + DAY


@pytest.fixture(autouse=True)
def morning():
    """The server's clock; `shift` moves it on."""
    with time_machine.travel(MORNING, tick=True) as clock:
        yield clock


@pytest.fixture
def peaks(app):
    made = bank()
    for number in range(12):
        fact(made, f"fact-{number}")
    db.session.execute(db.text("UPDATE fact SET kind = 'event'"))
    db.session.commit()
    return made


@pytest.fixture
def learner(make, peaks):
    user = make.user()
    studies(user, peaks)
    return user


def ratings(user):
    db.session.rollback()  # the test's own view of the database is as old as its last read
    return [line["rating"] for line in lines_of(user)]


def heading(page):
    return page.locator("h1").inner_text()


def answer_by_keys(page, key="2"):
    """Show the answer with Space, rate it, and wait for what comes next."""
    shown = page.locator("[name=key]").last.get_attribute("value")
    page.keyboard.press("Space")
    expect(page.locator(".reveal")).to_have_attribute("open", "")
    page.keyboard.press(key)
    page.wait_for_function(
        "shown => ![...document.querySelectorAll('[name=key]')].some(key => key.value === shown)",
        arg=shown,
    )


def study_until_done(page, most=60):
    for _ in range(most):
        if heading(page) == "Done for today.":
            return
        answer_by_keys(page)
    raise AssertionError(f"not done after {most} answers: {page.url}")


def test_a_guest_studies_ten_cards_and_returns_tomorrow(app, morning, peaks, visit):
    page = visit("/", timezone_id="Africa/Bamako")
    page.locator("summary", has_text="Show answer").click()
    page.get_by_role("button", name="Knew it").click()
    page.wait_for_url("**/study")
    study_until_done(page)
    db.session.rollback()
    guest = db.session.query(models.Card.user_id).distinct().scalar()
    assert db.session.query(models.Card).count() == 10
    expect(page.get_by_text("How much each day?")).to_be_visible()
    expect(page.get_by_role("link", name="Keep this history")).to_be_visible()
    said = re.search(r"(?:Tomorrow: |Next: )(\d+) due(?: in (\d+) days)?", page.inner_text("main"))

    morning.shift(int(said[2] or 1) * DAY)
    page.goto("/study")

    page.locator(".focus-bar-count summary").click()
    expect(page.locator(".focus-bar-split")).to_contain_text(f"{said[1]} due")
    page.goto("/study")
    study_until_done(page)
    db.session.rollback()
    assert_memory_is_its_log(db.session.get(User, guest))


def test_focus_goes_from_the_prompt_to_the_answer_to_the_next_prompt(learner, visit):
    page = visit("/study", learner)
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.matches('[data-answer]')")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text("Which peak is number 1?")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_have_text("Taken back. Here it is again.")
    assert heading(page) == "Which peak is number 1?"


def test_two_tabs_never_answer_one_card_twice(learner, visit):
    here = visit("/study", learner)
    there = here.context.new_page()
    there.goto("/study")
    answer_by_keys(here)
    answer_by_keys(there, "1")
    expect(there.get_by_role("status")).to_have_text(
        "You answered this in another tab. Here is the next one."
    )
    assert ratings(learner) == [3]


def test_what_a_new_guest_could_not_send_is_sent_when_they_come_back(peaks, visit, live):
    page = visit("/study")
    answer_by_keys(page)
    live.stop()
    page.keyboard.press("Space")
    page.keyboard.press("1")
    expect(page.get_by_role("status")).to_have_text("Not saved yet. Trying again.")
    page.goto("about:blank")
    live.start()
    page.goto("/study")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    db.session.rollback()
    assert ratings(db.session.query(User).one()) == [3, 1]


def test_study_goes_without_scripts(learner, visit):
    page = visit("/study", learner, java_script_enabled=False)
    page.locator("summary", has_text="Show answer").click()
    page.get_by_role("button", name="Didn’t know").click()
    assert heading(page) == "Which peak is number 2?"
    page.get_by_role("button", name="Undo").click()
    assert heading(page) == "Which peak is number 1?"
    assert "Taken back. Here it is again." in page.inner_text("body")


def test_a_typed_answer_is_checked_and_overruled_with_the_keyboard(app, make, visit):
    made = bank("rivers")
    fact(made, "a", typed=True)
    user = make.user()
    studies(user, made)
    page = visit("/study", user)
    page.keyboard.press("Space")
    page.keyboard.type("Everst")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Right, but check the spelling")).to_be_focused()
    page.get_by_role("button", name="Count as forgot instead").press("Enter")
    expect(page.get_by_text("Counted as forgot.")).to_be_visible()
    assert ratings(user) == [3, None, 1]


def test_a_card_is_buried_by_its_key_and_comes_back_tomorrow(morning, learner, visit):
    page = visit("/study", learner)
    page.keyboard.press("-")
    expect(page.locator("h1")).to_have_text("Which peak is number 2?")
    morning.shift(DAY)
    page.goto("/study")
    assert heading(page) == "Which peak is number 1?"


def test_letters_go_to_the_answer_that_is_to_be_typed(app, make, visit):
    made = bank("rivers")
    for name in "ab":
        fact(made, name, typed=True)
    user = make.user()
    studies(user, made)
    page = visit("/study", user, viewport=DESKTOP)
    page.get_by_role("button", name="I don’t know").click()
    page.get_by_role("link", name="Next").click()
    expect(page.locator("h1")).to_have_text("Which peak is number 2?")
    page.keyboard.type("Zui 2")
    assert page.locator("#answer").input_value() == "Zui 2"
    page.locator(".keys summary").click()
    expect(page.locator(".keys")).to_contain_text(re.compile(r"Ctrl\+Z\s*Undo"))
    assert ratings(user) == [1]


def test_no_key_acts_in_a_field(app, make, visit):
    made = bank("rivers")
    fact(made, "a", typed=True)
    user = make.user()
    studies(user, made)
    page = visit("/study", user)
    page.locator("#answer").type("-u@1i!")
    assert page.locator("#answer").input_value() == "-u@1i!"
    assert ratings(user) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_study_is_accessible(app, make, visit, size, scheme):
    made, user = bank(), make.user(four_buttons=True)
    studies(user, made)
    learned, typed = fact(made, "a")[0], fact(made, "b", typed=True)[0]
    for minutes in (-20, -5):
        answer(user, learned, now=MORNING + minutes * MINUTE)
    db.session.commit()
    page = visit("/study", user, viewport=size, color_scheme=scheme)
    assert_accessible(page)  # a typed card
    page.locator("#answer").fill("Denali")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wrong")).to_be_visible()
    assert_accessible(page)
    answer_again(user, typed)
    page.goto("/study")
    expect(page.get_by_role("heading", name="Done for today.")).to_be_visible()
    assert_accessible(page)
    make_due_and_slipping(learned)
    page.goto("/study")
    page.keyboard.press("Space")
    assert_accessible(page)  # four buttons, and help
    correct(app, learned, now=MORNING)
    page.goto("/study")
    expect(page.get_by_role("heading", name="One fact you learned was corrected")).to_be_visible()
    assert_accessible(page)


def answer_again(user, target):
    db.session.rollback()  # what the server wrote meanwhile
    for minutes in (0, 10):
        answer(
            user, target, now=MORNING + minutes * MINUTE,
            question_version_id=version_of(target.id, "typed"),
        )  # fmt: skip
    db.session.commit()


def make_due_and_slipping(target):
    db.session.rollback()
    due = (
        "UPDATE card SET due_on = 0, last_on = 0, is_leech = true, lapses = 6 WHERE target_id = :t"
    )
    db.session.execute(db.text(due), {"t": target.id})
    db.session.commit()
