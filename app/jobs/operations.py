"""Put a job on its way; run it; find those whose worker died."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy import bindparam, event, select, update
from sqlalchemy.orm import Session

from app.db import db, writing
from app.jobs import kinds
from app.jobs.models import Job
from app.jobs.signals import hour_began

MOST_TRIES = 3
SILENCE = timedelta(minutes=2)
ENQUEUED = "enqueued jobs"
Clock = Callable[[], datetime]

log = structlog.get_logger()


def enqueue(kind: str, values: Mapping[str, Any], *, now: datetime) -> int:
    """The id of a new job. The worker is told once the request has committed."""
    kinds.work_of(kind)
    job = Job(kind=kind, values=dict(values), created_at=now)
    db.session.add(job)
    db.session.flush()
    db.session().info.setdefault(ENQUEUED, []).append(job.id)
    return job.id


def run(job_id: int, clock: Clock) -> None:
    """Run the job unless another worker has it. What it wrote and that it is done commit as one."""
    if not _claim(job_id, clock()):
        return
    writing()
    job = db.session.get_one(Job, job_id)
    try:
        result = kinds.work_of(job.kind)(job.values, partial(_beat, job, clock))
    except Exception as error:
        db.session.rollback()
        _fail(job_id, error)
    else:
        # What it was about is not kept: a mail names a person and may hold a reset link.
        job.state, job.result, job.progress, job.values = "done", result, "", {}
        db.session.commit()


def wake_forgotten(now: datetime) -> list[int]:
    """Tell the worker of jobs nobody works on: waiting, or running without a sign of life."""
    forgotten = list(db.session.scalars(_FORGOTTEN, {"silent_since": now - SILENCE}))
    for job_id in forgotten:
        _wake(job_id)
    db.session.rollback()
    return forgotten


@event.listens_for(db.session, "after_commit")
def _wake_enqueued(session: Session) -> None:
    for job_id in session.info.pop(ENQUEUED, ()):
        _wake(job_id)


@event.listens_for(db.session, "after_rollback")
def _forget_enqueued(session: Session) -> None:
    session.info.pop(ENQUEUED, None)


def tell_the_hour(app: Flask, now: datetime) -> None:
    """Let the features enqueue what they do from time to time."""
    writing()
    hour_began.send(app, now=now)
    db.session.commit()


def _wake(job_id: int) -> None:
    current_app.extensions["wake_job"](job_id)


def _is_free(silent_since: Any) -> Any:
    running_silently = (Job.state == "running") & (Job.heartbeat_at < silent_since)
    return (Job.state == "waiting") | running_silently


_FORGOTTEN = select(Job.id).where(_is_free(bindparam("silent_since", type_=Job.heartbeat_at.type)))


def _claim(job_id: int, now: datetime) -> bool:
    writing()
    claimed = db.session.execute(
        update(Job)
        .where(Job.id == job_id, _is_free(now - SILENCE))
        .values(state="running", heartbeat_at=now, tries=Job.tries + 1)
    )
    db.session.commit()
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def _beat(job: Job, clock: Clock, progress: str) -> None:
    job.heartbeat_at, job.progress = clock(), progress
    db.session.commit()
    writing()


def _fail(job_id: int, error: Exception) -> None:
    """Try again later, a few times: what failed may have been the network."""
    log.exception("job failed", job=job_id)
    writing()
    job = db.session.get_one(Job, job_id)
    job.state = "waiting" if job.tries < MOST_TRIES else "failed"
    job.error = f"{type(error).__name__}: {error}"
    db.session.commit()
