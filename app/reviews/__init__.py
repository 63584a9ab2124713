"""Study: cards, the review log, what is due."""

from flask import Flask

from app.banks.queries import OWN_STATE
from app.reviews import commands, listeners, pools, queries
from app.reviews.views.blueprint import blueprint
from app.web import clock

__all__ = ["init_app", "listeners", "pools"]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.cli.add_command(commands.check)
    app.cli.add_command(commands.memory)
    OWN_STATE[:] = [lambda learner_id, ids: queries.own_states(learner_id, ids, clock.now())]
