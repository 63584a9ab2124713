"""Who is asking: guests, members, roles, settings of a person."""

from flask import Flask

from app.accounts import queries
from app.web import visitor


def init_app(_app: Flask) -> None:
    visitor.load_by(queries.visitor_of_request)
