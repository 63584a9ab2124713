"""Home, which is different for everyone, and what came of studying."""

from flask import Blueprint, render_template

from app.progress import presenting, queries
from app.reviews.presenting import first_card_page
from app.web import clock
from app.web.visitor import visitor

blueprint = Blueprint("progress", __name__, template_folder="templates")


@blueprint.get("/")
def home() -> str:
    """A stranger meets a card they can answer at once, everyone else what is due."""
    person, now = visitor(), clock.now()
    if person.is_stranger:
        return render_template("progress/stranger.html", page=first_card_page(now))
    found = queries.home_of(person, now)
    return render_template("progress/home.html", home=found, lead=presenting.lead(found.front))


@blueprint.get("/progress")
def show() -> str:
    person = visitor()
    found = None if person.is_stranger else queries.progress_of(person, clock.now())
    if found is None or found.is_empty:
        return render_template("progress/empty.html")
    return render_template("progress/show.html", **presenting.drawn(found))
