"""What no database holds asks for nothing; and who only looks changes nothing."""

import pytest

from app.banks.models import Report
from app.db import db
from tests.guards.test_policy import UNOWNED
from tests.guards.world import World

NO_ROWS_NUMBER = (2**31, 2**63, 10**30)
NUL = "x\0"


@pytest.fixture
def world(app, make):
    return World(app, make)


@pytest.fixture
def owner(browser, world):
    return browser.sign_in(world.owner)


def addresses(world, method, **values):
    """Every address of ours that takes this method, with the owner's own things in it."""
    with world.app.test_request_context():
        adapter = world.app.url_map.bind("localhost")
        for rule in world.app.url_map.iter_rules():
            arguments = {**world.own(), "token": "x", "name": "x", "filename": "x", **values}
            named = {name: arguments[name] for name in rule.arguments}
            if method in rule.methods:
                yield rule, adapter.build(rule.endpoint, named, method=method)


def numbers_of(rule):
    return {name for name in rule.arguments if name.endswith("_id")} - {"fact_id", "entity_id"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_number_no_row_can_have_is_not_there(world, owner, method):
    for number in NO_ROWS_NUMBER:
        values = dict.fromkeys(("target_id", "attempt_id", "quiz_id", "report_id"), number)
        for rule, address in addresses(world, method, **values):
            if numbers_of(rule):
                answer = owner.send(method.lower(), address)
                # Another method of an address that is none is still a wrong method.
                assert answer.status_code in (404, 405), (rule, number, answer.status)


def test_a_word_with_nul_in_it_is_not_there(world, owner):
    values = dict.fromkeys(("bank_uid", "entity_id", "fact_id", "question_uid"), NUL)
    for rule, address in addresses(world, "GET", **values):
        if values.keys() & rule.arguments - UNOWNED:
            assert owner.send("get", address).status_code == 404, rule


@pytest.mark.parametrize("words", ["q=%00", "after=x%00", "state=%00"])
def test_nothing_is_found_by_nul(world, owner, words):
    assert owner.send("get", f"/banks?{words}").status_code == 404
    assert owner.send("get", f"/banks/{world.bank.uid}?{words}").status_code == 404


@pytest.mark.parametrize("number", [2**31, -(2**31), 10**30])
def test_a_page_that_begins_beyond_all_rows_begins_anew(world, owner, number):
    bank, question = f"/banks/{world.bank.uid}", f"/questions/{world.card.uid}"
    for address in (
        f"/study?card={number}",
        f"{bank}?after={number}",
        f"{bank}?view=questions&after={number}",
        f"{bank}/reports?before={number}",
        f"{question}/reports?version={number}",
    ):
        owner.get(address)


def test_an_answer_to_a_version_no_row_can_have_is_refused(world, owner):
    for field in ("shown", "version"):
        data = {**world.rating("0" * 32), field: 2**31}
        owner.post(f"/cards/{world.card.target_id}/reviews", data, 422)


def test_what_is_written_is_kept_without_nul(world, owner):
    data = {"reason": "other", "note": "a\0b", "version": 2**31}
    owner.post(f"/questions/{world.card.uid}/reports", data)
    assert db.session.query(Report).order_by(Report.id.desc()).first().note == "ab"
    owner.post("/settings/account/name", {"name": "A\0wa"})
    db.session.refresh(world.owner)
    assert world.owner.name == "Awa"


def test_looking_for_a_whole_book_finds_nothing(world, owner):
    for address in ("/banks", f"/banks/{world.bank.uid}"):
        assert "0 " in owner.get(f"{address}?q={'x' * 60_000}").text


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", ["guest", "owner"])
def test_whoever_asks_for_the_head_of_a_page_changes_nothing(world, browser, who):
    if who == "guest":
        browser.be_guest(world.people["guest"])
    else:
        browser.sign_in(world.owner)
    for rule, address in addresses(world, "HEAD"):
        browser.send("head", address)
        changes = [said for said in browser.queries if not said.startswith("SELECT")]
        assert changes == [], rule
