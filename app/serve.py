"""`flask run`: bring the default database up to date, start the worker, serve."""

import fcntl
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import flask_migrate
import waitress
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.banks.shipped import apply_shipped
from app.db import db
from app.settings import Settings
from app.web import clock


@click.command()
@click.option("--host", help="Address to listen on; FACTDECK_HOST unless given.")
@click.option("--port", type=int, help="Port to listen on; FACTDECK_PORT unless given.")
@with_appcontext
def run(host: str | None, port: int | None) -> None:
    """Serve Factdeck. On the default SQLite nothing else is needed."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    given: Settings = app.config["FACTDECK"]
    if not given.database_url:
        prepare(app)
        start_worker()
    # That requests wait for a free thread is no news under load.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    address = (host or given.host, port or int(given.port))
    click.echo(f"Factdeck is at http://{address[0]}:{address[1]}/")
    waitress.serve(
        app,
        host=address[0],
        port=address[1],
        threads=int(given.threads),
        ident=None,
        clear_untrusted_proxy_headers=given.proxies == "0",
    )


def prepare(app: Flask) -> None:
    """Migrate and apply the shipped bank, once, however many servers start together."""
    with _lock(Path(app.instance_path)):
        flask_migrate.upgrade()
        apply_shipped(clock.now())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def start_worker() -> None:
    """One worker beside the server; it stops when the pipe to us does."""
    subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", "worker", "--until-stdin-ends"],
        stdin=subprocess.PIPE,
        env=os.environ.copy(),
    )


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "factdeck.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
