"""What happens around Flask-Security's views: their pages, and where signing in leads."""

from typing import Any

from flask import Flask, Response, g, redirect, render_template, request, session, url_for
from flask_security import UserMixin, user_authenticated
from wtforms.form import BaseForm

from app.accounts import operations, queries
from app.accounts.security.config import FORGOTTEN_PAGE
from app.web.visitor import forget

FOUND, SEE_OTHER, UNPROCESSABLE = 302, 303, 422
# Signed in by this, it is the person who was here before, not one who comes with another account.
SAME_PERSON = frozenset({"register", "change"})


def init_app(app: Flask) -> None:
    user_authenticated.connect(_signed_in, app)
    app.after_request(_lead_on)


def render(template: str, **context: Any) -> Any:
    """Flask-Security's pages by our rules: what must be mended is a 422, what is done a 303."""
    forms = [value for value in context.values() if isinstance(value, BaseForm)]
    wrong = next((form for form in forms if form.errors), None)
    if template == FORGOTTEN_PAGE and request.method == "POST" and wrong is None:
        return redirect(url_for("security.forgot_password"), SEE_OTHER)
    if wrong is not None:
        # It says once for each field that address and passphrase do not match.
        wrong.form_errors = list(dict.fromkeys(wrong.form_errors))
    page = render_template(template, form=wrong or next(iter(forms), None), **context)
    return (page, UNPROCESSABLE) if wrong is not None else page


def _signed_in(_app: Flask, user: UserMixin, authn_via: list[str] | None, **_more: Any) -> None:
    """The session stays, as a guest's does; a guest's history waits for a decision."""
    session.permanent = True
    # Whoever knew the secret behind a stranger's forms must not know the one behind a member's.
    session.pop("csrf_token", None)
    forget()
    g.makes_passkey = request.form.get("instead") == "passkey"
    guest = queries.guest_of_browser()
    if guest is None or SAME_PERSON.intersection(authn_via or ()):
        return
    if queries.answers_of(guest.id):
        g.two_histories = True
    else:
        operations.claim_guest(guest.id, user.id)


def _lead_on(response: Response) -> Response:
    """After a POST a redirect is a 303; after signing in it may lead by “Two histories”."""
    if request.blueprint != "security" or response.status_code != FOUND:
        return response
    if request.method == "POST":
        response.status_code = SEE_OTHER
    if g.pop("two_histories", False):
        response.location = url_for("accounts.histories", next=response.location)
    elif g.pop("makes_passkey", False):
        response.location = url_for("security.wan_register")
    return response
