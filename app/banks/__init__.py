"""Banks: facts, questions, releases, reports."""

from flask import Flask

from app.banks import commands, listeners, queries, words
from app.banks.views import blueprint

__all__ = ["init_app", "listeners"]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.add_template_filter(queries.prompt_of)
    app.add_template_filter(words.type_words)
    app.add_template_filter(words.reason_words)
    app.add_template_filter(words.state_words)
    app.cli.add_command(commands.bank)
    app.cli.add_command(commands.question)
