"""The plan of a practice quiz, as a form or as the words of a link."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput

from app.banks.models import Bank
from app.banks.queries import own_state
from app.banks.words import type_words
from app.quizzes import queries
from app.quizzes.plans import GRADED_TYPES, MOST_PLACES, NUMBERS, Plan
from app.quizzes.pools import POOLS
from app.quizzes.queries import Offer
from app.web.forms import AppForm, between
from app.web.translate import gettext, lazy_gettext, ngettext
from app.web.visitor import Visitor

ALL = "all"


class CheckboxesField(SelectMultipleField):
    option_widget = CheckboxInput()


def one_of_these(_form: Any, field: RadioField) -> None:
    """A choice that was there when the page was shown may be gone."""
    if field.data not in _values(field):
        raise ValidationError(gettext("Choose one of these."))


class PlanForm(AppForm):
    bank = HiddenField()
    number = RadioField(
        lazy_gettext("Number of questions"),
        [one_of_these],
        validate_choice=False,
        choices=[
            *(SelectChoice(str(number)) for number in NUMBERS),
            SelectChoice(ALL, lazy_gettext("All")),
        ],
        default="10",
    )
    # “Start with 6” says a number of its own when fewer fit than were asked for.
    exactly = IntegerField(validators=[Optional(), between(1, MOST_PLACES)])
    pool = RadioField(lazy_gettext("From"), [one_of_these], validate_choice=False, default=ALL)
    feedback = RadioField(
        lazy_gettext("Feedback"),
        [one_of_these],
        validate_choice=False,
        choices=[
            SelectChoice("each", lazy_gettext("After each answer")),
            SelectChoice("end", lazy_gettext("At the end")),
        ],
        default="each",
    )
    types = CheckboxesField(lazy_gettext("Types"), validate_choice=False, default=())
    without_sensitive = BooleanField(lazy_gettext("Leave out sensitive facts"))

    def __init__(self, sent: Mapping[str, Any], visitor: Visitor, *, is_link: bool) -> None:
        """What this visitor can choose from, each with its count; what has none is absent.

        A link may name some of the choices; what it names in vain is as if it were not named.
        """
        super().__init__(sent or None, meta={"csrf": False} if is_link else None)
        self.banks = queries.playable_banks(visitor, self.bank.data or "")
        self.chosen = next((bank for bank in self.banks if bank.uid == self.bank.data), None)
        if is_link and self.chosen is None:
            self.chosen = _usual(self.banks, visitor)
        if self.chosen is None:
            return
        self._offer(queries.offer_of(self.chosen.id, visitor.id))
        if is_link:
            self._fill_in(sent, visitor)

    def plan(self) -> Plan:
        """Ticking every type says the same as ticking none."""
        assert self.chosen is not None, "there is a bank to draw from"
        types = tuple(kind for kind in GRADED_TYPES if kind in (self.types.data or ()))
        number = None if self.number.data == ALL else int(self.number.data)
        return Plan(
            bank_id=self.chosen.id,
            number=self.exactly.data or number,
            pool=self.pool.data,
            types=() if len(types) == len(self.types.choices or ()) else types,
            feedback=self.feedback.data,
            without_sensitive=bool(self.without_sensitive and self.without_sensitive.data),
        )

    def sums(self) -> dict[str, str]:
        """What stands beside the button, by number and feedback as they are chosen."""
        return {
            f"{number} {feedback}": _in_words(number, feedback)
            for number in _values(self.number)
            for feedback in _values(self.feedback)
        }

    def _offer(self, offer: Offer) -> None:
        self.pool.choices = [
            SelectChoice(name, f"{POOLS[name].words} ({count})")
            for name, count in offer.pools.items()
        ]
        self.types.choices = [
            SelectChoice(name, f"{type_words(name)} ({count})")
            for name, count in offer.types.items()
        ]
        if not offer.sensitive:
            del self.without_sensitive

    def _fill_in(self, sent: Mapping[str, Any], visitor: Visitor) -> None:
        """Whatever the link does not say, or says in vain."""
        assert self.chosen is not None, "there is a bank to draw from"
        self.bank.data = self.chosen.uid
        for field in (self.number, self.pool, self.feedback):
            if field.data not in _values(field):
                field.data = field.default
        if self.without_sensitive and "without_sensitive" not in sent:
            own = own_state(visitor, self.chosen.id)
            self.without_sensitive.data = bool(own and own.without_sensitive)


def _values(field: RadioField) -> list[str]:
    return [choice[0] for choice in field.iter_choices()]


def _usual(banks: list[Bank], visitor: Visitor) -> Bank | None:
    """The bank used last, else the first."""
    last = queries.last_bank(visitor.id) if visitor.id else None
    return next((bank for bank in banks if bank.uid == last), next(iter(banks), None))


def _in_words(number: str, feedback: str) -> str:
    """ "10 questions, feedback after each"; all are not counted, since types may narrow them."""
    count = (
        gettext("All questions")
        if number == ALL
        else ngettext("%(num)d question", "%(num)d questions", int(number))
    )
    if feedback == "each":
        return gettext("%(count)s, feedback after each", count=count)
    return gettext("%(count)s, feedback at the end", count=count)
