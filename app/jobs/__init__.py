"""Work that does not fit into a request."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing is registered yet."""
