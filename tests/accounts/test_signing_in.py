"""Signing in and out: the same words for every failure, and only our own pages afterwards."""

from urllib.parse import urljoin, urlsplit

import pytest
from flask_security import hash_password

from app.accounts.models import User
from app.db import db

PASSPHRASE = "four sleepy camels drank"
NO_MATCH = "Address and passphrase do not match."


@pytest.fixture
def awa(make) -> User:
    return make.user(email="awa@example.org", password=hash_password(PASSPHRASE))


def sign_in(browser, email="awa@example.org", password=PASSPHRASE, **more):
    status = more.pop("status", 303)
    return browser.post("/sign-in", {"email": email, "password": password, **more}, status)


def test_signing_in_goes_back_to_where_one_was(browser, awa):
    assert sign_in(browser, next="/settings/look").location == "/settings/look"
    assert "awa@example.org" in browser.get("/settings/account").text


def test_capitals_and_spaces_in_an_address_do_not_matter(browser, awa):
    sign_in(browser, " Awa@EXAMPLE.org")


def test_a_session_outlives_the_browser(browser, awa):
    answer = sign_in(browser)
    assert "Expires=" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("awa@example.org", "four sleepy camels sang"),
        ("nobody@example.org", PASSPHRASE),
        ("awa@example.org", ""),
        ("", PASSPHRASE),
        ("not an address", PASSPHRASE),
        ("awa@example.org", "x" * 5000),
        ("away@example.org", PASSPHRASE),
        ("shut@example.org", PASSPHRASE),
        ("keyless@example.org", PASSPHRASE),
    ],
)
def test_every_failure_has_the_same_words(browser, awa, make, email, password):
    make.user(email="shut@example.org", password=hash_password(PASSPHRASE), active=False)
    make.user(email="keyless@example.org")
    answer = sign_in(browser, email, password, status=422)
    assert answer.text.count(NO_MATCH) == 1
    assert "1 thing to mend" in answer.text
    with browser.client.session_transaction() as session:
        assert "_user_id" not in session


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "http:evil.example",
    ],
)
def test_signing_in_leads_to_no_page_of_others(browser, awa, elsewhere):
    page = browser.get("/sign-in", query_string={"next": elsewhere})
    assert page.fields["next"] == ""
    there = urljoin("http://localhost/sign-in", sign_in(browser, next=elsewhere).location)
    assert urlsplit(there)[:2] == ("http", "localhost")


def test_signing_in_holds_no_lock_while_it_hashes(browser, awa):
    sign_in(browser)
    first, *_rest = browser.queries
    assert "password" in first
    assert "roles" not in first


@pytest.mark.parametrize("url", ["/sign-in", "/register", "/reset", "/verify", "/sign-in/code"])
@pytest.mark.parametrize("body", ["[1]", "5", '{"email": 5, "password": [1]}', "[" * 100_000])
def test_nobody_signs_in_with_json(browser, awa, url, body):
    options = {"data": body, "content_type": "application/json"}
    headers = {"X-CSRFToken": browser.csrf_token()}
    assert browser.send("post", url, headers=headers, **options).status_code == 415


def test_signing_out_is_a_form_and_ends_the_session(browser, awa):
    sign_in(browser)
    assert browser.send("get", "/sign-out").status_code == 405
    browser.post("/sign-out")
    assert browser.send("get", "/settings").location == "/sign-in?next=/settings"


def test_the_secret_behind_the_forms_is_another_one_after_signing_in(browser, awa):
    with browser.client.session_transaction() as session:
        session["csrf_token"] = "known to whoever made this cookie"
    sign_in(browser)
    with browser.client.session_transaction() as session:
        assert session.get("csrf_token") != "known to whoever made this cookie"


def test_a_guest_with_answers_keeps_them_through_signing_out(browser, awa, make):
    browser.be_guest(make.guest())
    browser.post("/sign-out")
    assert "Guest" in browser.get("/settings").text


def test_a_stranger_is_asked_to_sign_in_and_comes_back(browser, awa):
    answer = browser.send("get", "/settings/look?from=menu")
    assert answer.status_code == 303
    page = browser.get(answer.location)
    assert page.fields["next"] == "/settings/look?from=menu"


def test_a_member_who_was_switched_off_is_a_stranger_at_once(browser, awa):
    sign_in(browser)
    awa.active = False
    db.session.commit()
    assert browser.send("get", "/settings").status_code == 303


def test_a_page_reads_the_person_once(browser, awa):
    browser.sign_in(awa)
    browser.get("/about")
    assert len(browser.queries) == 1


def test_a_stranger_costs_no_query(browser):
    browser.get("/about")
    assert browser.queries == []


def test_roles_come_with_the_person(browser, make):
    both = make.user("Ibrahim", "instructor", "admin")
    browser.sign_in(both)
    browser.get("/about")
    assert len(browser.queries) == 1


def test_nothing_is_handed_out_as_json(browser, awa):
    data = {"email": "awa@example.org", "password": PASSPHRASE}
    answer = browser.send("post", "/sign-in?include_auth_token", json=data)
    assert "authentication_token" not in answer.text
    assert not answer.is_json or "response" not in answer.json


def test_someone_signed_in_needs_no_sign_in_page(browser, awa):
    browser.sign_in(awa)
    assert browser.send("get", "/sign-in").location == "/"
    assert browser.send("get", "/register").location == "/"


def test_files_are_the_same_for_everyone_so_that_browsers_keep_them(browser, awa):
    browser.sign_in(awa)
    answer = browser.send("get", "/static/icon.svg")
    answer.close()
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers
    assert browser.queries == []


def test_a_page_does_not_set_the_cookie_anew(browser, awa):
    sign_in(browser)
    browser.get("/about")
    assert "Set-Cookie" not in browser.send("get", "/about").headers


def test_the_masthead_leads_back_to_the_page_one_was_on(browser, make):
    assert "/sign-in?next=/about" in browser.get("/about").links
    assert "/sign-in" in browser.get("/sign-in").links
    page = browser.be_guest(make.guest()).get("/settings/look")
    assert "/register?next=/settings/look" in page.links
