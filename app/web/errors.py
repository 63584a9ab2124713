"""Errors a person can meet, turned into pages in one place."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Filled in below."""
