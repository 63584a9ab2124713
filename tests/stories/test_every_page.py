"""Every page anyone can reach: accessible on every screen, its links lead somewhere."""

import pytest

from tests.chromium import DESKTOP, PHONE, assert_accessible
from tests.conftest import Page
from tests.guards.world import World

FILES = {"static", "assets.bundled", "accounts.download", "banks.download"}
NOT_PAGES = FILES | {"web.healthz", "web.passphrase"}

OPEN_ALL = "document.querySelectorAll('main details').forEach(each => { each.open = true })"

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def world(app, make):
    return World(app, make)


def addresses(app, things):
    """Every GET of the policy table whose arguments are among these things."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            is_page = rule.endpoint not in NOT_PAGES and "GET" in rule.methods
            if is_page and rule.arguments <= set(things):
                values = {name: things[name] for name in rule.arguments}
                yield app.url_map.bind("localhost").build(rule.endpoint, values)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("who", ["stranger", "guest", "owner"])
def test_every_page_is_accessible_on_every_screen_and_asks_nobody_else(app, world, visit, who):
    person = {"guest": world.people["guest"], "owner": world.owner}.get(who)
    page = visit("/", person)
    hosts, seen = set(), set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    views = [f"/banks/{world.bank.uid}?view={view}" for view in ("timeline", "questions")]
    for address in [*addresses(app, world.own()), *views, "/banks?q=zebra"]:
        page.goto(address)
        where = page.url.removesuffix("#main").split("?next=")[0]
        if where not in seen:
            look_at(page)
        seen.add(where)
    assert len(hosts) == 1, hosts


def look_at(page):
    page.evaluate(OPEN_ALL)
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert_fits(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert_accessible(page)


@pytest.mark.parametrize("who", ["stranger", "guest", "owner", "instructor", "admin"])
def test_no_link_leads_to_something_that_is_not_there(app, make, world, who):
    make.bank("commons", visibility="public")
    browser = world.browser(who)
    start = list(addresses(app, world.own() if who == "owner" else {}))
    links, seen = [link for address in start for link in links_on(browser, address)], set()
    while links:
        path = links.pop().split("#")[0]
        if path.startswith("/") and path not in seen:
            seen.add(path)
            response = browser.send("get", path)
            assert response.status_code in {200, 302, 303}, f"{path}: {response.status}"
            links += links_of(response)
    assert len(seen) > 15


def links_on(browser, address):
    return links_of(browser.send("get", address))


def links_of(response):
    is_page = response.mimetype == "text/html" and response.status_code == 200
    return Page(response.text).links if is_page else []


def assert_fits(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} scrolls sideways: {width}"
