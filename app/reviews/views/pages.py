"""The page of study: a card, or what stands there when there is none to ask."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.core.questions import BadAnswer, EmptyAnswer, Form, solution
from app.core.scheduling import seconds
from app.reviews import queries
from app.reviews.forms import PortionForm
from app.reviews.presenting import CardPage, card_page, first_card_page
from app.reviews.queries import Today
from app.web import clock
from app.web.keys import new_key
from app.web.translate import gettext
from app.web.visitor import Visitor, visitor
from app.web.words import interval

UNPROCESSABLE = 422
# “Keep this history” is offered when today is first done and once more after three days.
OFFERED_ON = (1, 3)


@dataclass(frozen=True, slots=True)
class Mend:
    """An answer that could not be read: what was sent, why, and the gap or row it is about."""

    given: Form = field(default_factory=dict)
    error: str = ""
    gap: str = ""


def to_mend(error: BadAnswer) -> Mend:
    """Study has no skipping: who does not know says so."""
    if isinstance(error, EmptyAnswer):
        words = gettext("Enter an answer, or press “I don’t know”.")
    else:
        words = gettext(error.message, **error.params)
    return Mend(request.form.to_dict(flat=False), words, error.gap or "")


def study_page(wanted: int | None = None, *, mend: Mend | None = None) -> ResponseReturnValue:
    person, now = visitor(), clock.now()
    status = UNPROCESSABLE if mend else 200
    if person.is_stranger:
        return _card(first_card_page(now), None, mend), status
    today = queries.today_of(person, now)
    correction = queries.correction_of(today.learner.id) if today.has_correction else None
    if correction and not mend:
        return render_template(
            "reviews/correction.html",
            correction=correction,
            was=solution(correction.was),
            is_now=solution(correction.is_now),
        )
    card = queries.next_card(today, person, wanted)
    if card is None:
        return _nothing_left(today, person)
    return _card(card_page(card, today.learner, person, now), today, mend), status


def _card(page: CardPage | None, today: Today | None, mend: Mend | None) -> str:
    if page is None:
        return render_template("reviews/no_bank.html")
    return render_template(
        "reviews/study.html",
        page=page,
        today=today,
        undo=undo_fields(today),
        mend=mend or Mend(),
    )


def undo_fields(today: Today | None) -> dict[str, str]:
    """What the Undo button sends; nothing where nothing can be taken back."""
    return {"key": new_key(today.now)} if today and today.can_undo else {}


def _nothing_left(today: Today, person: Visitor) -> str:
    if not today.banks:
        return render_template("reviews/no_bank.html")
    pace = queries.pace_now(today.learner.id)
    is_kept_here = person.is_guest and queries.study_days(today.learner.id) in OFFERED_ON
    return render_template(
        "reviews/done.html",
        today=today,
        undo=undo_fields(today),
        coming=queries.coming(today, pace),
        more_to=today.more_to if queries.has_more_new(today) else 0,
        portion=PortionForm() if today.answers and not today.has_chosen else None,
        offers_keeping=is_kept_here and today.answers > 0,
        quiz_bank=queries.bank_of_today(today) if today.answers else None,
        minutes_today=minutes_of(today.duration_ms),
        next_in=comes_back(today),
        starts_at=f"{person.rollover_hour:02}:00",
        has_no_zone=person.time_zone == "UTC",
    )


def minutes_of(duration_ms: int) -> int:
    return max(1, -(-duration_ms // 60_000))


def comes_back(today: Today) -> str:
    """When the first card comes that is learned again today, but not within the next minutes."""
    wait_s = max(0, (today.next_at or 0) - seconds(today.now))
    return interval(timedelta(seconds=wait_s))
