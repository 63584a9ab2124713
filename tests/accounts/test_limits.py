"""How often one may try, and which of Flask-Security's pages there are."""

from dataclasses import replace

import pytest
from flask_security import hash_password

from app import create_app
from app.accounts.security import config
from app.db import db
from app.settings import Settings
from app.web.limits import limiter
from tests.conftest import Browser
from tests.make import Make

PASSPHRASE = "four sleepy camels drank"
ROUTED = {f"SECURITY_{name}" for name in config.PAGES}
WRONG = {"email": "awa@example.org", "password": "four sleepy camels sang"}


@pytest.fixture
def limited(tmp_path):
    """An app of its own whose limits count."""
    app = create_app(Settings(instance_path=str(tmp_path)), TESTING=True, RATELIMIT_ENABLED=True)
    limiter.reset()
    with app.app_context():
        db.create_all()
        yield Browser(app)
        db.session.remove()
        db.engine.dispose()


def tries(browser, url, data, number) -> list[int]:
    token = browser.csrf_token()
    return [
        browser.send("post", url, data={**data, "csrf_token": token}).status_code
        for _ in range(number)
    ]


def test_guessing_at_one_address_ends_after_ten_tries(limited):
    assert tries(limited, "/sign-in", WRONG, 11) == [422] * 10 + [429]


@pytest.mark.parametrize("url", ["/sign-in", "/reset"])
def test_one_address_in_many_spellings_is_one_address(limited, url):
    wide = "ｅｘａｍｐｌｅ"
    spellings = [f"AWA@{wide[:n]}{'example'[n:]}.org" for n in range(8)]
    spellings += ["\u00a0awa@example.org", "awa@example。org", "awa@EXAMPLE.org"]
    codes = [tries(limited, url, {**WRONG, "email": each}, 1)[0] for each in spellings]
    assert codes[-1] == 429


def test_asking_by_changing_ones_own_address_who_is_registered_ends(limited):
    Make().user(email="awa@example.org")
    limited.sign_in(Make().user("Binta"))
    data = {"email": "awa@example.org"}
    assert tries(limited, "/settings/account/address", data, 11) == [422] * 10 + [429]


def test_guessing_at_many_addresses_ends_too(limited):
    codes = [
        tries(limited, "/sign-in", {**WRONG, "email": f"awa{n}@example.org"}, 1)[0]
        for n in range(31)
    ]
    assert codes == [422] * 30 + [429]


def test_a_class_behind_one_address_signs_in_together(limited):
    awa = Make().user(email="awa@example.org", password=hash_password(PASSPHRASE))
    data = {"email": awa.email, "password": PASSPHRASE}
    for _ in range(40):
        browser = Browser(limited.app)
        assert tries(browser, "/sign-in", data, 1) == [303]


def test_asking_for_resets_ends(limited):
    data = {"email": "awa@example.org"}
    assert tries(limited, "/reset", data, 6) == [303] * 5 + [429]


def test_asking_who_is_registered_ends(limited):
    data = {"email": "awa@example.org", "password": "short"}
    assert tries(limited, "/register", data, 31) == [422] * 30 + [429]


def test_every_page_of_flask_security_is_ours(app):
    reachable = {name: value for name, value in app.config.items() if name in ROUTED}
    assert set(reachable) == ROUTED
    assert all(value.startswith("accounts/") for value in reachable.values())


def test_registration_can_be_closed(browser, app, monkeypatch):
    settings = replace(app.config["FACTDECK"], registration="closed", contact="root@example.org")
    monkeypatch.setitem(app.config, "FACTDECK", settings)
    assert "/register" not in browser.get("/sign-in").links
    page = browser.get("/register")
    assert "Registration is closed on this server." in page.text
    assert "Ask root@example.org for an account." in page.text
    answer = browser.post("/register", {"email": "a@example.org", "password": PASSPHRASE}, 422)
    assert "Registration is closed on this server." in answer.text
