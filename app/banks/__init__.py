"""Banks: facts, questions, releases, reports."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing is registered yet."""
