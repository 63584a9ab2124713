"""A real Chromium before a real server: a person opens pages, signed in or not."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

PHONE, DESKTOP = {"width": 390, "height": 664}, {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def chromium(launch_browser):
    chromium = launch_browser()
    yield chromium
    chromium.close()


@pytest.fixture
def visit(chromium, live):
    """Open a page of the live server, as a user if one is given; its console stays silent."""
    contexts, complaints = [], []

    def open_page(path, user=None, **options):
        # A passkey belongs to a name, never to a number.
        address = live.url.replace("127.0.0.1", "localhost")
        options = {"viewport": PHONE, "locale": "en", "reduced_motion": "reduce", **options}
        context = chromium.new_context(base_url=address, **options)
        contexts.append(context)
        if user:
            context.add_cookies([cookie_of(live.app, user)])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if is_ours(said) else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def is_ours(said) -> bool:
    """An error; but a network that a test took away, or an error page, is its own doing."""
    return said.type == "error" and not re.search(r"Failed to (load resource|fetch)", said.text)


def cookie_of(app, user) -> dict:
    who = {"guest_id": user.id} if user.is_guest else {"_user_id": user.fs_uniquifier}
    signer = app.session_interface.get_signing_serializer(app)
    return {
        "name": app.config["SESSION_COOKIE_NAME"],
        "value": signer.dumps({**who, "_fresh": True}),
        "domain": "localhost",
        "path": "/",
    }


def assert_accessible(page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
