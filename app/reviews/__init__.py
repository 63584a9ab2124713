"""Study: cards, the review log, what is due."""

from flask import Flask

from app.banks.queries import OWN_STATE
from app.banks.queries.learning import KNOWLEDGE, LEARNERS
from app.reviews import commands, listeners, pools, queries
from app.reviews.queries import knowing
from app.reviews.views.blueprint import blueprint
from app.web import clock

__all__ = ["init_app", "listeners", "pools"]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.cli.add_command(commands.check)
    app.cli.add_command(commands.memory)
    KNOWLEDGE[:] = [knowing.knowledge_of]
    LEARNERS[:] = [knowing.learners_of]
    OWN_STATE[:] = [lambda learner_id, ids: queries.own_states(learner_id, ids, clock.now())]
