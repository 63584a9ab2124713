"""Registering: an address and a passphrase, and whatever the guest of this browser has done."""

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.accounts.signals import answers_counted
from app.db import db

PASSPHRASE = "four sleepy camels drank"


def register(browser, **values):
    data = {"email": "awa@example.org", "password": PASSPHRASE, **values}
    return browser.post("/register", data, status=values.pop("status", 303))


def the_user():
    return db.session.scalars(select(User)).one()


def test_registering_signs_in_and_goes_back_to_where_one_was(browser):
    answer = browser.post(
        "/register", {"email": "Awa@Example.org ", "password": PASSPHRASE, "next": "/settings"}
    )
    assert answer.location == "/settings"
    assert the_user().email == "awa@example.org"
    assert "awa" in browser.get("/settings").text


def test_the_passphrase_is_kept_as_argon2id_at_the_cost_owasp_gives(browser):
    register(browser)
    assert the_user().password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_registering_promotes_the_guest_and_their_history(browser, make):
    guest = make.guest(time_zone="Africa/Bamako")
    before = guest.fs_uniquifier
    browser.be_guest(guest)
    register(browser, time_zone="Europe/Paris")
    assert (the_user().id, the_user().is_guest) == (guest.id, False)
    assert the_user().time_zone == "Africa/Bamako"
    assert the_user().fs_uniquifier != before
    with browser.client.session_transaction() as session:
        assert "guest" not in session


def test_a_stranger_who_registers_has_the_zone_of_their_device(browser):
    register(browser, time_zone="Europe/Paris")
    assert the_user().time_zone == "Europe/Paris"


def test_a_zone_that_does_not_exist_is_utc(browser):
    register(browser, time_zone="Middle/Earth")
    assert the_user().time_zone == "UTC"


def test_a_guest_reads_first_what_comes_with_them(browser, make):
    def count(_app, user_id):
        return 34

    with answers_counted.connected_to(count):
        page = browser.be_guest(make.guest()).get("/register")
    assert "Your 34 answers come with you." in page.text
    assert "Keep this history" in page.text


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("short", "5 of 15 characters; a few words are fine."),
        ("", "0 of 15 characters"),
        ("passwordpassword1", "This passphrase is on lists of stolen ones. Choose another."),
        ("awa@example.org!!", "little more than your address"),
        ("abcabcabcabcabcabc", "repeats itself"),
    ],
)
def test_a_weak_passphrase_is_refused_with_what_to_do(browser, passphrase, words):
    data = {"email": "awa@example.org", "password": passphrase}
    answer = browser.post("/register", data, status=422)
    assert words in answer.text
    assert 'value="awa@example.org"' in answer.text
    assert "<title>Error:" in answer.text
    assert db.session.scalars(select(User)).all() == []


def test_an_address_that_is_none_says_what_to_write(browser):
    answer = browser.post("/register", {"email": "awa", "password": PASSPHRASE}, status=422)
    assert "Write an address, such as awa@example.org." in answer.text


def test_a_known_address_can_sign_in_on_the_spot(browser, make):
    make.user(email="awa@example.org")
    answer = browser.post(
        "/register",
        {"email": "awa@example.org", "password": PASSPHRASE, "next": "/settings"},
        status=422,
    )
    assert "This address has an account. Sign in with it." in answer.text
    assert 'action="/sign-in"' in answer.text
    assert 'value="/settings"' in answer.text
    assert PASSPHRASE not in answer.text


def test_a_page_asks_for_an_address_and_a_passphrase_and_nothing_else(browser):
    page = browser.get("/register")
    named = {control["name"] for control in page.controls}
    assert named == {"email", "password"}
    assert {c["name"]: c["autocomplete"] for c in page.controls}["password"] == "new-password"


def test_registering_without_a_passphrase_leads_to_making_a_passkey(browser):
    answer = browser.post("/register", {"email": "awa@example.org", "instead": "passkey"})
    assert answer.location == "/settings/account/passkeys"
    assert the_user().password is None
    assert "Until you add a passkey or set a passphrase" in browser.get(answer.location).text
