"""Banks: facts, questions, releases, reports."""

from flask import Flask

from app.banks import commands, editor, listeners, queries, views, words
from app.banks.views.blueprint import blueprint

__all__ = ["init_app", "listeners", "views"]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.add_template_filter(queries.prompt_of)
    app.add_template_filter(words.type_words)
    app.add_template_filter(editor.words.skill_words)
    app.add_template_filter(editor.words.decision_words)
    app.add_template_filter(editor.words.entity_kind_words)
    app.add_template_filter(editor.ids.prefixed)
    app.jinja_env.globals["entity_kinds"] = editor.words.ENTITY_KINDS
    app.add_template_filter(words.reason_words)
    app.add_template_filter(words.state_words)
    app.cli.add_command(commands.bank)
    app.cli.add_command(commands.question)
