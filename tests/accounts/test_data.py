"""One's own data: taken along, or deleted."""

import json

import pytest
from flask_security import hash_password
from sqlalchemy import select

from app.accounts import personal
from app.accounts.models import User
from app.accounts.signals import answers_counted
from app.banks.models import Bank
from app.db import Base, db
from app.reviews.models import Preset, StudiedBank
from tests.make import NOW

PASSPHRASE = "four sleepy camels drank"


@pytest.fixture
def awa(make, browser):
    user = make.user(email="awa@example.org", password=hash_password(PASSPHRASE))
    browser.sign_in(user)
    return user


def downloaded(browser) -> dict:
    answer = browser.send("get", "/settings/data/factdeck.json")
    assert answer.mimetype == "application/json"
    assert "attachment" in answer.headers["Content-Disposition"]
    return json.loads(answer.text)


def test_everything_is_one_file_without_secrets(browser, awa, make):
    bank = make.add(Bank(uid="mali", name="Mali", owner_id=awa.id))
    make.add(StudiedBank(user_id=awa.id, bank_id=bank.id, since=NOW))
    make.add(Preset(user_id=awa.id, new_per_day=7))
    file = downloaded(browser)
    assert file["user"][0]["email"] == "awa@example.org"
    assert file["preset"][0]["new_per_day"] == 7
    assert file["studied_bank"][0]["bank"] == "mali"
    assert file["bank"][0]["uid"] == "mali"
    for secret in (awa.password, awa.fs_uniquifier, "totp", "argon2"):
        assert secret not in json.dumps(file)


def test_nobody_else_is_in_the_file(browser, awa, make):
    other = make.user("Ibrahim")
    make.add(Preset(user_id=other.id, new_per_day=7))
    file = downloaded(browser)
    assert file["preset"] == []
    assert [person["id"] for person in file["user"]] == [awa.id]


def test_a_guest_can_take_their_data_too(browser, make):
    guest = make.guest()
    browser.be_guest(guest)
    assert downloaded(browser)["user"][0]["is_guest"] is True


def test_parts_of_what_is_personal_are_in_the_file(browser, awa):
    assert {"attempt_item", "place", "grade", "response"} <= set(downloaded(browser))


def test_what_is_about_nobody_is_not(browser, awa):
    assert not {"fact", "question", "job", "article"} & set(downloaded(browser))


def test_deleting_says_what_goes_and_what_stays(browser, awa):
    def count(_app, user_id):
        return 34

    with answers_counted.connected_to(count):
        page = browser.get("/settings/data/deletion")
    assert "your 34 answers" in page.text
    assert "Stays without your name" in page.text


def test_an_account_is_deleted_once_its_address_is_typed(browser, awa, make):
    bank_id = make.add(Bank(uid="mali", name="Mali", owner_id=awa.id)).id
    make.add(Preset(user_id=awa.id))
    browser.post("/settings/data/deletion", {"email": "nobody@example.org"}, status=422)
    answer = browser.post("/settings/data/deletion", {"email": "AWA@example.org"})
    assert answer.location == "/"
    assert db.session.scalars(select(User)).all() == []
    assert db.session.scalars(select(Preset)).all() == []
    assert db.session.get(Bank, bank_id).owner_id is None
    assert browser.send("get", "/settings").status_code == 303


def test_what_stays_when_a_person_goes_is_what_the_page_says():
    """Whoever makes another table outlive its person says so on the page of deleting."""
    outliving = {
        str(column)
        for table in Base.metadata.tables.values()
        for column in personal.personal_columns(table)
        if any(key.ondelete == "SET NULL" for key in column.foreign_keys)
    }
    assert outliving == {
        "bank.owner_id",
        "draft.changed_by_id",
        "report.closed_by_id",
        "report.user_id",
        "verdict.judged_by_id",
    }
