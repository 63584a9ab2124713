"""Settings: pages that change one thing, each saying that it is saved."""

import pytest
from flask_security import hash_password

from app.accounts import time_zones
from app.db import db
from app.web import words

PASSPHRASE = "four sleepy camels drank"


@pytest.fixture
def awa(make, browser):
    user = make.user(email="awa@example.org", password=hash_password(PASSPHRASE))
    browser.sign_in(user)
    return user


@pytest.mark.parametrize("known_as", ["member", "guest"])
def test_settings_is_a_list_of_pages_that_exist(browser, make, known_as):
    if known_as == "guest":
        browser.be_guest(make.guest())
    else:
        browser.sign_in(make.user())
    page = browser.get("/settings")
    for link in [link for link in page.links if link.startswith("/settings/")]:
        browser.get(link)


def test_a_theme_is_kept_and_shown(browser, awa):
    browser.post("/settings/look", {"theme": "dark", "locale": ""})
    page = browser.get("/settings/look")
    assert 'data-theme="dark"' in page.html
    assert "Saved." in page.text


def test_a_guest_has_a_look_too(browser, make):
    guest = make.guest()
    browser.be_guest(guest).post("/settings/look", {"theme": "light", "locale": ""})
    db.session.refresh(guest)
    assert guest.theme == "light"


def test_a_theme_there_is_not_is_refused(browser, awa):
    browser.post("/settings/look", {"theme": "sepia", "locale": ""}, status=422)


def test_only_languages_with_a_catalogue_are_offered(browser, awa, monkeypatch):
    monkeypatch.setattr(words, "languages", lambda: ("en", "fr"))
    page = browser.get("/settings/look")
    assert page.html.count("<option") == 3
    assert "Français" in page.text
    browser.post("/settings/look", {"theme": "dark", "locale": "xx"}, status=422)
    browser.post("/settings/look", {"theme": "dark", "locale": "fr"})
    assert awa.locale == "fr"


def test_one_language_is_no_choice(browser, awa, monkeypatch):
    monkeypatch.setattr(words, "languages", lambda: ("en",))
    assert "<select" not in browser.get("/settings/look").html
    browser.post("/settings/look", {"theme": "dark"})


def test_single_keys_can_be_switched_off(browser, awa):
    assert 'data-shortcuts="on"' in browser.get("/settings/keys").html
    browser.post("/settings/keys", {})
    assert 'data-shortcuts="off"' in browser.get("/settings/keys").html
    browser.post("/settings/keys", {"shortcuts": "y"})
    assert 'data-shortcuts="on"' in browser.get("/settings/keys").html


def test_a_name_is_kept_without_needless_spaces(browser, awa):
    browser.post("/settings/account/name", {"name": "  Awa   Diarra "})
    assert 'value="Awa Diarra"' in browser.get("/settings/account").html


def test_a_name_too_long_says_so_and_stays(browser, awa):
    answer = browser.post("/settings/account/name", {"name": "a" * 201}, status=422)
    assert "Write 200 characters or fewer." in answer.text
    assert "a" * 201 in answer.text


def test_a_new_address_is_signed_in_with_from_now_on(browser, awa, app):
    other = type(browser)(app).sign_in(awa)
    browser.post("/settings/account/address", {"email": "Awa@New.example"})
    assert "Your address is changed." in browser.get("/settings/account").text
    assert other.send("get", "/settings").status_code == 303
    browser.post("/sign-out")
    browser.post("/sign-in", {"email": "awa@new.example", "password": PASSPHRASE})


def test_an_address_of_somebody_else_is_refused(browser, awa, make):
    make.user(email="ibrahim@example.org")
    answer = browser.post("/settings/account/address", {"email": "ibrahim@example.org"}, status=422)
    assert "This address has an account of its own." in answer.text


def test_all_other_devices_are_signed_out_at_once(browser, awa, app):
    other = type(browser)(app).sign_in(awa)
    browser.post("/settings/account/sessions/ending")
    assert "All other devices are signed out." in browser.get("/settings/account").text
    assert other.send("get", "/settings").status_code == 303


def test_a_guest_s_account_offers_to_keep_or_remove(browser, make):
    page = browser.be_guest(make.guest()).get("/settings/account")
    assert {"/register", "/guest/removal"} <= set(page.links)


@pytest.mark.parametrize(
    ("url", "queries"), [("/settings", 1), ("/settings/look", 1), ("/settings/account", 4)]
)
def test_settings_cost_few_queries(browser, awa, url, queries):
    browser.get(url)
    assert len(browser.queries) <= queries, browser.queries


def test_cities_are_said_as_people_say_them():
    assert time_zones.city("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert ("Africa/Bamako", "Bamako") in time_zones.choices()["Africa"]
    assert time_zones.choices()["UTC"] == (("UTC", "UTC"),)
    zones = [zone for area in time_zones.choices().values() for zone, _ in area]
    assert all(map(time_zones.is_known, zones))
    assert len(zones) > 300
