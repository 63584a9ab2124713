"""The pages about Factdeck, and the answer a load balancer asks for."""

import pytest
from sqlalchemy.exc import OperationalError

from app.db import db
from app.web import pages


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/about", "Factdeck turns an article into what people remember."),
        ("/sources", "SIL Open Font License"),
        ("/accessibility", "WCAG 2.2, level AA"),
    ],
)
def test_the_foot_leads_to_real_pages(browser, path, words):
    page = browser.get(path)
    assert words in page.text
    assert {"/about", "/sources", "/accessibility"} <= set(page.links)


def test_the_source_code_is_linked_only_where_its_address_is_known(client, guide):
    assert "Source code" not in client.get("/about").text
    guide.config["FACTDECK"] = type("Settings", (), {"source_url": "https://example.org/code"})
    try:
        assert "https://example.org/code" in client.get("/about").text
    finally:
        del guide.config["FACTDECK"]


def test_healthy_means_reachable_and_migrated(browser, monkeypatch):
    assert browser.send("get", "/healthz").status_code == 200
    monkeypatch.setattr(pages, "_heads", lambda: {"a migration that has not run"})
    assert browser.send("get", "/healthz").status_code == 503


def test_an_unreachable_database_is_unhealthy_and_says_no_more(app, browser, monkeypatch):
    class Away:
        def connect(self):
            raise OperationalError("SELECT", {}, Exception("no route to db.internal"))

    monkeypatch.setattr(type(db), "engine", Away())
    response = browser.client.get("/healthz")
    assert (response.status_code, response.text) == (503, "not ready\n")
