"""The blueprint of the feature, and what its views share."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import auth_required

from app.web.forms import AppForm

SEE_OTHER, UNPROCESSABLE = 303, 422

blueprint = Blueprint("accounts", __name__, template_folder="../templates")


def page(template: str, form: AppForm | None = None, **context: Any) -> ResponseReturnValue:
    """The page; with what is to be mended it is a 422."""
    status = UNPROCESSABLE if form is not None and form.errors else 200
    return render_template(f"accounts/{template}.html", form=form, **context), status


def say(words: str) -> None:
    """In the status line of the next page."""
    flash(words, "status")


def done(words: str, endpoint: str) -> ResponseReturnValue:
    say(words)
    return redirect(url_for(endpoint), SEE_OTHER)


def _setting(name: str) -> Callable[[], timedelta]:
    def read() -> timedelta:
        length: timedelta = current_app.config[name]
        return length

    return read


# For what could lock the owner out: whoever has not just signed in confirms that it is them.
fresh = auth_required(
    "session",
    within=_setting("SECURITY_FRESHNESS"),
    grace=_setting("SECURITY_FRESHNESS_GRACE_PERIOD"),
)
