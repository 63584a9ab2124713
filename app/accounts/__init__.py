"""Who is asking: guests, members, roles, settings of a person."""

from flask import Flask, current_app

from app.accounts import commands, mail, queries, security
from app.accounts.views import blueprint
from app.web import visitor


def init_app(app: Flask) -> None:
    security.init_app(app)
    app.register_blueprint(blueprint)
    app.cli.add_command(commands.users)
    for read in (queries.zone_question, queries.answers_of_guest, queries.signed_in, contact):
        app.add_template_global(read)
    app.add_template_global(mail.sends_mail)
    visitor.load_by(queries.visitor_of_request)


def contact() -> str:
    """Who helps when someone is locked out, if the person who runs this server says so."""
    return str(current_app.config["FACTDECK"].contact)
