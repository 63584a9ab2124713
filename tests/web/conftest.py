"""The style guide as a client, and on a real server in a real Chromium."""

import re
import threading

import pytest
from werkzeug.serving import make_server

from tests.web.guide import create_guide


@pytest.fixture(scope="session")
def guide():
    return create_guide()


@pytest.fixture
def client(guide):
    return guide.test_client()


class GuideServer:
    """Serves the guide; a test may stop it and start it again at the same address."""

    def __init__(self, app) -> None:
        self.app, self.port = app, 0
        self.start()

    def start(self) -> None:
        self.server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def server(guide):
    server = GuideServer(guide)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium(launch_browser):
    chromium = launch_browser()
    yield chromium
    chromium.close()


@pytest.fixture
def visit(chromium, server):
    """Opens a page of the guide; a test fails if the browser's console complains."""
    complaints: list[str] = []
    contexts = []

    def visit(path, *, width=1280, height=800, **options):
        context = chromium.new_context(
            base_url=server.url, viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text) if said.type == "error" and is_ours(said) else None
            ),
        )
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


def is_ours(said) -> bool:
    """A network that a test took away is its own doing."""
    return not re.search(r"Failed to (load resource|fetch)|net::ERR", said.text)
