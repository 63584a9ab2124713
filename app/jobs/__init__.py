"""Work that does not fit into a request."""

from flask import Flask

from app.jobs import commands, queue


def init_app(app: Flask) -> None:
    queue.init_app(app)
    app.cli.add_command(commands.worker)
