"""How often one may try. A feature decorates its view: `@limiter.limit("10 per 15 minutes")`."""

from flask import Flask, Response, current_app, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

UNPROCESSABLE = 422


def who_tries() -> str:
    """The person of this browser if one is known, else its address. Asks no database."""
    known = session.get("_user_id") or session.get("guest")
    return f"person {known}" if known else f"address {get_remote_address()}"


def is_refused(response: Response) -> bool:
    """For `deduct_when`: only what must be mended counts, so that a class may act together."""
    return response.status_code == UNPROCESSABLE


limiter = Limiter(key_func=who_tries, strategy="fixed-window", headers_enabled=False)


def init_app(app: Flask) -> None:
    if app.config.setdefault("RATELIMIT_ENABLED", True):
        limiter.init_app(app)
        # Every limit is of one view, which checks it itself: the other views need no check.
        app.before_request_funcs[None].remove(limiter._check_request_limit)


@limiter.request_filter
def is_unlimited() -> bool:
    """One limiter serves every app of a process, as in the tests; each app says if it limits."""
    return not current_app.config["RATELIMIT_ENABLED"]
