"""Times, dates and figures as a person says them, in the visitor's language and time zone."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale
from sqlalchemy.exc import SQLAlchemyError

from app.core.messages import N_
from app.web.translate import gettext, ngettext, pgettext, translated
from app.web.visitor import STRANGER, Visitor, visitor

TRANSLATIONS = Path(__file__).parent / "translations"
SOURCE_LANGUAGE = "en"
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400
DAYS_SAID_AS_DAYS = 45
DAYS_A_MONTH, DAYS_A_YEAR = 30.4375, 365.25
ALIKE = 0.6
NARROW_SPACE = "\u202f"

FIRST = re.compile(r"\b1 (?=[^\W\d])")
KEY_NAMES = (N_("Space"), N_("Enter"))

babel = Babel()


def init_app(app: Flask) -> None:
    babel.init_app(
        app,
        default_locale=SOURCE_LANGUAGE,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=language,
        timezone_selector=time_zone,
    )
    app.jinja_env.filters |= {
        "as_of": as_of,
        "clock": clock,
        "decimal": decimal,
        "day": day,
        "in_days": in_days,
        "interval": interval,
        "key_name": key_name,
        "minutes": minutes,
        "number": number,
        "percent": percent,
        "translated": translated,
    }
    app.add_template_global(language)
    app.add_template_global(differences)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages pages can be read in; the first is the one they are written in."""
    return (SOURCE_LANGUAGE, *sorted(p.parents[1].name for p in TRANSLATIONS.glob("*/*/*.mo")))


def language() -> str:
    """The visitor's choice, else the first of the browser's languages that we have."""
    if not has_request_context():
        return SOURCE_LANGUAGE
    chosen = _someone().locale
    if chosen in languages():
        return chosen
    return request.accept_languages.best_match(languages(), SOURCE_LANGUAGE)


def time_zone() -> str:
    return _someone().time_zone if has_request_context() else "UTC"


def interval(ahead: timedelta) -> str:
    """How far away: "in 10 minutes", "in 5 hours". For study days say `in_days`."""
    seconds = max(0, round(ahead.total_seconds()))
    if seconds < MINUTE_S:
        return gettext("now") if seconds == 0 else gettext("in less than a minute")
    if seconds < HOUR_S:
        count = round(seconds / MINUTE_S)
        return ngettext("in %(num)d minute", "in %(num)d minutes", count)
    if seconds < DAY_S:
        count = round(seconds / HOUR_S)
        return ngettext("in %(num)d hour", "in %(num)d hours", count)
    return in_days(round(seconds / DAY_S))


def in_days(days: int) -> str:
    """A distance in study days: "today", "tomorrow", "in 3 days", "in 2 months", "in 1.5 years"."""
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days < DAYS_SAID_AS_DAYS:
        return ngettext("in %(num)d day", "in %(num)d days", days)
    if days < DAYS_A_YEAR:
        count = round(days / DAYS_A_MONTH)
        return ngettext("in %(num)d month", "in %(num)d months", count)
    return _in_years(round(days / DAYS_A_YEAR, 1))


def _in_years(years: float) -> str:
    if years == 1:
        return gettext("in 1 year")
    if years < 2:
        # French says "1,5 an": what follows the comma does not count.
        return pgettext("less than two", "in %(number)s years", number=decimal(years))
    return gettext("in %(number)s years", number=decimal(years))


def minutes(seconds: float) -> str:
    """A length of work, rounded up: "about 4 min"."""
    return gettext("about %(number)d min", number=max(1, -int(-seconds // MINUTE_S)))


def as_of(when: str) -> str:
    """A fact's date as printed: "2024-02" is "February 2024"; the day is said where it is known."""
    year, *rest = (int(part) for part in when.split("-"))
    if not rest:
        return str(year)
    if len(rest) == 1:
        return written(date(year, rest[0], 1), "MMMM y")
    return day(date(year, rest[0], rest[1]))


def day(when: date) -> str:
    """ "28 February 2024"; a datetime is read in the visitor's zone."""
    local = local_time(when).date() if isinstance(when, datetime) else when
    return written(local, "d MMMM y")


def written(when: date, pattern: str) -> str:
    """A day by a Unicode date pattern, in the language of the page: "EEEE" is "Thursday"."""
    said = format_date(when, pattern, current_language())
    # Only the first of a month is an ordinal in French, which no pattern can say.
    return FIRST.sub("1er ", said) if current_language() == "fr" else said


def clock(when: datetime) -> str:
    """ "14:32" in the visitor's zone."""
    return f"{local_time(when):%H:%M}"


def local_time(when: datetime) -> datetime:
    try:
        return when.astimezone(ZoneInfo(time_zone()))
    except (KeyError, ValueError):
        return when.astimezone(UTC)


def number(value: int) -> str:
    """ "1 240", with a space that does not break."""
    return f"{value:,}".replace(",", NARROW_SPACE)


def percent(share: float) -> str:
    """0.914 is "91 %"."""
    return f"{round(share * 100)}{NARROW_SPACE}%"


def decimal(value: float) -> str:
    """ "5.3", or "5,3" in French."""
    return format_decimal(round(value, 1), locale=current_language())


def listed(items: Sequence[str]) -> str:
    """ "Gao, Kidal and Ménaka"."""
    if len(items) < 2:
        return "".join(items)
    return gettext("%(most)s and %(last)s", most=", ".join(items[:-1]), last=items[-1])


def key_name(name: str) -> str:
    """A key as keyboards name it: "Space" is "Espace"; letters and signs are their own names."""
    return gettext(name) if name in KEY_NAMES else name


Parts = list[tuple[str, bool]]


def differences(given: str, right: str) -> tuple[Parts, Parts]:
    """Both texts in parts, each with whether it differs. Two that have little in common do not."""
    matcher = SequenceMatcher(None, given, right, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [(given, False)], [(right, False)]
    steps = matcher.get_opcodes()
    return (
        [(given[a:b], step != "equal") for step, a, b, _c, _d in steps if b > a],
        [(right[c:d], step != "equal") for step, _a, _b, c, d in steps if d > c],
    )


def current_language() -> str:
    """For `lang` on the page: what gettext speaks, which is `language()` within a request."""
    return str(get_locale() or SOURCE_LANGUAGE)


def _someone() -> Visitor:
    """The visitor, or a stranger where the database that knows them cannot be asked."""
    try:
        return visitor()
    except SQLAlchemyError:
        return STRANGER
