"""Home and progress in a browser: the first card, and months of study on every screen."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.models import User
from app.db import db
from app.web import clock
from tests.chromium import DESKTOP, PHONE, assert_accessible
from tests.progress.making import months_of_study

NARROW = {"width": 320, "height": 256}  # a desktop at 400 %

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def studious(make) -> User:
    """Someone who has studied on most days for half a year, and has cards due and new ones."""
    user = make.user()
    months_of_study(user, make.bank(), now=clock.now(), new_a_day=1)
    months_of_study(user, make.bank("second"), now=clock.now(), days=12, new_a_day=1)
    return user


def bottom_of(locator) -> float:
    box = locator.bounding_box()
    return box["y"] + box["height"]


def assert_a_stranger_can_answer(page):
    button = page.locator("summary", has_text="Show answer")
    assert bottom_of(button) < page.locator(".tabbar").bounding_box()["y"]
    expect(page.get_by_role("button", name="Knew it")).to_be_hidden()
    prompt = page.locator(".prompt-text")
    first = prompt.inner_text()
    button.click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Didn’t know.*in 1 minute")).click()
    expect(page).to_have_url(re.compile("/study$"))
    expect(prompt).not_to_have_text(first)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Study: 1 due today"))
    expect(page.get_by_text("You study as a guest on this device.")).to_be_visible()


def test_a_stranger_answers_a_card_on_the_first_screen(make, visit):
    make.bank()
    page = visit("/", timezone_id="Africa/Bamako")
    assert_accessible(page)
    assert_a_stranger_can_answer(page)
    assert_accessible(page)
    assert db.session.scalars(select(User)).one().time_zone == "Africa/Bamako"


def test_a_stranger_answers_a_card_without_scripts(make, visit):
    make.bank()
    assert_a_stranger_can_answer(visit("/", java_script_enabled=False))
    assert db.session.scalars(select(User)).one().time_zone == "UTC"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP, NARROW], ids=["phone", "desktop", "zoomed"])
def test_months_of_study_are_seen_on_every_screen(studious, visit, size, scheme):
    page = visit("/", studious, viewport=size, color_scheme=scheme)
    expect(page.get_by_text("You would recall about").first).to_be_visible()
    assert_accessible(page)
    for path in ("/", "/progress"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator("figure").count() == 4
    for figures in page.locator("summary", has_text="Figures").all():
        figures.click()
    expect(page.get_by_role("table").last).to_be_visible()
    assert_accessible(page)


def test_a_phone_shows_twelve_weeks_and_a_desktop_all_of_them(studious, visit):
    # A week is 22 px wide, the names of days need 40.
    on_phone = visit("/progress", studious).locator(".heat").bounding_box()
    assert on_phone["width"] == 12 * 22 + 40
    on_desktop = visit("/progress", studious, viewport=DESKTOP).locator(".heat").bounding_box()
    assert on_desktop["width"] == 26 * 22 + 40


def test_the_main_button_leads_to_study_by_keyboard(studious, visit):
    page = visit("/", studious, viewport=DESKTOP)
    main = page.locator("a.button.main")
    for _ in range(20):
        if page.evaluate("document.activeElement.matches('a.button.main')"):
            break
        page.keyboard.press("Tab")
    expect(main).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/study$"))
