"""How one studies: the page of settings, and the cards set aside."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts import operations as accounts
from app.accounts import time_zones
from app.reviews import operations, queries
from app.reviews.forms import StudyForm
from app.reviews.views.blueprint import SEE_OTHER, blueprint, learner_here, say
from app.web import clock
from app.web.keys import new_key
from app.web.translate import gettext
from app.web.visitor import Visitor, visitor


@blueprint.get("/settings/study")
def settings() -> ResponseReturnValue:
    return _page(_form())


@blueprint.post("/settings/study")
def save_settings() -> ResponseReturnValue:
    form, person = _form(), visitor()
    if not form.validate():
        return _page(form), 422
    learner = learner_here()
    operations.change_preset(learner.id, **form.of_preset(), is_chosen=True)
    accounts.change_settings(learner.id, **form.of_person())
    say(_saved(person, visitor()))
    return redirect(url_for(".settings"), SEE_OTHER)


@blueprint.get("/settings/study/suspended")
def suspended() -> str:
    now = clock.now()
    cards = [(card, new_key(now)) for card in queries.suspended(learner_here().id)]
    return render_template("reviews/suspended.html", cards=cards)


def _form() -> StudyForm:
    return StudyForm(visitor(), learner_here().preset)


def _page(form: StudyForm) -> str:
    more = ("reviews_per_day", "learning_steps", "relearning_steps", "desired_retention")
    return render_template(
        "reviews/settings.html", form=form, more_is_open=any(name in form.errors for name in more)
    )


def _saved(before: Visitor, now: Visitor) -> str:
    """What a changed zone or hour does is said once it is saved."""
    if (before.time_zone, before.rollover_hour) == (now.time_zone, now.rollover_hour):
        return gettext("Saved.")
    return gettext(
        "Your day now starts at %(time)s in %(city)s. Nothing becomes due twice.",
        time=f"{now.rollover_hour:02}:00",
        city=time_zones.city(now.time_zone),
    )
