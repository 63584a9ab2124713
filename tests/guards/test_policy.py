"""Every route × role × own, other's and missing things: the policy table says what happens."""

import pytest
from sqlalchemy import select

from app.banks.models import Question, QuestionVersion, Report
from app.db import db
from app.policy import POLICY
from app.quizzes.models import Attempt
from app.web.clock import now
from app.web.keys import new_key
from tests.conftest import Browser

ROLES = ("stranger", "guest", "member", "instructor", "admin")
MEMBERS = ("member", "instructor", "admin")
LET_IN = {
    "anyone": ROLES,
    "learner": ("guest", *MEMBERS),
    "member": MEMBERS,
    "admin": ("admin",),
}
# What a token names is known to its owner alone, and a file's name to everyone.
UNOWNED = {"token", "name", "filename"}
MISSING = {
    "bank_uid": "nothing", "fact_id": "nothing", "question_uid": "nothing", "report_id": 999_999,
    "target_id": 999_999, "attempt_id": 999_999, "quiz_id": 999_999, "position": 1,
    "key": "0" * 32, "token": "nothing", "name": "nothing.js", "filename": "nothing.svg",
}  # fmt: skip

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


class World:
    """An owner with a private bank, a card, an attempt and a report; and everybody else."""

    def __init__(self, app, make) -> None:
        self.app = app
        self.owner = make.user("Owner")
        self.people = {
            "stranger": None,
            "guest": make.guest(),
            "member": make.user("Member"),
            "instructor": make.instructor(),
            "admin": make.user("Admin", "admin"),
        }
        self.bank = make.bank(owner_id=self.owner.id, visibility="private")
        self.card = db.session.scalars(
            select(Question).where(Question.card_form == "self_rated").order_by(Question.id)
        ).first()
        self.version = db.session.scalars(
            select(QuestionVersion).where(QuestionVersion.question_id == self.card.id)
        ).one()
        self.report = make.add(
            Report(question_version_id=self.version.id, user_id=self.owner.id, reason="unclear",
                   created_at=now())
        )  # fmt: skip
        self.key = new_key(now())
        mine = self.browser("owner")
        mine.post(f"/banks/{self.bank.uid}/study")
        mine.post(f"/cards/{self.card.target_id}/reviews", self.rating(self.key))
        mine.post("/quiz", {"bank": self.bank.id, "number": "5", "pool": "all", "feedback": "each"})
        self.attempt = db.session.scalars(select(Attempt)).one()

    def rating(self, key):
        return {"key": key, "version": 0, "shown": self.version.id, "rating": 3}

    def browser(self, role) -> Browser:
        browser, person = Browser(self.app), {**self.people, "owner": self.owner}[role]
        if role == "guest":
            browser.be_guest(person)
        elif person is not None:
            browser.sign_in(person)
        return browser

    def own(self) -> dict:
        return {
            "bank_uid": self.bank.uid, "fact_id": self.card.fact.uid.partition("/")[2],
            "question_uid": self.card.uid, "report_id": self.report.id,
            "target_id": self.card.target_id, "attempt_id": self.attempt.id,
            "quiz_id": self.attempt.quiz_id, "position": 1, "key": self.key,
        }  # fmt: skip

    def fields(self, endpoint) -> dict:
        """What the form of this route sends."""
        return {
            "reviews.answer": self.rating(new_key(now())) | {"version": 1},
            "reviews.overrule": {"next_key": new_key(now())},
            "banks.send_report": {"reason": "unclear", "version": self.version.id},
            "banks.close_report": {"state": "mended"},
            "quizzes.answer": {"key": new_key(now()), "answer": "x", "answer-1": "x"},
        }.get(endpoint, {})


@pytest.fixture
def world(app, make):
    return World(app, make)


def routes():
    """(endpoint, method, rule) of the app, read from the policy table's own endpoints."""
    return sorted(POLICY)


def methods_of(app, endpoint):
    for rule in app.url_map.iter_rules(endpoint):
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule, method


def ask(world, role, rule, method, values):
    browser = world.browser(role)
    with world.app.test_request_context():
        url = world.app.url_map.bind("localhost").build(
            rule.endpoint, {name: values[name] for name in rule.arguments}, method=method
        )
    data = {**world.fields(rule.endpoint), "csrf_token": browser.csrf_token()}
    options = {"data": data} if method == "POST" else {}
    return browser.send(method.lower(), url, **options)


def is_turned_away(response):
    to_sign_in = response.status_code == 303 and "sign-in" in (response.location or "")
    return response.status_code == 403 or to_sign_in


@pytest.mark.parametrize("endpoint", routes())
def test_who_may_not_is_turned_away_and_who_may_is_not(app, world, endpoint):
    who = POLICY[endpoint].split(":")[0]
    for rule, method in methods_of(app, endpoint):
        for role in ROLES:
            response = ask(world, role, rule, method, MISSING)
            assert response.status_code < 500, (rule, method, role)
            if role not in LET_IN[who]:
                assert is_turned_away(response), (rule, method, role, response.status)


@pytest.mark.parametrize("endpoint", routes())
def test_a_missing_thing_is_a_404(app, world, endpoint):
    who = POLICY[endpoint].split(":")[0]
    for rule, method in methods_of(app, endpoint):
        if not rule.arguments - UNOWNED:
            continue
        for role in LET_IN[who]:
            response = ask(world, role, rule, method, MISSING)
            assert response.status_code == 404, (rule, method, role, response.status)


@pytest.mark.parametrize("endpoint", routes())
def test_another_persons_thing_does_not_exist_and_ones_own_does(app, world, endpoint):
    who = POLICY[endpoint].split(":")[0]
    for rule, method in methods_of(app, endpoint):
        if not rule.arguments - UNOWNED or rule.arguments & UNOWNED:
            continue
        for role in LET_IN[who]:
            response = ask(world, role, rule, method, world.own())
            assert response.status_code == 404, (rule, method, role, response.status)
        mine = ask(world, "owner", rule, method, world.own())
        assert mine.status_code < 400 or mine.status_code == 422, (rule, method, mine.status)
