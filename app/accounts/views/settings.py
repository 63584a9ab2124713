"""Settings: the list of pages, and those that change one thing."""

from flask import redirect, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import UnprocessableEntity

from app.accounts import operations, queries, time_zones
from app.accounts.forms import USE, KeysForm, LookForm, ZoneForm
from app.accounts.views.blueprint import SEE_OTHER, blueprint, done, page, say
from app.web.translate import gettext
from app.web.visitor import visitor


@blueprint.get("/settings")
def settings() -> ResponseReturnValue:
    return page("settings", waiting=queries.histories_waiting())


@blueprint.route("/settings/look", methods=["GET", "POST"])
def look() -> ResponseReturnValue:
    form = LookForm(obj=visitor())
    if not form.validate_on_submit():
        return page("look", form)
    changed = {"theme": form.theme.data, "locale": form.locale.data}
    operations.change_settings(queries.known_id(), **changed)
    return done(gettext("Saved."), "accounts.look")


@blueprint.route("/settings/keys", methods=["GET", "POST"])
def keys() -> ResponseReturnValue:
    form = KeysForm(obj=visitor())
    if not form.validate_on_submit():
        return page("keys", form)
    operations.change_settings(queries.known_id(), shortcuts=form.shortcuts.data)
    return done(gettext("Saved."), "accounts.keys")


@blueprint.post("/settings/time-zone")
def answer_time_zone() -> ResponseReturnValue:
    """The day follows the device's zone, or nobody asks again until the device moves on."""
    form = ZoneForm()
    if not form.validate_on_submit():
        raise UnprocessableEntity
    zone = form.time_zone.data
    if form.answer.data == USE:
        operations.change_settings(queries.known_id(), time_zone=zone)
        say(day_starts())
    else:
        operations.change_settings(queries.known_id(), declined_time_zone=zone)
    session.pop(queries.DEVICE_ZONE, None)
    return redirect(form.next.data or "/", SEE_OTHER)


def day_starts() -> str:
    """What a changed zone or hour does, said once it is saved."""
    return gettext(
        "Your day now starts at %(time)s in %(city)s. Nothing becomes due twice.",
        time=f"{visitor().rollover_hour:02}:00",
        city=time_zones.city(visitor().time_zone),
    )
