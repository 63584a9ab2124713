"""Who is asking: guests, members, roles, settings of a person."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing is registered yet."""
