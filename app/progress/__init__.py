"""Where a learner stands: home and progress."""

from flask import Flask

from app.progress import presenting
from app.progress.views import blueprint


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.add_template_filter(presenting.bank_shares)
