"""What every answer says about itself."""

import pytest


def policy_of(response):
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("path", ["/front", "/stranger", "/no/such/page", "/fail/500"])
def test_nothing_runs_that_the_bundle_lacks(client, path):
    policy = policy_of(client.get(path))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)


def test_answers_are_neither_sniffed_nor_framed_nor_told_to_others(client):
    headers = client.get("/front").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"].upper() == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_of_someone_is_never_stored(client):
    assert client.get("/front").headers["Cache-Control"] == "no-store"


def test_a_page_without_a_session_stays_private(client):
    assert client.get("/about").headers["Cache-Control"] in {"no-cache, private", "no-store"}


def test_encryption_is_demanded_in_production_alone(guide, client):
    assert "Strict-Transport-Security" not in client.get("/front").headers
    guide.config["PRODUCTION"] = True
    try:
        assert "max-age=31536000" in client.get("/front").headers["Strict-Transport-Security"]
    finally:
        guide.config["PRODUCTION"] = False
