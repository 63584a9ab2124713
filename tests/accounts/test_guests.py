"""Guests: made by a first answer, kept by registering, joined to an account or removed."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import session
from flask_security import hash_password
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.accounts import operations, queries
from app.accounts.models import User
from app.accounts.signals import answers_counted, guest_claimed
from app.db import db
from app.web.visitor import forget, visitor

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSPHRASE = "four sleepy camels drank"


@pytest.fixture
def claims():
    heard = []

    def hear(_app, **who):
        heard.append(who)

    with guest_claimed.connected_to(hear):
        yield heard


@pytest.fixture
def answers():
    """How many answers each person has given, by id."""
    numbers = {}

    def count(_app, user_id):
        return numbers.get(user_id, 0)

    with answers_counted.connected_to(count):
        yield numbers


@pytest.fixture
def posting(app):
    """Inside a POST of a stranger's browser."""
    with app.test_request_context(method="POST"):
        yield
        db.session.rollback()


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(User))


def test_the_first_answer_makes_a_guest_who_is_found_again(posting):
    guest_id = operations.learner_id(now=NOW, time_zone="Africa/Bamako")
    assert session["guest"]
    assert session.permanent
    assert (visitor().id, visitor().is_guest, visitor().time_zone) == (
        guest_id,
        True,
        "Africa/Bamako",
    )
    assert operations.learner_id(now=NOW) == guest_id


def test_a_cookie_lasts_400_days(app):
    assert app.permanent_session_lifetime.days == 400


def test_a_cookie_is_renewed_once_a_month(posting):
    operations.learner_id(now=NOW)
    operations.learner_id(now=NOW)
    session.modified = False
    operations.learner_id(now=NOW + timedelta(days=20))
    assert not session.modified
    operations.learner_id(now=NOW + timedelta(days=40))
    assert session.modified


def test_a_double_press_makes_one_guest(posting):
    session["csrf_token"] = "the secret both requests carry"
    first = operations.learner_id(now=NOW)
    del session["guest"]
    forget()
    assert operations.learner_id(now=NOW) == first
    assert people() == 1


@pytest.mark.parametrize("zone", ["", "Middle/Earth", "../../etc/passwd", "x" * 500])
def test_a_zone_nobody_knows_is_utc(posting, zone):
    operations.learner_id(now=NOW, time_zone=zone)
    assert visitor().time_zone == "UTC"


def test_whoever_was_promoted_is_not_reached_by_an_old_guest_cookie(browser, make):
    member = make.user()
    browser.be_guest(member)
    assert browser.send("get", "/settings").status_code == 303


def test_the_number_of_a_removed_guest_is_not_given_again(posting):
    first = operations.learner_id(now=NOW)
    operations.remove_guest(first)
    assert "guest" not in session
    assert operations.learner_id(now=NOW) > first


def test_a_cookie_names_nobody_who_got_its_guests_number_later(browser, make):
    """As after a backup from before that guest was put back."""
    gone = make.guest()
    number = gone.id
    browser.be_guest(gone)
    db.session.delete(gone)
    db.session.commit()
    make.guest(id=number)
    assert browser.send("get", "/settings").status_code == 303


def test_whoever_comes_after_a_removed_guest_is_another_person(browser, make):
    browser.be_guest(make.guest())
    with browser.client.session_transaction() as kept:
        kept["csrf_token"] = "the secret of the removed guest"
    browser.post("/guest/removal")
    with browser.client.session_transaction() as kept:
        assert kept.get("csrf_token") != "the secret of the removed guest"


@pytest.fixture
def awa(make):
    return make.user(email="awa@example.org", password=hash_password(PASSPHRASE))


def sign_in(browser, **more):
    data = {"email": "awa@example.org", "password": PASSPHRASE, **more}
    return browser.post("/sign-in", data)


def test_signing_in_beside_a_guest_with_answers_asks_once(browser, make, awa, answers, claims):
    guest = make.guest()
    answers |= {guest.id: 34, awa.id: 2310}
    guest_id, awa_id = guest.id, awa.id
    browser.be_guest(guest)
    answer = sign_in(browser, next="/settings")
    assert answer.location == "/histories?next=/settings"
    page = browser.get(answer.location)
    assert "This device: 34 answers. Your account: 2 310 answers." in page.text.replace(
        "\u202f", " "
    )
    assert "Add them together" in page.text
    assert "Leave this device’s answers out" in page.text
    assert claims == []
    answer = browser.post("/histories", {"choice": "join", "next": page.fields["next"]})
    assert answer.location == "/settings"
    assert claims == [{"guest_id": guest_id, "user_id": awa_id}]
    assert people() == 1
    browser.post("/sign-out")
    assert sign_in(browser).location == "/"


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_guest_who_answers_waits_until_the_histories_are_joined(app, make):
    """On SQLite all writers wait for one another anyway."""
    guest, awa = make.guest(), make.user()
    as_a_row_of_theirs_does = (
        select(User.id)
        .where(User.id == guest.id)
        .with_for_update(read=True, key_share=True, nowait=True)
    )
    heard = []

    def answer_meanwhile(_sender, **_ids):
        with db.engine.connect() as other, pytest.raises(OperationalError, match="lock"):
            other.execute(as_a_row_of_theirs_does)
        heard.append(True)

    with app.test_request_context(), guest_claimed.connected_to(answer_meanwhile):
        operations.claim_guest(guest.id, awa.id)
    assert heard


def test_answers_left_out_are_deleted(browser, make, awa, answers, claims):
    guest = make.guest()
    answers[guest.id] = 34
    browser.be_guest(guest)
    answer = sign_in(browser)
    browser.post(answer.location, {"choice": "leave"})
    assert claims == []
    assert people() == 1
    with browser.client.session_transaction() as kept:
        assert "guest" not in kept


def test_two_histories_has_an_answer_chosen(browser, make, awa, answers):
    guest = make.guest()
    answers[guest.id] = 34
    page = browser.be_guest(guest).get(sign_in(browser).location)
    chosen = [c["value"] for c in page.controls if "checked" in c]
    assert chosen == ["join"]


def test_an_undecided_guest_waits_in_the_settings(browser, make, awa, answers):
    guest = make.guest()
    answers[guest.id] = 34
    browser.be_guest(guest)
    sign_in(browser)
    page = browser.get("/settings")
    assert "This device holds 34 answers from before you signed in." in page.text
    assert "/histories?next=/settings" in page.links


def test_a_guest_without_answers_is_joined_without_a_question(browser, make, awa, claims):
    guest = make.guest()
    guest_id, awa_id = guest.id, awa.id
    browser.be_guest(guest)
    assert sign_in(browser, next="/settings").location == "/settings"
    assert claims == [{"guest_id": guest_id, "user_id": awa_id}]


def test_without_a_guest_two_histories_leads_on(browser, awa):
    browser.sign_in(awa)
    assert browser.send("get", "/histories?next=/settings").location == "/settings"
    assert browser.send("get", "/histories?next=//evil.example").location == "/"


def test_removing_a_guest_asks_first_and_says_what_goes(browser, make, answers):
    guest = make.guest()
    answers[guest.id] = 34
    page = browser.be_guest(guest).get("/guest/removal")
    assert "Deletes 34 answers on this device for ever." in page.text
    assert people() == 1
    browser.post("/guest/removal")
    assert people() == 0
    assert browser.send("get", "/settings").status_code == 303


def test_a_member_removes_no_guest_that_is_not_there(browser, awa):
    browser.sign_in(awa)
    browser.post("/guest/removal")
    assert people() == 1


def test_the_device_zone_is_asked_about_once_a_change(browser, make, app):
    guest = make.guest(time_zone="Africa/Bamako")
    browser.be_guest(guest)
    with browser.client.session_transaction() as kept:
        kept["device_time_zone"] = "Europe/Paris"
    browser.post("/settings/time-zone", {"time_zone": "Europe/Paris", "answer": "keep"})
    db.session.expire_all()
    assert (guest.time_zone, guest.declined_time_zone) == ("Africa/Bamako", "Europe/Paris")
    with app.test_request_context(method="POST"):
        session["guest"] = guest.fs_uniquifier
        operations.learner_id(now=NOW, time_zone="Europe/Paris")
        assert queries.zone_question() is None
        operations.learner_id(now=NOW, time_zone="Asia/Tokyo")
        question = queries.zone_question()
        assert (question.device_city, question.kept_city) == ("Tokyo", "Bamako")
        operations.learner_id(now=NOW, time_zone="Africa/Bamako")
        assert queries.zone_question() is None


def test_the_day_follows_the_device_when_wanted(browser, make):
    guest = make.guest(time_zone="Africa/Bamako")
    browser.be_guest(guest)
    browser.post(
        "/settings/time-zone", {"time_zone": "Europe/Paris", "answer": "use", "next": "/settings"}
    )
    db.session.expire_all()
    assert guest.time_zone == "Europe/Paris"
    words = "Your day now starts at 04:00 in Paris. Nothing becomes due twice."
    assert words in browser.get("/settings").text


def test_a_zone_that_does_not_exist_is_refused(browser, make):
    browser.be_guest(make.guest())
    data = {"time_zone": "Middle/Earth", "answer": "use"}
    browser.post("/settings/time-zone", data, status=422)
