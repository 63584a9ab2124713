"""What learners send: answers, and how they want to study."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request
from werkzeug.exceptions import UnprocessableEntity
from wtforms import BooleanField, Field, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import ValidationError

from app.accounts import time_zones
from app.core.scheduling import Preset, Rating
from app.reviews.steps import BadSteps, read_steps, write_steps
from app.reviews.workload import reviews_of_a_card
from app.web.bounds import row_number
from app.web.forms import AppForm, between
from app.web.keys import milliseconds_since, read_key
from app.web.translate import gettext, lazy_gettext
from app.web.visitor import Visitor

PORTIONS = (5, 10, 20)
RETENTIONS = (70, 75, 80, 85, 90, 93, 95, 97)
USUAL_RETENTION = 0.9
ALIKE, TWICE_FROM, TWICE_TO = 0.05, 1.75, 2.25
TWO, FOUR = "two", "four"


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """The fields every answered card sends. `rating` is none for a typed answer."""

    key: bytes
    version: int
    shown: int
    rating: Rating | None
    duration_ms: int
    time_zone: str


def sent_answer(now: datetime) -> SentAnswer:
    """The answer in this request; one that no page of ours sends is a 422."""
    fields = request.form
    key = read_key(fields.get("key", ""))
    try:
        return SentAnswer(
            key=key,
            version=row_number(fields["version"]),
            shown=row_number(fields["shown"]),
            rating=Rating(int(fields["rating"])) if "rating" in fields else None,
            duration_ms=int(fields.get("duration_ms") or milliseconds_since(key, now)),
            time_zone=fields.get("time_zone", ""),
        )
    except (KeyError, ValueError):
        raise UnprocessableEntity from None


class PortionForm(AppForm):
    """How much each day?"""

    new_per_day = RadioField(lazy_gettext("How much each day?"), coerce=int, default=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new_per_day.choices = [
            SelectChoice(
                number,
                gettext("%(number)d new cards, about %(number)d minutes", number=number),
            )
            for number in PORTIONS
        ]


class StudyForm(AppForm):
    """The page /settings/study."""

    new_per_day = IntegerField(lazy_gettext("New cards a day"), [between(0, 999)])
    rollover_hour = SelectField(
        lazy_gettext("Day starts at"),
        coerce=int,
        choices=[SelectChoice(hour, f"{hour:02}:00") for hour in range(24)],
    )
    time_zone = SelectField(lazy_gettext("Time zone"))
    buttons = RadioField(
        lazy_gettext("Buttons"),
        choices=[
            SelectChoice(TWO, lazy_gettext("Two: Forgot, Remembered")),
            SelectChoice(FOUR, lazy_gettext("Four: Again, Hard, Good, Easy")),
        ],
    )
    type_short_answers = BooleanField(lazy_gettext("Type short answers"))
    reviews_per_day = IntegerField(lazy_gettext("Reviews a day"), [between(0, 9999)])
    learning_steps = StringField(lazy_gettext("Learning steps"))
    relearning_steps = StringField(lazy_gettext("Relearning steps"))
    desired_retention = SelectField(lazy_gettext("Desired retention"), coerce=int)

    def __init__(self, person: Visitor, preset: Preset, **kwargs: Any) -> None:
        super().__init__(data=_as_shown(person, preset), **kwargs)
        self.time_zone.choices = _zones(person.time_zone)
        self.desired_retention.choices = retention_choices(preset)

    def validate_learning_steps(self, field: Field) -> None:
        _check_steps(field)

    def validate_relearning_steps(self, field: Field) -> None:
        _check_steps(field)

    def of_preset(self) -> dict[str, Any]:
        return {
            "new_per_day": self.new_per_day.data,
            "reviews_per_day": self.reviews_per_day.data,
            "learning_steps": read_steps(self.learning_steps.data or ""),
            "relearning_steps": read_steps(self.relearning_steps.data or ""),
            "desired_retention": self.desired_retention.data / 100,
        }

    def of_person(self) -> dict[str, Any]:
        return {
            "rollover_hour": self.rollover_hour.data,
            "time_zone": self.time_zone.data,
            "four_buttons": self.buttons.data == FOUR,
            "type_short_answers": self.type_short_answers.data,
        }


def retention_choices(preset: Preset) -> list[SelectChoice]:
    """Each desired retention in per cent with its price; the learner's own is among them."""
    own = round(preset.desired_retention * 100)
    return [SelectChoice(share, _priced(share, preset)) for share in sorted({*RETENTIONS, own})]


def price(ratio: float) -> str:
    """So many times the reviews of 90 %, in words."""
    if abs(ratio - 1) < ALIKE:
        return gettext("about as many reviews as 90 %")
    if ratio < 1:
        share = round(10 * (1 - ratio)) * 10
        return gettext("about %(share)d %% fewer reviews than 90 %%", share=max(share, 5))
    if ratio < TWICE_FROM:
        share = round(10 * (ratio - 1)) * 10
        return gettext("about %(share)d %% more reviews than 90 %%", share=max(share, 5))
    if ratio <= TWICE_TO:
        return gettext("about twice the reviews of 90 %")
    return gettext("about %(times)d times the reviews of 90 %%", times=round(ratio))


def _priced(share: int, preset: Preset) -> str:
    if share == round(USUAL_RETENTION * 100):
        return f"{share} %"
    usual = reviews_of_a_card(USUAL_RETENTION, preset.weights)
    ratio = reviews_of_a_card(share / 100, preset.weights) / usual
    return gettext("%(what)s: %(which)s", what=f"{share} %", which=price(ratio))


def _zones(own: str) -> list[SelectChoice]:
    """All zones by area, and the person's own where it is one of the old names."""
    zones = [
        SelectChoice(zone, city, optgroup=gettext(area))
        for area, cities in time_zones.choices().items()
        for zone, city in cities
    ]
    is_listed = any(choice.value == own for choice in zones)
    return zones if is_listed else [SelectChoice(own, time_zones.city(own)), *zones]


def _as_shown(person: Visitor, preset: Preset) -> Mapping[str, Any]:
    return {
        "new_per_day": preset.new_per_day,
        "rollover_hour": person.rollover_hour,
        "time_zone": person.time_zone,
        "buttons": FOUR if person.four_buttons else TWO,
        "type_short_answers": person.type_short_answers,
        "reviews_per_day": preset.reviews_per_day,
        "learning_steps": write_steps(preset.learning_steps),
        "relearning_steps": write_steps(preset.relearning_steps),
        "desired_retention": round(preset.desired_retention * 100),
    }


def _check_steps(field: Field) -> None:
    try:
        read_steps(field.data or "")
    except BadSteps:
        raise ValidationError(
            gettext("Write waits from 1 second to 30 days, such as 1m 10m or 1h 1d.")
        ) from None
