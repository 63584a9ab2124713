"""People: a guest keeps what they did, by an address, a passkey, or an account they had already."""

import re

import pytest
from flask_security import hash_password
from playwright.sync_api import expect

from app.accounts.models import User
from app.db import db
from tests.chromium import DESKTOP

PASSPHRASE = "four sleepy camels drank"

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def awa(make) -> User:
    return make.user(email="awa@example.org", password=hash_password(PASSPHRASE))


def study(page, cards: int, start: str = "/") -> None:
    """A stranger becomes a guest by the first answer, on the home page."""
    page.goto(start)
    prompt = page.locator("main .prompt-text")
    for _ in range(cards):
        asked = prompt.inner_text()
        page.locator("main").get_by_text("Show answer").click()
        page.get_by_role("button", name=re.compile("^Knew it")).click()
        expect(prompt).not_to_have_text(asked)


def sign_in(page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Address").fill("awa@example.org")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()


def open_menu(page, words: str) -> None:
    page.locator("header .menu summary").click()
    page.get_by_role("link", name=words).click()


def press_until(page, selector: str) -> None:
    """Tab on until the control has the focus."""
    for _ in range(40):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_someone_registers_with_the_keyboard_alone(visit):
    page = visit("/settings", viewport=DESKTOP)
    press_until(page, 'a[href^="/register"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Register")
    press_until(page, "#email")
    page.keyboard.type("awa@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("short")
    expect(page.get_by_text("5 of 15 characters; a few words are fine")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 thing to mend")
    expect(page).to_have_title(re.compile("^Error:"))
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    press_until(page, "#password")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    expect(page.locator("header .menu summary")).to_contain_text("awa")


def test_a_guest_keeps_their_history_by_registering(visit, make):
    make.bank()
    page = visit("/banks")
    study(page, 3)
    page.goto("/banks")
    expect(page.locator("header .menu summary")).to_contain_text("Guest")
    open_menu(page, "Keep this history")
    expect(page.get_by_text("Your 3 answers come with you.")).to_be_visible()
    page.get_by_label("Address").fill("awa@example.org")
    page.get_by_role("button", name="Suggest one").click()
    expect(page.get_by_label("Passphrase")).to_have_value(re.compile(r"^\w+-\w+-\w+-\w+$"))
    page.get_by_role("button", name="Keep this history").click()
    page.goto("/settings/data")
    expect(page.get_by_text("your 3 answers included")).to_be_visible()


def test_two_histories_become_one(visit, make, awa):
    make.bank()
    page = visit("/banks")
    study(page, 2)
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Two histories")
    expect(page.get_by_text("This device: 2 answers. Your account: 0 answers.")).to_be_visible()
    expect(page.get_by_label("Add them together")).to_be_checked()
    page.get_by_role("button", name="Continue").click()
    page.goto("/settings/data")
    expect(page.get_by_text("your 2 answers included")).to_be_visible()
    assert db.session.query(User).count() == 1


def test_what_this_device_holds_is_left_out(visit, make, awa):
    make.bank()
    page = visit("/banks")
    study(page, 1)
    sign_in(page)
    page.get_by_label("Leave this device’s answers out").check()
    page.get_by_role("button", name="Continue").click()
    page.goto("/settings/data")
    expect(page.get_by_text("your 0 answers included")).to_be_visible()


def test_a_guest_is_removed_from_a_shared_computer(visit, make):
    make.bank()
    page = visit("/banks")
    study(page, 1)
    page.goto("/banks")
    open_menu(page, "Remove this guest")
    expect(page.get_by_text("Deletes 1 answer on this device for ever.")).to_be_visible()
    page.get_by_role("link", name="Go back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    open_menu(page, "Remove this guest")
    page.get_by_role("button", name="Remove this guest").click()
    page.goto("/banks")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert db.session.query(User).count() == 0


def test_a_passkey_opens_the_account_alone(visit):
    page = visit("/register")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.get_by_label("Address").fill("awa@example.org")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("you can sign in on no other device")).to_be_visible()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey My phone is added.")).to_be_visible()
    page.locator("header .menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in?next=/settings/account")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")
    expect(page.get_by_text("awa@example.org")).to_be_visible()


def test_the_day_stays_where_it_is_wanted(visit, make, live):
    make.bank()
    page = visit("/banks", timezone_id="Africa/Bamako")
    study(page, 1)
    guest = db.session.query(User).one()
    assert guest.time_zone == "Africa/Bamako"
    moved = visit("/banks", timezone_id="Europe/Paris", storage_state=page.context.storage_state())
    study(moved, 1, start="/study")
    moved.goto("/study")
    question = "Your device is in Europe/Paris; your day follows Africa/Bamako."
    expect(moved.get_by_text(question)).to_be_visible()
    moved.get_by_role("button", name="Keep Bamako").click()
    expect(moved.get_by_text(question)).to_be_hidden()
    moved.goto("/study")
    expect(moved.locator("main .prompt-text")).to_be_visible()
    expect(moved.get_by_text(question)).to_be_hidden()


def test_everything_goes_without_scripts(visit, make):
    make.bank()
    page = visit("/banks", java_script_enabled=False)
    study(page, 1)
    page.goto("/register")
    expect(page.get_by_text("Use a passkey")).to_be_hidden()
    page.get_by_label("Address").fill("awa@example.org")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Keep this history").click()
    page.goto("/settings/look")
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
