"""Home and progress as their pages show them: the first line, and the drawings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.progress.figures import ENOUGH_REVIEWS, WEEKS, Coming, Done, Known, OnTime, Progress
from app.reviews.queries import BankFront, StudyFront
from app.web import charts
from app.web.parts import Bar, Column, Pair, Share
from app.web.translate import gettext, ngettext, pgettext
from app.web.words import in_days, number, written

DAYS_A_WEEK = 7
# Beyond these a label would meet the edge of a narrow page.
LABELLED_DAYS = 28


@dataclass(frozen=True, slots=True)
class Lead:
    """The first line of home: a figure with its words, or words alone. `button` is what the main
    button says, "" where there is nothing to study; `backlog` tells what today leaves out."""

    words: str
    figure: str = ""
    below: str = ""
    button: str = ""
    backlog: str = ""


def lead(front: StudyFront) -> Lead:
    if front.due:
        return _due(front)
    return _new(front) if front.new else _done(front)


def bank_shares(bank: BankFront) -> tuple[Share, ...]:
    """A bank as a bar: what is known, being learned, and new."""
    return (
        Share(gettext("known"), bank.known, 1),
        Share(gettext("learning"), bank.learning, 2),
        Share(gettext("new"), bank.new, 4),
    )


def drawn(found: Progress) -> dict[str, Any]:
    """What the page of progress is given."""
    return {
        "due": found.due,
        **_known(found.known),
        **_coming(found.coming, found.today),
        **_done_days(found.done, found.today),
        **_on_time(found.on_time),
    }


def _due(front: StudyFront) -> Lead:
    words = ngettext(
        "due today, about %(minutes)d min",
        "due today, about %(minutes)d min",
        front.due,
        minutes=front.minutes,
    )
    new = ngettext("and %(num)d new", "and %(num)d new", front.new)
    return Lead(
        words,
        figure=number(front.due),
        below=new if front.new else "",
        button=ngettext(
            "Study %(number)s due", "Study %(number)s due", front.due, number=number(front.due)
        ),
        backlog=_backlog(front),
    )


def _backlog(front: StudyFront) -> str:
    if not front.held_back:
        return ""
    return gettext(
        "%(all)s are waiting. Today: %(number)s, the ones you are most likely to lose first.",
        all=number(front.held_back + front.today.portion.reviews),
        number=number(front.today.portion.reviews),
    )


def _new(front: StudyFront) -> Lead:
    words = ngettext(
        "new today, about %(minutes)d min",
        "new today, about %(minutes)d min",
        front.new,
        minutes=front.minutes,
    )
    return Lead(words, figure=number(front.new), button=gettext("Start studying"))


def _done(front: StudyFront) -> Lead:
    below = backlog = ""
    if front.coming:
        count = number(front.coming.count)
        when = in_days(front.coming.in_days)
        below = gettext("Next: %(number)s %(when)s.", number=count, when=when)
    if front.held_back:
        backlog = ngettext(
            "%(number)s is waiting beyond today’s portion.",
            "%(number)s are waiting beyond today’s portion.",
            front.held_back,
            number=number(front.held_back),
        )
    words = gettext("Done for today.") if front.held_back else gettext("Nothing is due.")
    return Lead(words, below=below, backlog=backlog)


def _known(known: Known) -> dict[str, Any]:
    return {
        "known": known,
        "known_columns": _columns(
            gettext("Bank"),
            pgettext("cards", "Known"),
            pgettext("cards", "Learning"),
            pgettext("cards", "New"),
            pgettext("cards", "Recalled today"),
        ),
    }


def _coming(coming: Coming, today: date) -> dict[str, Any]:
    busiest = coming.busiest
    bars = [
        Bar(
            label=written(when, "d MMM"),
            count=count,
            is_labelled=index % DAYS_A_WEEK == 0 and index < LABELLED_DAYS,
            is_marked=busiest is not None and when == busiest[0],
        )
        for index, (when, count) in enumerate(coming.days)
    ]
    return {
        "coming": [(written(when, "EEEE d MMMM"), count) for when, count in coming.days],
        "coming_drawn": charts.bar_chart(bars),
        "busiest": (_named(busiest[0], today), busiest[1]) if busiest else None,
        "coming_columns": _columns(gettext("Day"), gettext("Due")),
    }


def _named(when: date, today: date) -> str:
    """A day of the coming week by its name, a later one with its date."""
    is_near = (when - today).days < DAYS_A_WEEK
    return written(when, "EEEE" if is_near else "EEEE d MMMM")


def _done_days(done: Done, today: date) -> dict[str, Any]:
    return {
        "done": done,
        "done_weeks": [(written(week.monday, "d MMM y"), week) for week in reversed(done.weeks)],
        "done_drawn": charts.heat_map(dict(done.answers), today, WEEKS),
        "heat_steps": charts.heat_steps(),
        "done_columns": _columns(gettext("Week from"), gettext("Days studied"), gettext("Answers")),
    }


def _on_time(on_time: OnTime) -> dict[str, Any]:
    pairs = [
        Pair(written(month.month, "MMM"), month.share, month.expected_share)
        for month in on_time.months
    ]
    return {
        "on_time": on_time,
        "enough": ENOUGH_REVIEWS,
        "on_time_drawn": charts.dot_chart(pairs),
        "on_time_months": [
            (written(month.month, "MMMM y"), month) for month in reversed(on_time.months)
        ],
        "on_time_columns": _columns(
            gettext("Month"),
            gettext("Reviews"),
            pgettext("reviews", "Remembered"),
            pgettext("reviews", "Expected"),
        ),
    }


def _columns(first: str, *figures: str) -> Sequence[Column]:
    return (Column(first), *(Column(words, is_number=True) for words in figures))
