"""Where a learner stands: home and progress."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing is registered yet."""
