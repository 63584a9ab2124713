"""Study: cards, the review log, what is due."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing is registered yet."""
