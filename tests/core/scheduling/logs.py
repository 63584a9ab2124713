"""Logs as learners make them: answers in a row, with undos, pauses and changes between."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from app.core.scheduling import (
    DEFAULT_WEIGHTS,
    NEW_CARD,
    Flag,
    Preset,
    Rating,
    Source,
    StudyCalendar,
    apply,
    decide,
    relearn,
    set_flags,
)

NOW = datetime(2026, 3, 10, 20, tzinfo=UTC)
CALENDAR = StudyCalendar("Europe/Paris")
TODAY = CALENDAR.day_of(NOW)
PRESET = Preset()
OTHER_WEIGHTS = tuple(weight * 1.1 for weight in DEFAULT_WEIGHTS)


def key(number):
    return number.to_bytes(16)


def answer(card, rating, now=NOW, number=1, preset=PRESET, **more):
    return decide(card, rating, now=now, calendar=CALENDAR, preset=preset, key=key(number), **more)


def answered(*ratings, gap=timedelta(days=3), preset=PRESET):
    """The card after ratings `gap` apart, the last of them given NOW."""
    card = NEW_CARD
    for number, rating in enumerate(ratings):
        at = NOW - gap * (len(ratings) - 1 - number)
        card = answer(card, rating, now=at, number=number, preset=preset).card
    return card


@dataclass(frozen=True)
class Event:
    what: str
    rating: Rating
    pause: timedelta
    zone: str


events = st.builds(
    Event,
    st.sampled_from(["answer"] * 6 + ["relearn", "suspend", "bury", "release"]),
    st.sampled_from(Rating),
    # Clocks may also go back.
    st.timedeltas(timedelta(days=-2), timedelta(days=400)),
    st.sampled_from(["UTC", "Pacific/Auckland", "America/Los_Angeles"]),
)


def written(happened, first_number=0):
    """The lines a run of events writes, and the card kept beside them."""
    card, lines, now = NEW_CARD, [], NOW
    for number, event in enumerate(happened, start=first_number):
        now += event.pause
        line = _line(card, event, now, key(number))
        card = apply(card, line)
        lines.append(line)
    return lines, card


logs = st.lists(events, max_size=12).map(lambda happened: written(happened)[0])


def _line(card, event, now, name):
    where = {"key": name, "now": now, "calendar": StudyCalendar(event.zone)}
    match event.what:
        case "answer":
            decision = decide(card, event.rating, preset=PRESET, source=Source.QUIZ, **where)
            return decision.line
        case "relearn":
            return relearn(card, **where)
    flags = {"suspend": Flag.SUSPENDED, "bury": Flag.BURIED, "release": Flag(0)}
    return set_flags(flags[event.what], **where)
