"""Banks: facts, questions, releases, reports."""

from flask import Flask

from app.banks import commands, listeners

__all__ = ["init_app", "listeners"]


def init_app(app: Flask) -> None:
    app.cli.add_command(commands.bank)
    app.cli.add_command(commands.question)
