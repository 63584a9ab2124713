"""Quizzes: attempts, responses, grades."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing is registered yet."""
