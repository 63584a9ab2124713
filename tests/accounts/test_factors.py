"""A second factor, recovery codes, and confirming that it is you."""

import re
import time

import pytest
from flask_security import hash_password
from passlib.totp import TOTP

from app.accounts.models import WebAuthn
from app.db import db
from tests.make import NOW

PASSPHRASE = "four sleepy camels drank"
PAGE = "/settings/account/second-factor"


@pytest.fixture
def awa(make):
    return make.user(email="awa@example.org", password=hash_password(PASSPHRASE))


def sign_in(browser, **more):
    data = {"email": "awa@example.org", "password": PASSPHRASE, **more}
    return browser.post("/sign-in", data)


@pytest.fixture
def app_of(browser, awa):
    """The authenticator app of someone who has set the second factor up."""
    browser.sign_in(awa)
    answer = browser.post(PAGE, {"setup": "authenticator"}, status=200)
    key = re.search(r"<code>([^<]+)</code>", answer.text).group(1)
    action = re.search(rf'action="({PAGE}/[^"]+)"', answer.text).group(1)
    assert 'src="data:image/svg+xml' in answer.text
    device = TOTP(key=key.replace("-", ""), digits=6, period=30)
    now = time.time()
    browser.post(action, {"code": device.generate(now - 30).token})
    db.session.refresh(awa)
    assert awa.tf_primary_method == "authenticator"
    browser.post("/sign-out")
    return lambda: device.generate(now).token


def test_after_the_passphrase_comes_the_code(browser, app_of):
    answer = sign_in(browser, next="/settings/look")
    assert answer.location == "/sign-in/code?next=/settings/look"
    page = browser.get(answer.location)
    assert browser.send("get", "/settings").status_code == 303
    answer = browser.post("/sign-in/code", {"code": app_of(), "next": page.fields["next"]})
    assert answer.location == "/settings/look"
    browser.get("/settings")


def test_a_code_is_taken_once(browser, app_of):
    sign_in(browser)
    browser.post("/sign-in/code", {"code": app_of()})
    browser.post("/sign-out")
    sign_in(browser)
    answer = browser.post("/sign-in/code", {"code": app_of()}, status=422)
    assert "This code is not right or too old. Write the newest one." in answer.text


@pytest.mark.parametrize("code", ["000000", "", "abc", "9" * 300])
def test_a_wrong_code_opens_nothing(browser, app_of, code):
    sign_in(browser)
    browser.post("/sign-in/code", {"code": code}, status=422)
    assert browser.send("get", "/settings").status_code == 303


def test_a_recovery_code_opens_once(browser, app_of, awa):
    browser.sign_in(awa)
    answer = browser.post(
        "/settings/account/recovery-codes", {"generate_new_codes": "1"}, status=200
    )
    codes = re.findall(r"<code>([0-9a-f-]{14})</code>", answer.text)
    assert len(codes) == 5
    browser.post("/sign-out")
    sign_in(browser)
    browser.post("/sign-in/recovery", {"code": f" {codes[0].upper()} "})
    browser.get("/settings")
    browser.post("/sign-out")
    sign_in(browser)
    answer = browser.post("/sign-in/recovery", {"code": codes[0]}, status=422)
    assert "This code is not right or used up." in answer.text


def test_the_second_factor_is_turned_off(browser, app_of, awa):
    page = browser.sign_in(awa).get(PAGE)
    assert "It is on" in page.text
    browser.post(PAGE, {"setup": "disable"})
    assert "It is off" in browser.get(PAGE).text
    browser.post("/sign-out")
    assert sign_in(browser).location == "/"


@pytest.mark.parametrize(
    "url", ["/sign-in/code", "/sign-in/recovery", "/sign-in/factor", "/sign-in/rescue"]
)
def test_the_second_step_needs_the_first(browser, url):
    assert browser.send("get", url).location == "/sign-in"
    assert "Sign in with your passphrase first." in browser.get("/sign-in").text


def test_the_rescue_address_shows_the_code_page(browser, app_of):
    sign_in(browser)
    assert "Use a recovery code" in browser.get("/sign-in/rescue").text


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "/settings/account/passkeys",
        "/settings/account/recovery-codes",
        "/settings/account/address",
        "/settings/data/deletion",
    ],
)
def test_what_could_lock_one_out_asks_again_after_an_hour(browser, awa, url):
    browser.sign_in(awa)
    with browser.client.session_transaction() as session:
        session["fs_paa"] = time.time() - 2 * 3600
    answer = browser.send("get", url)
    assert answer.location.startswith("/verify?next=")
    page = browser.get(answer.location)
    assert "Is it you?" in page.text
    browser.post("/verify", {"password": "wrong"}, status=422)
    answer = browser.post("/verify", {"password": PASSPHRASE, "next": page.fields["next"]})
    assert answer.location == url
    browser.get(url)


def test_passkeys_can_be_listed_and_removed(browser, awa, make):
    make.add(
        WebAuthn(
            user_id=awa.id,
            credential_id=b"1",
            public_key=b"2",
            lastuse_datetime=NOW,
            name="My phone",
            usage="first",
            backup_state=False,
            device_type="multi_device",
        )
    )
    page = browser.sign_in(awa).get("/settings/account/passkeys")
    assert "Remove My phone" in page.text
    browser.post("/settings/account/passkeys/removal", {"name": "My phone"})
    page = browser.get("/settings/account/passkeys")
    assert "The passkey My phone is removed." in page.text
    assert "Remove My phone" not in page.text


def test_making_a_passkey_asks_the_device_for_one_it_finds_by_itself(browser, awa):
    browser.sign_in(awa)
    answer = browser.post("/settings/account/passkeys", {"name": "My phone"}, status=200)
    assert "passkey-ceremony" in answer.text
    assert "&#34;residentKey&#34;: &#34;required&#34;" in answer.text
    assert "&#34;userVerification&#34;: &#34;required&#34;" in answer.text


def test_signing_in_by_passkey_tells_nothing_of_who_is_known(browser, awa):
    answer = browser.post("/sign-in/passkey", {"identity": "awa@example.org"}, status=200)
    assert "&#34;allowCredentials&#34;: []" in answer.text


def test_what_no_device_said_is_no_passkey(browser):
    answer = browser.post("/sign-in/passkey", status=200)
    action = re.search(r'action="(/sign-in/passkey/[^"]+)"', answer.text).group(1)
    for credential in ("", "{}", "null", "[]"):
        answer = browser.post(action, {"credential": credential})
        assert answer.location == "/sign-in/passkey"
