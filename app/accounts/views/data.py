"""One's own data: taken along, or deleted."""

import json

from flask import Response, redirect, session
from flask.typing import ResponseReturnValue
from flask_security import logout_user

from app.accounts import operations, personal, queries
from app.accounts.forms import DeletionForm
from app.accounts.views.blueprint import SEE_OTHER, blueprint, fresh, page, say
from app.web import clock
from app.web.translate import gettext


@blueprint.get("/settings/data")
def data() -> ResponseReturnValue:
    return page("data", answers=queries.answers_of(queries.known_id()))


@blueprint.get("/settings/data/factdeck.json")
def download() -> Response:
    rows = personal.everything_of(queries.known_id())
    written = {"exported_at": clock.now().isoformat(timespec="seconds"), **rows}
    response = Response(json.dumps(written, ensure_ascii=False, indent=1), 200)
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = "attachment; filename=factdeck.json"
    return response


@blueprint.route("/settings/data/deletion", methods=["GET", "POST"])
@fresh
def delete_account() -> ResponseReturnValue:
    form, user = DeletionForm(), queries.signed_in()
    if not form.validate_on_submit():
        return page("delete_account", form, user=user, answers=queries.answers_of(user.id))
    user_id = user.id
    logout_user()
    operations.delete_account(user_id)
    session.clear()
    say(gettext("Your account is deleted."))
    return redirect("/", SEE_OTHER)
