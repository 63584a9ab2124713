"""The blueprint of the feature, and what its views share."""

from flask import Blueprint, abort, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.reviews.rows import Learner, learner_of
from app.reviews.views.pages import study_page
from app.web.visitor import visitor

SEE_OTHER = 303

blueprint = Blueprint("reviews", __name__, template_folder="../templates")


def learner_here() -> Learner:
    """Whoever studies; the policy lets no stranger come here."""
    return learner_of(visitor().id or abort(404))


def say(words: str) -> None:
    """In the status line of the next page."""
    flash(words, "status")


def go_on(wanted: int | None = None) -> ResponseReturnValue:
    """On to the next card, or to the `wanted` one: in the same response where scripts can show
    it, else by way of its address."""
    address = url_for("reviews.study", card=wanted)
    if "HX-Request" not in request.headers:
        return redirect(address, SEE_OTHER)
    response = make_response(study_page(wanted))
    response.headers["HX-Replace-Url"] = address
    return response
