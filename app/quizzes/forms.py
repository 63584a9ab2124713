"""The plan of a practice quiz, as a form or as the words of a link."""

from collections.abc import Mapping, Sequence

from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.quizzes.plans import GRADED_TYPES, MOST_PLACES, NUMBERS, Plan
from app.quizzes.pools import POOLS
from app.web.forms import AppForm
from app.web.translate import gettext, lazy_gettext, ngettext

ALL = "all"
TYPE_WORDS = {
    "single_choice": lazy_gettext("Single choice"),
    "true_false": lazy_gettext("True or false"),
    "short_answer": lazy_gettext("Short answer"),
    "numerical": lazy_gettext("Number"),
    "date": lazy_gettext("Date"),
    "cloze": lazy_gettext("Fill the gap"),
}


class MultiCheckboxField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PlanForm(AppForm):
    bank = SelectField(lazy_gettext("Bank"), coerce=int)
    number = RadioField(
        lazy_gettext("Number of questions"),
        choices=[*((str(n), str(n)) for n in NUMBERS), (ALL, lazy_gettext("All"))],
        default="10",
    )
    # “Start with 6” says a number of its own when fewer fit than were asked for.
    exactly = IntegerField(validators=[Optional()])
    pool = RadioField(lazy_gettext("From"), default=ALL)
    feedback = RadioField(
        lazy_gettext("Feedback"),
        choices=[
            ("each", lazy_gettext("After each answer")),
            ("end", lazy_gettext("At the end")),
        ],
        default="each",
    )
    types = MultiCheckboxField(lazy_gettext("Types"))
    without_sensitive = BooleanField(lazy_gettext("Leave out sensitive facts"))

    def offer(
        self,
        *,
        banks: Sequence[tuple[int, str]],
        pools: Mapping[str, int],
        types: Mapping[str, int],
        sensitive: int,
    ) -> None:
        """Fill in what there is to choose from, each with its count; what has none is absent."""
        self.bank.choices = list(banks)
        self.pool.choices = [(name, f"{POOLS[name].words} ({n})") for name, n in pools.items()]
        self.types.choices = [(kind, f"{TYPE_WORDS[kind]} ({n})") for kind, n in types.items()]
        if not sensitive:
            del self.without_sensitive

    def plan(self) -> Plan:
        """Ticking every type says the same as ticking none."""
        types = tuple(kind for kind in GRADED_TYPES if kind in (self.types.data or ()))
        return Plan(
            bank_id=int(self.bank.data),
            number=self._number(),
            pool=self.pool.data,
            types=() if len(types) == len(self.types.choices or ()) else types,
            feedback=self.feedback.data,
            without_sensitive=bool(self.without_sensitive and self.without_sensitive.data),
        )

    def _number(self) -> int | None:
        if self.exactly.data:
            return min(max(int(self.exactly.data), 1), MOST_PLACES)
        return None if self.number.data == ALL else int(self.number.data)


def in_words(plan: Plan) -> str:
    """The plan beside its button: "10 questions, feedback after each"."""
    count = (
        gettext("All questions")
        if plan.number is None
        else ngettext("%(num)d question", "%(num)d questions", plan.number)
    )
    if plan.feedback == "each":
        return gettext("%(count)s, feedback after each", count=count)
    return gettext("%(count)s, feedback at the end", count=count)
