"""A real Chromium before a real server: how it is started, opened and looked at."""

import re
import threading
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from werkzeug.serving import make_server

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = {"width": 390, "height": 664}, {"width": 1280, "height": 800}


class Live:
    """A real server on a real SQLite file, which a test may stop and start again."""

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


@contextmanager
def visits(chromium, url):
    """Opens pages, each in a context of its own; their console must have stayed silent."""
    contexts, complaints = [], []

    def open_page(path, *, cookies=(), **options):
        options = {"viewport": PHONE, "locale": "en", **options}
        context = chromium.new_context(base_url=url, **options)
        contexts.append(context)
        context.add_cookies(list(cookies))
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
    doings = r"Failed to (load resource|fetch)|net::ERR"
    return said.type == "error" and not re.search(doings, said.text)


def assert_accessible(page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
