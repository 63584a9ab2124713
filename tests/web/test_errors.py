"""Error pages: what happened, what was kept, what now."""

import re
from datetime import timedelta

import pytest
from flask import Flask, has_request_context
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from app.accounts import queries as account_queries
from app.db import db
from app.web.limits import limiter
from tests.conftest import Page
from tests.web.guide import create_guide

OURS = {"Sec-Fetch-Site": "same-origin"}
OTHERS = {"Sec-Fetch-Site": "cross-site"}


def page_of(client, status, **options):
    response = client.open(f"/fail/{status}", **{"method": "GET", **options})
    assert response.status_code == status
    return Page(response.text)


@pytest.mark.parametrize(
    ("status", "heading", "then"),
    [
        (403, "This page is for the bank’s keepers.", "You are signed in as Awa."),
        (404, "There is nothing here.", "It may have been removed, or belong to someone else."),
        (409, "This was changed meanwhile.", "See how it is now"),
        (413, "This file is too large.", "Nothing was stored."),
        (422, "This form had gone stale.", "Nothing was stored."),
        (500, "Something broke on our side.", "What was saved before is safe"),
        (503, "The database cannot be reached.", "Try now"),
        (405, "That did not work.", "Home"),
    ],
)
def test_each_error_is_a_page(client, status, heading, then):
    text = page_of(client, status).text
    assert heading in text
    assert then in text


def test_a_page_that_is_not_there_offers_the_search(client):
    page = Page(client.get("/no/such/page").text)
    assert page.actions == ["/banks"]


def test_a_broken_page_has_a_short_reference_that_the_log_has_too(client):
    with capture_logs() as lines:
        text = page_of(client, 500).text
    reference = re.search(r"Reference ([2-9A-Z]{4})", text)
    assert reference
    assert [line["reference"] for line in lines] == [reference[1]]


def test_what_broke_is_tried_again_with_the_same_key(client):
    sent = {"key": "k7", "rating": "3", "csrf_token": "t"}
    page = page_of(client, 500, method="POST", data=sent, headers=OURS)
    assert page.fields == sent
    assert page.actions == ["/fail/500"]


def test_the_database_page_sends_what_was_sent_again(client):
    sent = {"key": "k7", "csrf_token": "t"}
    page = page_of(client, 503, method="POST", data=sent, headers=OURS)
    assert page.fields == sent
    assert "retry-soon" in page.tags


def test_the_database_page_asks_nobody_who_the_visitor_is(client):
    response = client.get("/fail/503")
    assert "Awa" not in response.text
    assert response.headers["Retry-After"] == "10"


def test_a_form_that_expired_keeps_what_was_typed(client):
    long = "A long note.\nWith a second line."
    sent = {"name": "Awa", "note": long, "csrf_token": "stale"}
    page = page_of(client, 422, method="POST", data=sent, headers=OURS)
    assert page.fields["name"] == "Awa"
    assert page.fields["csrf_token"] not in {"", "stale"}
    assert "With a second line." in page.text
    assert "Send again" in page.text


@pytest.mark.parametrize("header", ["Referer", "Origin"])
@pytest.mark.parametrize("status", [409, 413, 422, 500, 503])
def test_who_comes_from_an_address_that_is_none_gets_the_page_too(client, header, status):
    page = page_of(
        client, status, method="POST", data={"name": "Awa"}, headers={header: "http://["}
    )
    assert "Awa" not in page.fields.values()


def test_no_page_leads_to_another_site_though_the_address_before_reads_like_one(client):
    page = page_of(client, 409, headers={"Referer": "http://localhost//evil.example/"})
    assert not [link for link in page.links if "evil.example" in link]


def test_a_host_that_is_not_ours_is_told_so_in_one_line():
    guarded = create_guide(TRUSTED_HOSTS=["factdeck.example.org"])
    client = guarded.test_client()
    for path in ("/front", "/no/such/page"):
        response = client.get(path, headers={"Host": "evil.example"})
        assert (response.status_code, response.mimetype) == (400, "text/plain")
        assert response.text == "This server answers at another address.\n"
    assert client.get("/front", headers={"Host": "factdeck.example.org"}).status_code == 200


@pytest.fixture
def leaving(app):
    """A database that goes away as soon as something is to be kept for good."""

    def go_away(_connection):
        if has_request_context():
            raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    event.listen(db.engine, "commit", go_away)
    yield
    event.remove(db.engine, "commit", go_away)


def test_what_could_not_be_kept_at_the_last_moment_is_sent_again(browser, make, leaving):
    browser.be_guest(make.guest())
    data = {"theme": "dark", "locale": ""}
    page = Page(browser.post("/settings/look", data, 503, headers=OURS).text)
    assert page.fields["theme"] == "dark"
    assert "retry-soon" in page.tags


def test_of_two_at_once_the_second_is_told_so(browser, make, monkeypatch):
    make.user(email="awa@example.org")
    monkeypatch.setattr(account_queries, "user_by_address", lambda _address: None)
    data = {"email": "awa@example.org", "password": "four sleepy camels drank"}
    with capture_logs() as lines:
        page = Page(browser.post("/register", data, 409).text)
    assert "This was changed meanwhile." in page.text
    assert "awa@example.org" not in str(lines)


def test_no_token_that_opens_an_account_gets_into_the_log(browser, app, monkeypatch):
    def break_down(**_arguments):
        raise OperationalError("SELECT", {}, Exception("away"))

    monkeypatch.setitem(app.view_functions, "security.reset_password", break_down)
    with capture_logs() as lines:
        browser.get("/reset/opens-the-account", 503)
    assert [line["path"] for line in lines] == ["/reset/<token>"]


def test_a_passphrase_is_asked_anew_and_never_printed(client):
    sent = {"email": "awa@example.org", "password": "four words of mine"}
    response = client.post("/fail/422", data=sent, headers=OURS)
    assert "four words of mine" not in response.text
    assert 'type="password"' in response.text


@pytest.mark.parametrize("status", [409, 422, 500, 503])
def test_what_another_site_sent_is_not_offered_to_be_sent_again(client, status):
    page = page_of(client, status, method="POST", data={"name": "Mallory"}, headers=OTHERS)
    assert "Mallory" not in page.html


def test_two_versions_stand_side_by_side(client):
    sent = {"name": "Mali since 2012", "version": "3"}
    page = page_of(client, 409, method="POST", data=sent, headers=OURS)
    assert "Name Mali since 2012 Mali and the mission" in page.text
    assert page.fields["version"] == "4"
    assert "/bank" in page.links


def test_a_file_that_is_too_large_is_weighed(client):
    response = client.post("/front", data={"note": "x" * 3_000_000})
    assert response.status_code == 413
    text = Page(response.text).text
    assert "The limit is 1 MB; yours has 3 MB. Nothing was stored." in text


@pytest.mark.parametrize(
    ("status", "title"), [(404, "There is nothing here."), (500, "Something broke on our side.")]
)
def test_who_asks_for_json_gets_a_problem(client, status, title):
    response = client.get(f"/fail/{status}", headers={"Accept": "application/json"})
    assert response.content_type == "application/problem+json"
    assert response.json["title"] == title
    assert response.json["status"] == status


def test_a_real_stale_token_ends_on_the_page_that_keeps_the_form(client):
    guarded = create_guide(WTF_CSRF_ENABLED=True)
    response = guarded.test_client().post(
        "/front", data={"csrf_token": "old", "key": "k"}, headers=OURS
    )
    assert response.status_code == 422
    page = Page(response.text)
    assert page.fields["key"] == "k"
    assert page.fields["csrf_token"] != "old"


@pytest.fixture
def limited():
    app = create_guide(RATELIMIT_ENABLED=True)
    app.add_url_rule("/try", "try", limiter.limit("1 per hour")(lambda: "tried"))
    yield app
    limiter.reset()


def test_too_many_tries_says_when_to_go_on(limited: Flask):
    client = limited.test_client()
    assert client.get("/try").text == "tried"
    response = client.get("/try")
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) <= 3601
    text = Page(response.text).text
    assert re.search(r"Go on in (\d+ minutes|1 hour), at \d\d:\d\d\.", text)
    assert "Your answers so far are saved." in text


def test_the_token_of_a_page_is_good_for_half_a_day(guide):
    assert guide.config["WTF_CSRF_TIME_LIMIT"] == timedelta(hours=12).total_seconds()
