"""The pages about Factdeck itself, and the answer a load balancer asks for."""

from functools import lru_cache

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.db import db, migrate
from app.web import passphrases
from app.web.translate import lazy_gettext

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
# What the pages and the server are made of: name, licence, purpose.
WORKS = (
    ("Flask, Jinja, Werkzeug", "BSD-3-Clause", lazy_gettext("the web")),
    ("SQLAlchemy, Alembic", "MIT", lazy_gettext("the database")),
    (
        "Flask-Security, Flask-WTF, WTForms, Flask-Limiter",
        "MIT, BSD",
        lazy_gettext("sign-in, forms, limits"),
    ),
    ("Babel, Flask-Babel", "BSD-3-Clause", lazy_gettext("languages and dates")),
    ("pydantic", "MIT", lazy_gettext("the definition of a question")),
    ("fsrs-rs", "BSD-3-Clause", lazy_gettext("the model of forgetting")),
    ("RapidFuzz", "MIT", lazy_gettext("forgiving slips of the hand")),
    ("Segno", "BSD-3-Clause", lazy_gettext("the picture of a second factor")),
    ("huey", "MIT", lazy_gettext("work in the background")),
    ("structlog, waitress", "MIT, ZPL-2.1", lazy_gettext("log lines, the server")),
    ("htmx", "0BSD", lazy_gettext("the next card without a new page")),
    ("idb", "ISC", lazy_gettext("unsent answers, kept on the device")),
)

blueprint = Blueprint("web", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)


@blueprint.get("/about")
def about() -> str:
    return render_template("web/about.html")


@blueprint.get("/sources")
def sources() -> str:
    return render_template("web/sources.html", works=WORKS)


@blueprint.get("/accessibility")
def accessibility() -> str:
    settings = current_app.config.get("FACTDECK")
    return render_template("web/accessibility.html", contact=getattr(settings, "contact", ""))


@blueprint.get("/passphrase")
def passphrase() -> ResponseReturnValue:
    """A passphrase to take or leave, for the button "Suggest one". Nobody keeps it."""
    return passphrases.suggest(), 200, {**TEXT, "Cache-Control": "no-store"}


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Healthy means: the database answers, and its tables are those this code expects."""
    return ("ok\n", 200, TEXT) if _is_ready() else ("not ready\n", 503, TEXT)


def _is_ready() -> bool:
    try:
        with db.engine.connect() as connection:
            return set(MigrationContext.configure(connection).get_current_heads()) == _heads()
    except SQLAlchemyError:
        return False


@lru_cache(maxsize=1)
def _heads() -> set[str]:
    return set(ScriptDirectory(migrate.directory).get_heads())
