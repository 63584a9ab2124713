"""Quizzes: attempts, responses, grades."""

from flask import Flask

from app.quizzes import listeners
from app.quizzes.views import blueprint

__all__ = ["init_app", "listeners"]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
