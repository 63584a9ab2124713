"""Errors a person can meet, turned into pages in one place: what happened, what was kept, what now.

Whoever asks for JSON gets the same as application/problem+json. Features raise `ChangedMeanwhile`
with both versions; everything else comes as an HTTP error or as an exception nobody foresaw.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, current_app, g, json, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    RequestEntityTooLarge,
    SecurityError,
)

from app.db import db
from app.web import clock
from app.web.limits import limiter
from app.web.redirects import own_page
from app.web.translate import gettext as _
from app.web.visitor import STRANGER
from app.web.words import interval

MEGABYTE = 1024 * 1024
RETRY_S = 10
LONG_TEXT = 60
# No letters or figures that are mistaken for one another when read out.
REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
DATABASE_IS_AWAY = (OperationalError, InterfaceError)

log = structlog.get_logger(__name__)


class ChangedMeanwhile(Exception):  # named for what happened, as a person reads it
    """Someone saved another version while this one was being written.

    `lines` are (what, mine, theirs) in words; `version` is theirs, so that the same form sent
    again with it overwrites; `url` shows theirs.
    """

    def __init__(
        self,
        lines: Sequence[tuple[str, str, str]],
        *,
        version: str,
        url: str,
        field: str = "version",
    ) -> None:
        super().__init__(url)
        self.lines, self.version, self.url, self.field = tuple(lines), version, url, field


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form held, to be sent again: hidden fields, texts in sight, secrets asked anew."""

    action: str
    hidden: Sequence[tuple[str, str]]
    texts: Sequence[tuple[str, str]]
    secrets: Sequence[str]


def init_app(app: Flask) -> None:
    app.register_error_handler(ChangedMeanwhile, changed_meanwhile)
    app.register_error_handler(StaleDataError, changed_meanwhile)
    app.register_error_handler(IntegrityError, promised_elsewhere)
    app.register_error_handler(CSRFError, form_expired)
    app.register_error_handler(RateLimitExceeded, too_many_tries)
    app.register_error_handler(RequestEntityTooLarge, too_large)
    app.register_error_handler(InternalServerError, broken)
    for away in DATABASE_IS_AWAY:
        app.register_error_handler(away, database_away)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(SecurityError, wrong_host)


def refused(error: HTTPException) -> ResponseReturnValue:
    """403 and 404 have a page of their own; all others share one."""
    if error.response is not None:
        return error.get_response()
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    known = status in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    return _answer(f"errors/{status}.html" if known else "errors/other.html", status)


def wrong_host(_error: SecurityError) -> ResponseReturnValue:
    """No page: without a host of ours there are no addresses to put into one."""
    text = _("This server answers at another address.")
    return Response(f"{text}\n", HTTPStatus.BAD_REQUEST, mimetype="text/plain")


def promised_elsewhere(error: IntegrityError) -> ResponseReturnValue:
    """Two requests at once, and the database keeps its promise to the one that came first."""
    # The first line names the constraint, the next ones what somebody wrote.
    log.warning("two at once", path=_logged_path(), error=str(error.orig).partition("\n")[0])
    db.session.rollback()
    return _answer(
        "errors/409.html",
        HTTPStatus.CONFLICT,
        lines=(),
        theirs_url=_own_page_before(),
        sent=None,
    )


def changed_meanwhile(error: ChangedMeanwhile | StaleDataError) -> ResponseReturnValue:
    found = error if isinstance(error, ChangedMeanwhile) else None
    replaced = {found.field: found.version} if found else {}
    return _answer(
        "errors/409.html",
        HTTPStatus.CONFLICT,
        lines=found.lines if found else (),
        theirs_url=found.url if found else _own_page_before(),
        sent=_sent_again(replaced) if found else None,
    )


def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    limit = current_app.config.get("MAX_CONTENT_LENGTH") or 0
    return _answer(
        "errors/413.html",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        limit=round(limit / MEGABYTE),
        size=-(-(request.content_length or 0) // MEGABYTE),
        back_url=_own_page_before(),
    )


def form_expired(_error: CSRFError) -> ResponseReturnValue:
    """The same form with everything still in it, if it was ours and not another site's."""
    return _answer("errors/422.html", HTTPStatus.UNPROCESSABLE_ENTITY, sent=_sent_again({}))


def too_many_tries(_error: RateLimitExceeded) -> ResponseReturnValue:
    until = _free_again_at()
    response = _answer(
        "errors/429.html",
        HTTPStatus.TOO_MANY_REQUESTS,
        until=until,
        wait=interval(until - clock.now()),
        back_url=_own_page_before(),
    )
    response.headers["Retry-After"] = str(max(1, round((until - clock.now()).total_seconds())))
    return response


def broken(error: InternalServerError) -> ResponseReturnValue:
    """Nobody foresaw this. The reference finds the log line."""
    if isinstance(error.original_exception, DATABASE_IS_AWAY):
        # It went away at the last moment, as the answer was committed.
        return database_away(error.original_exception)
    reference = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(4))
    log.error(
        "something broke",
        reference=reference,
        method=request.method,
        path=_logged_path(),
        exc_info=error.original_exception or error,
    )
    return _answer(
        "errors/500.html",
        HTTPStatus.INTERNAL_SERVER_ERROR,
        reference=reference,
        sent=_sent_again({}, keep_token=True),
    )


def database_away(error: Exception) -> ResponseReturnValue:
    log.error("the database cannot be reached", path=_logged_path(), exc_info=error)
    # Nobody is looked up for this page: each look would wait for the database again.
    g.visitor = STRANGER
    response = _answer(
        "errors/503.html",
        HTTPStatus.SERVICE_UNAVAILABLE,
        sent=_sent_again({}, keep_token=True),
        retry_s=RETRY_S,
    )
    response.headers["Retry-After"] = str(RETRY_S)
    return response


def _answer(template: str, status: int, **values: object) -> Response:
    if _wants_json():
        return _problem(status, values)
    page = render_template(template, status=status, **values)
    return Response(page, status, mimetype="text/html")


def _wants_json() -> bool:
    accepted = request.accept_mimetypes
    return request.is_json or (
        accepted.best_match(["text/html", "application/json"]) == "application/json"
    )


def _problem(status: int, values: Mapping[str, object]) -> Response:
    """RFC 9457, with the reference of a 500."""
    told = {"type": "about:blank", "title": _title(status), "status": status}
    reference = {"reference": values["reference"]} if "reference" in values else {}
    body = json.dumps({**told, **reference})
    return Response(body, status, mimetype="application/problem+json")


def _title(status: int) -> str:
    return {
        HTTPStatus.FORBIDDEN: _("This page is for the bank’s keepers."),
        HTTPStatus.NOT_FOUND: _("There is nothing here."),
        HTTPStatus.CONFLICT: _("This was changed meanwhile."),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("This file is too large."),
        HTTPStatus.UNPROCESSABLE_ENTITY: _("This form had gone stale."),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many tries."),
        HTTPStatus.INTERNAL_SERVER_ERROR: _("Something broke on our side."),
        HTTPStatus.SERVICE_UNAVAILABLE: _("The database cannot be reached."),
    }.get(HTTPStatus(status), HTTPStatus(status).phrase)


def _free_again_at() -> datetime:
    current = limiter.current_limit
    if current is None:
        return clock.now() + timedelta(minutes=1)
    return datetime.fromtimestamp(current.reset_at, UTC)


def _sent_again(replaced: Mapping[str, str], *, keep_token: bool = False) -> Sent | None:
    """The form as sent; None if another site may have sent it, for then nobody should repeat it."""
    if request.method != "POST" or not _from_our_own_page():
        return None
    fields = [
        (name, replaced.get(name, value))
        for name, value in request.form.items(multi=True)
        if keep_token or name != "csrf_token"
    ]
    is_secret = {name for name, _value in fields if "password" in name or "passphrase" in name}
    is_text = {name for name, value in fields if name not in is_secret and _is_long(name, value)}
    return Sent(
        action=request.full_path.rstrip("?"),
        hidden=[pair for pair in fields if pair[0] not in is_secret | is_text],
        texts=[pair for pair in fields if pair[0] in is_text],
        secrets=sorted(is_secret),
    )


def _is_long(name: str, value: str) -> bool:
    return name != "csrf_token" and ("\n" in value or len(value) > LONG_TEXT)


def _from_our_own_page() -> bool:
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.host


def _own_page_before() -> str:
    """Where the person came from, if that is one of our pages."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    return own_page(referrer.path) if referrer.netloc == request.host else "/"


def _logged_path() -> str:
    """The path, without the token that would let a reader of the log in."""
    rule = request.url_rule
    return rule.rule if rule and "token" in rule.arguments else request.path
