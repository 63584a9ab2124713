"""Who is asking: guests, members, roles, settings of a person."""

from flask import Flask

from app.accounts import commands, queries, security
from app.accounts.views import blueprint
from app.web import visitor


def init_app(app: Flask) -> None:
    security.init_app(app)
    app.register_blueprint(blueprint)
    app.cli.add_command(commands.users)
    app.add_template_global(queries.zone_question)
    visitor.load_by(queries.visitor_of_request)
