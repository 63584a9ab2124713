"""The queue that wakes the worker: a file beside the database, or Redis when there are many."""

from pathlib import Path

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab

from app.jobs import operations
from app.web import clock


def init_app(app: Flask) -> None:
    huey = _huey(app)

    @huey.task(name="run_job")
    def run_job(job_id: int) -> None:
        with app.app_context():
            operations.run(job_id, clock.now)

    @huey.periodic_task(crontab(minute="*"), name="wake_forgotten")
    def wake_forgotten() -> None:
        with app.app_context():
            operations.wake_forgotten(clock.now())

    app.extensions["huey"] = huey
    app.extensions["run_job"] = run_job


def _huey(app: Flask) -> Huey:
        address = app.config["FACTDECK"].jobs_url
    if address:
        return RedisHuey("factdeck", url=address, results=False)
    return SqliteHuey("factdeck", filename=str(Path(app.instance_path) / "jobs.db"), results=False)
