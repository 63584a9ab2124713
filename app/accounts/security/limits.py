"""How often one may try to get in: by the client, by the address tried, by the person half in."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, current_app, request, session
from flask_limiter.util import get_remote_address
from flask_security import MailUtil, recovery_codes, views
from flask_security.mail_util import EmailValidateException

from app.accounts.forms import LONGEST_ADDRESS
from app.web.limits import is_refused, limiter

BY_CLIENT = "30 per 5 minutes"
BY_ADDRESS = "10 per 15 minutes"
BY_PERSON = "10 per 15 minutes"
REGISTERING = "300 per hour"
ASKING = "5 per hour"


def init_app(app: Flask) -> None:
    app.view_functions.update(LIMITED)


def _address_tried() -> str:
    """By the spelling the database knows: ways to write one address are without number."""
    typed = request.form.get("email", "")
    mail: MailUtil = current_app.extensions["security"].mail_util
    try:
        address = mail.normalize(typed)
    except EmailValidateException:
        address = typed.strip().lower()[:LONGEST_ADDRESS]
    return f"{request.endpoint} {address}"


def _person_half_in() -> str:
    return f"half in {session.get('tf_user_id') or get_remote_address()}"


def _person() -> str:
    return f"person {session.get('_user_id') or get_remote_address()}"


def _limited(view: Callable[..., Any], *limits: tuple[str, Callable[[], str], bool]) -> Any:
    for rate, key, only_failures in limits:
        view = limiter.limit(
            rate, key_func=key, methods=["POST"], deduct_when=is_refused if only_failures else None
        )(view)
    return view


# Made once: the limiter counts what is decorated twice twice.
LIMITED: Mapping[str, Any] = {
    "security.login": _limited(
        views.login, (BY_CLIENT, get_remote_address, True), (BY_ADDRESS, _address_tried, True)
    ),
    "security.register": _limited(
        views.register,
        (BY_CLIENT, get_remote_address, True),
        (REGISTERING, get_remote_address, False),
    ),
    "security.forgot_password": _limited(
        views.forgot_password,
        (BY_CLIENT, get_remote_address, False),
        (ASKING, _address_tried, False),
    ),
    "security.reset_password": _limited(
        views.reset_password, (BY_CLIENT, get_remote_address, True)
    ),
    "security.change_password": _limited(views.change_password, (BY_PERSON, _person, True)),
    "security.verify": _limited(views.verify, (BY_PERSON, _person, True)),
    "security.two_factor_token_validation": _limited(
        views.two_factor_token_validation, (BY_PERSON, _person_half_in, True)
    ),
    "security.mf_recovery": _limited(
        recovery_codes.mf_recovery, (BY_PERSON, _person_half_in, True)
    ),
}
