"""`flask worker`: runs jobs, one at a time."""

import os
import signal
import sys
import threading

import click
from flask import current_app
from flask.cli import with_appcontext

from app.jobs import operations, queue
from app.web import clock


@click.command()
@click.option("--until-stdin-ends", is_flag=True, help="Stop when the parent process has gone.")
@with_appcontext
def worker(until_stdin_ends: bool) -> None:
    """Run jobs until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if until_stdin_ends:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    queue.run_job(app)
    queue.wake_forgotten(app)
    queue.tell_the_hour(app)
    operations.wake_forgotten(clock.now())
    queue.queue_of(app).create_consumer(workers=1).run()


def _stop_with_parent() -> None:
    """The pipe on standard input ends however the parent ends, even by kill -9."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
