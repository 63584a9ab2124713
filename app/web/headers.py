"""The security headers of every answer."""

from flask import Flask, Response, current_app, request, session
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

A_YEAR_S = 31_536_000
FILES = frozenset({"static", "assets.bundled"})


def init_app(app: Flask) -> None:
    app.after_request(harden)


def harden(response: Response) -> Response:
    """Everything of a page comes from this server, and nothing in it runs that the bundle lacks."""
    for name, value in PUBLIC if current_app.config.get("PRODUCTION") else LOCAL:
        response.headers[name] = value
    if request.endpoint not in FILES and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store" if session else "no-cache, private"
    return response


def _headers(strict_transport: StrictTransportSecurity | None) -> tuple[tuple[str, str], ...]:
    """Built once: every answer carries them."""
    policy = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .font_src("'self'")
        .media_src("'self'")
        .connect_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
    )
    secure = Secure(
        csp=policy,
        hsts=strict_transport,
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        permissions=PermissionsPolicy().camera().geolocation().microphone(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
    )
    return secure.header_items()


LOCAL = _headers(None)
PUBLIC = _headers(StrictTransportSecurity().max_age(A_YEAR_S))
