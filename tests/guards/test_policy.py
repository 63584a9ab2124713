"""Every route × role × own, other's and missing things: the policy table says what happens."""

import pytest

from app.policy import POLICY
from tests.guards.world import World

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
    "bank_uid": "nothing", "entity_id": "nothing", "fact_id": "nothing",
    "question_uid": "nothing", "report_id": 999_999, "target_id": 999_999, "attempt_id": 999_999,
    "quiz_id": 999_999, "position": 1,
    "key": "0" * 32, "token": "nothing", "name": "nothing.js", "filename": "nothing.svg",
}  # fmt: skip

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def world(app, make):
    return World(app, make)


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


@pytest.mark.parametrize("endpoint", sorted(POLICY))
def test_who_may_not_is_turned_away_and_who_may_is_not(app, world, endpoint):
    who = POLICY[endpoint].split(":")[0]
    for rule, method in methods_of(app, endpoint):
        for role in ROLES:
            response = ask(world, role, rule, method, MISSING)
            assert response.status_code < 500, (rule, method, role)
            if role not in LET_IN[who]:
                assert is_turned_away(response), (rule, method, role, response.status)


# Closing a notice that is closed already changes nothing and leads on.
CLOSES_A_NOTICE = {"reviews.read_correction"}


@pytest.mark.parametrize("endpoint", sorted(set(POLICY) - CLOSES_A_NOTICE))
def test_a_missing_thing_is_a_404(app, world, endpoint):
    who = POLICY[endpoint].split(":")[0]
    for rule, method in methods_of(app, endpoint):
        if not rule.arguments - UNOWNED:
            continue
        for role in LET_IN[who]:
            response = ask(world, role, rule, method, MISSING)
            assert response.status_code == 404, (rule, method, role, response.status)


@pytest.mark.parametrize("endpoint", sorted(set(POLICY) - CLOSES_A_NOTICE))
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
