"""The places of the masthead and the foot: endpoints by name, shown once they exist."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from app.web.translate import lazy_gettext
from app.web.visitor import Visitor, visitor


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads, and whether this page lies within it."""

    endpoint: str
    words: str
    icon: str = ""
    comes_back: bool = False

    @property
    def url(self) -> str:
        return url_for(self.endpoint, next=_here() if self.comes_back else None)

    @property
    def is_here(self) -> bool:
        """The page itself; or a page of the same feature, whose endpoint begins alike."""
        if self.endpoint == request.endpoint:
            return True
        inside = (request.endpoint or "").startswith(self.endpoint.split(".")[0] + ".")
        return inside and request.path.startswith(self.url)


MAIN = (
    Place("reviews.study", lazy_gettext("Study"), "study"),
    Place("banks.index", lazy_gettext("Banks"), "bank"),
    Place("quizzes.set_up", lazy_gettext("Quiz"), "quiz"),
    Place("progress.show", lazy_gettext("Progress"), "progress"),
)
FOOT = (
    Place("web.about", lazy_gettext("About")),
    Place("web.sources", lazy_gettext("Sources")),
    Place("web.accessibility", lazy_gettext("Accessibility")),
)
SETTINGS = Place("accounts.settings", lazy_gettext("Settings"))
KEEP = Place("security.register", lazy_gettext("Keep this history"), comes_back=True)
REMOVE = Place("accounts.remove_guest", lazy_gettext("Remove this guest"))
SIGN_IN = Place("security.login", lazy_gettext("Sign in"), comes_back=True)
SIGN_OUT = Place("security.logout", lazy_gettext("Sign out"))


def init_app(app: Flask) -> None:
    app.add_template_global(visitor)
    app.add_template_global(main_places)
    app.add_template_global(foot_places)
    app.add_template_global(account_places)
    app.jinja_env.globals |= {"sign_in_place": SIGN_IN, "sign_out_place": SIGN_OUT}
    app.add_template_global(exists)
    app.add_template_global(source_code_url)


def exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def main_places() -> list[Place]:
    return _existing(MAIN)


def foot_places() -> list[Place]:
    return _existing(FOOT)


def account_places(person: Visitor) -> list[Place]:
    """The lines of the account menu; signing out is a form and stands apart."""
    return _existing((SETTINGS, KEEP, REMOVE) if person.is_guest else (SETTINGS,))


def source_code_url() -> str:
    """Where the source code can be read, if the person who runs this server says so."""
    settings = current_app.config.get("FACTDECK")
    return getattr(settings, "source_url", "")


def _existing(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if exists(place.endpoint)]


def _here() -> str | None:
    """The page to come back to after signing in; none where that goes without saying."""
    is_page = request.endpoint and request.method == "GET" and request.blueprint != "security"
    return request.full_path.rstrip("?") if is_page and request.path != "/" else None
