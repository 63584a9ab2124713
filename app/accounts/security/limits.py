"""How often one may try to get in: by the client, by the address tried, by the person half in."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter.util import get_remote_address
from flask_security import recovery_codes, views

from app.web.limits import limiter

BY_CLIENT = "30 per 5 minutes"
BY_ADDRESS = "10 per 15 minutes"
BY_PERSON = "10 per 15 minutes"
REGISTERING = "300 per hour"
ASKING = "5 per hour"
UNPROCESSABLE = 422


def init_app(app: Flask) -> None:
    app.view_functions.update(LIMITED)


def _address_tried() -> str:
    return f"{request.endpoint} {request.form.get('email', '').strip().lower()[:255]}"


def _person_half_in() -> str:
    return f"half in {session.get('tf_user_id') or get_remote_address()}"


def _person() -> str:
    return f"person {session.get('_user_id') or get_remote_address()}"


def _failed(response: Response) -> bool:
    """A class behind one address signs in together: only failures count."""
    return response.status_code == UNPROCESSABLE


def _limited(view: Callable[..., Any], *limits: tuple[str, Callable[[], str], bool]) -> Any:
    for rate, key, only_failures in limits:
        view = limiter.limit(
            rate, key_func=key, methods=["POST"], deduct_when=_failed if only_failures else None
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
