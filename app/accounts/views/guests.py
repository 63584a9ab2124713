"""What becomes of a guest: added to an account, left out, or removed from the device."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import operations, queries
from app.accounts.forms import JOIN, HistoriesForm
from app.accounts.views.blueprint import SEE_OTHER, blueprint, page, say
from app.web.translate import gettext


@blueprint.route("/histories", methods=["GET", "POST"])
def histories() -> ResponseReturnValue:
    """Two histories: asked once after signing in on a device that holds a guest's answers."""
    form, waiting = HistoriesForm(), queries.histories_waiting()
    if waiting is None:
        return redirect(form.next.data or "/", SEE_OTHER)
    if not form.validate_on_submit():
        return page("histories", form, waiting=waiting)
    if form.choice.data == JOIN:
        operations.claim_guest(waiting.guest_id, queries.known_id())
        say(gettext("Your answers are together now."))
    else:
        operations.remove_guest(waiting.guest_id)
        say(gettext("This device’s answers are left out."))
    return redirect(form.next.data or "/", SEE_OTHER)


@blueprint.route("/guest/removal", methods=["GET", "POST"])
def remove_guest() -> ResponseReturnValue:
    guest = queries.guest_of_browser()
    if guest is None:
        return redirect(url_for("accounts.settings"), SEE_OTHER)
    if request.method != "POST":
        return page("remove_guest", answers=queries.answers_of(guest.id))
    operations.remove_guest(guest.id)
    say(gettext("The guest is removed from this device."))
    return redirect("/", SEE_OTHER)
