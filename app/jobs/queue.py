"""The queue that wakes the worker: a file beside the database, or Redis when there are many."""

from functools import cache
from pathlib import Path

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.api import TaskWrapper

from app.jobs import operations
from app.web import clock


def init_app(app: Flask) -> None:
    app.extensions["wake_job"] = lambda job_id: run_job(app)(job_id)  # noqa: PLW0108  # opens late


@cache
def queue_of(app: Flask) -> Huey:
    """Opened when first needed: `create_app` touches no file."""
    address = app.config["FACTDECK"].jobs_url
    if address:
        return RedisHuey("factdeck", url=address, results=False)
    path = Path(app.instance_path) / "jobs.db"
    return SqliteHuey("factdeck", filename=str(path), results=False)


@cache
def run_job(app: Flask) -> TaskWrapper:
    def work(job_id: int) -> None:
        with app.app_context():
            operations.run(job_id, clock.now)

    return queue_of(app).task(name="run_job")(work)


@cache
def tell_the_hour(app: Flask) -> TaskWrapper:
    def tell() -> None:
        with app.app_context():
            operations.tell_the_hour(app, clock.now())

    return queue_of(app).periodic_task(crontab(minute="17"), name="tell_the_hour")(tell)


@cache
def wake_forgotten(app: Flask) -> TaskWrapper:
    def look() -> None:
        with app.app_context():
            operations.wake_forgotten(clock.now())

    return queue_of(app).periodic_task(crontab(minute="*"), name="wake_forgotten")(look)
