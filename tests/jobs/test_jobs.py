"""Jobs run once, survive a dead worker, and say what went wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.db import db
from app.jobs import kinds, operations
from app.jobs.models import Job

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def woken(app, monkeypatch):
    """The jobs the worker was told of, instead of a queue in a file."""
    told = []
    monkeypatch.setitem(app.extensions, "wake_job", told.append)
    return told


@pytest.fixture
def add_role(monkeypatch):
    def work(values, beat):
        db.session.add(Role(name=values["name"]))
        db.session.flush()
        if values.get("breaks"):
            raise RuntimeError("the disk is full")
        beat("half done")
        return {"added": 1}

    monkeypatch.setitem(kinds._KINDS, "add_role", work)


def enqueue(**values):
    job_id = operations.enqueue("add_role", values, now=NOW)
    db.session.commit()
    return job_id


def run(job_id, at=NOW):
    operations.run(job_id, lambda: at)
    job = db.session.get(Job, job_id)
    db.session.expunge(job)
    db.session.commit()
    return job


def roles():
    return db.session.scalars(select(Role.name)).all()


def test_the_worker_hears_of_a_job_only_when_it_is_committed(app, add_role, woken):
    operations.enqueue("add_role", {"name": "a"}, now=NOW)
    assert woken == []
    db.session.commit()
    assert len(woken) == 1


def test_a_job_that_was_rolled_back_is_never_heard_of(app, add_role, woken):
    operations.enqueue("add_role", {"name": "a"}, now=NOW)
    db.session.rollback()
    enqueue(name="b")
    assert len(woken) == 1


def test_a_job_runs_once_however_often_it_is_woken(app, add_role):
    job_id = enqueue(name="a")
    run(job_id)
    job = run(job_id)
    assert (job.state, job.result, job.tries, roles()) == ("done", {"added": 1}, 1, ["a"])


def test_a_job_that_breaks_leaves_nothing_and_fails_after_three_tries(app, add_role):
    job_id = enqueue(name="a", breaks=True)
    states = [run(job_id).state for _ in range(4)]
    job = db.session.get(Job, job_id)
    assert states == ["waiting", "waiting", "failed", "failed"]
    assert (roles(), job.error) == ([], "RuntimeError: the disk is full")


def test_a_job_whose_worker_died_is_run_again_after_a_silence(app, add_role, woken):
    job_id = enqueue(name="a")
    assert operations._claim(job_id, NOW)
    woken.clear()
    assert operations.wake_forgotten(NOW + timedelta(minutes=1)) == []
    assert operations.wake_forgotten(NOW + timedelta(minutes=3)) == [job_id]
    assert run(job_id, NOW + timedelta(minutes=3)).state == "done"


def test_a_job_of_an_unknown_kind_is_refused_at_once(app):
    with pytest.raises(KeyError):
        operations.enqueue("fly", {}, now=NOW)
