"""A new passphrase: by a link in a mail, by a link from the command line, or in the settings."""

import re
from dataclasses import replace

import pytest
from flask_security import hash_password, verify_password
from sqlalchemy import select

from app.accounts.models import User
from app.db import db
from app.jobs.models import Job

OLD = "four sleepy camels drank"
NEW = "seven green boats sailed"


@pytest.fixture
def awa(make) -> User:
    return make.user(email="awa@example.org", password=hash_password(OLD))


@pytest.fixture
def with_mail(app, monkeypatch):
    """The same app, with a mail server."""
    settings = app.config["FACTDECK"]
    monkeypatch.setitem(app.config, "FACTDECK", replace(settings, smtp_url="smtp://mail"))
    for name in ("RESET_EMAIL", "RESET_NOTICE_EMAIL", "CHANGE_EMAIL"):
        monkeypatch.setitem(app.config, f"SECURITY_SEND_PASSWORD_{name}", True)
    monkeypatch.setitem(app.extensions, "wake_job", lambda _job_id: None)


def mails() -> list[dict]:
    return [job.values for job in db.session.scalars(select(Job).order_by(Job.id))]


def command(app, *words, **options):
    return app.test_cli_runner().invoke(args=["user", *words], **options)


def test_without_a_mail_server_the_page_says_who_can_help(browser):
    page = browser.get("/reset")
    words = "This server sends no e-mail. Ask the person who runs it for a reset link."
    assert words in page.text
    assert "/reset" not in page.actions


def test_known_and_unknown_addresses_get_the_same_answer(browser, awa, with_mail):
    said = []
    for address in ("awa@example.org", "nobody@example.org"):
        answer = browser.post("/reset", {"email": address})
        said.append((answer.location, browser.get(answer.location).text))
    assert said[0] == said[1]
    assert "If this address has an account, a link is on its way." in said[0][1]
    assert [mail["to"] for mail in mails()] == ["awa@example.org"]


def test_an_address_that_is_none_says_what_to_write(browser, with_mail):
    answer = browser.post("/reset", {"email": "awa"}, status=422)
    assert "Write an address, such as awa@example.org." in answer.text


def test_the_link_of_the_mail_works_once(browser, awa, with_mail):
    browser.post("/reset", {"email": "awa@example.org"})
    link = re.search(r"http://localhost(/reset/\S+)", mails()[0]["body"]).group(1)
    assert "For awa@example.org." in browser.get(link).text
    answer = browser.post(link, {"password": NEW})
    assert answer.location == "/sign-in"
    assert "Your passphrase is set. Sign in with it." in browser.get(answer.location).text
    db.session.refresh(awa)
    assert verify_password(NEW, awa.password)
    assert mails()[1]["subject"] == "Your Factdeck passphrase was changed"
    used = browser.send("get", link)
    assert used.location == "/reset"
    words = "This link is used up or incomplete. Ask for a new one."
    assert words in browser.get(used.location).text


def test_a_weak_passphrase_is_refused_by_a_reset_too(browser, app, awa):
    link = command(app, "reset-link", "awa@example.org").output.strip()
    path = link.removeprefix("http://127.0.0.1:5000")
    answer = browser.post(path, {"password": "awa@example.org"}, status=422)
    assert "little more than your address" in answer.text


def test_a_new_passphrase_ends_every_session(browser, app, awa):
    browser.sign_in(awa)
    link = command(app, "reset-link", "awa@example.org").output.strip()
    other = type(browser)(app)
    other.post(link.removeprefix("http://127.0.0.1:5000"), {"password": NEW})
    assert browser.send("get", "/settings").status_code == 303


def test_the_command_line_knows_nobody_it_does_not_know(app):
    answer = command(app, "reset-link", "nobody@example.org")
    assert answer.exit_code == 1
    assert "No account has the address nobody@example.org." in answer.output


def test_a_person_is_added_with_a_link_to_set_their_passphrase(app, browser):
    answer = command(app, "add", "Ibrahim@Example.org", "--name", "Ibrahim", "--role", "instructor")
    assert answer.exit_code == 0, answer.output
    path = answer.output.strip().removeprefix("http://127.0.0.1:5000")
    browser.post(path, {"password": NEW})
    browser.post("/sign-in", {"email": "ibrahim@example.org", "password": NEW})
    page = browser.get("/settings")
    assert "Ibrahim" in page.text
    user = db.session.scalars(select(User)).one()
    assert [role.name for role in user.roles] == ["instructor"]


def test_a_person_is_added_with_their_passphrase(app):
    answer = command(
        app, "add", "root@example.org", "--role", "admin", "--passphrase-stdin", input=f"{NEW}\n"
    )
    assert answer.output == "root@example.org is added.\n"
    assert verify_password(NEW, db.session.scalars(select(User.password)).one())


@pytest.mark.parametrize(
    ("address", "passphrase", "words"),
    [
        ("awa@example.org", NEW, "has an account already"),
        ("root@example.org", "short", "5 of 15 characters"),
        ("root", NEW, "root is not an address."),
    ],
)
def test_what_cannot_be_added_is_said(app, awa, address, passphrase, words):
    answer = command(app, "add", address, "--passphrase-stdin", input=f"{passphrase}\n")
    assert answer.exit_code == 1
    assert words in answer.output


def test_changing_the_passphrase_signs_other_devices_out(browser, app, awa):
    browser.sign_in(awa)
    other = type(browser)(app).sign_in(awa)
    browser.post("/settings/account/passphrase", {"password": OLD, "new_password": NEW})
    assert (
        "Your passphrase is changed. Other devices are signed out."
        in browser.get("/settings/account").text
    )
    assert other.send("get", "/settings").status_code == 303


@pytest.mark.parametrize(
    ("now", "new", "words"),
    [
        ("wrong", NEW, "This is not your passphrase."),
        (OLD, OLD, "This is your passphrase now."),
        (OLD, "short", "5 of 15 characters"),
    ],
)
def test_a_change_that_cannot_be_says_why(browser, awa, now, new, words):
    browser.sign_in(awa)
    data = {"password": now, "new_password": new}
    answer = browser.post("/settings/account/passphrase", data, status=422)
    assert words in answer.text


def test_someone_with_a_passkey_alone_sets_a_passphrase(browser, make):
    keyless = make.user()
    page = browser.sign_in(keyless).get("/settings/account/passphrase")
    assert {control["name"] for control in page.controls} == {"new_password"}
    browser.post("/settings/account/passphrase", {"new_password": NEW})
    db.session.refresh(keyless)
    assert verify_password(NEW, keyless.password)


def test_the_old_address_hears_of_a_new_one(browser, awa, with_mail):
    browser.sign_in(awa)
    browser.post("/settings/account/address", {"email": "awa@new.example"})
    assert [mail["to"] for mail in mails()] == ["awa@example.org"]
    assert "another address" in mails()[0]["subject"]
