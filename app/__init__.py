"""Factdeck turns an article into what people remember."""

from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import accounts, banks, db, jobs, policy, progress, quizzes, reviews, settings, web

FEATURES = (jobs, accounts, banks, quizzes, reviews, progress)


def create_app(given: settings.Settings | None = None, **config: Any) -> Flask:
    """The app by its settings (the environment's, unless given). Touches no database."""
    chosen = given or settings.read()
    app = Flask(
        __name__,
        instance_path=settings.instance_folder(chosen),
        template_folder="web/templates",
        static_folder="web/static",
    )
    app.config.from_mapping(settings.flask_config(chosen))
    app.config.from_mapping(config)
    settings.refuse_unsafe(app.config)
    _trust_proxies(app, int(chosen.proxies))
    db.init_app(app)
    web.init_app(app)
    for feature in FEATURES:
        feature.init_app(app)
    policy.init_app(app)
    return app


def _trust_proxies(app: Flask, count: int) -> None:
    """Believe that many proxies about who asks, and how; none means believe nobody."""
    if count:
        proxied = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # as Flask documents it
