"""A report of a mistake, and what came of it."""

from wtforms import HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.banks.words import OUTCOMES, REASONS
from app.web.bounds import row_number_or_none
from app.web.forms import AppForm, at_most, needed
from app.web.translate import lazy_gettext

LONGEST_NOTE = 2_000


class ReportForm(AppForm):
    """A learner says what is wrong with a question. `next` is where they go on."""

    reason = RadioField(
        lazy_gettext("What is wrong?"),
        choices=[SelectChoice(*each) for each in REASONS.items()],
        validators=[needed(lazy_gettext("Choose what is wrong."))],
    )
    note = TextAreaField(
        lazy_gettext("Note"),
        description=lazy_gettext("What would be right, and where it can be read."),
        validators=[Optional(), at_most(LONGEST_NOTE)],
    )
    version = IntegerField(
        widget=HiddenInput(), validators=[Optional()], filters=[row_number_or_none]
    )
    next = HiddenField()


class ClosingForm(AppForm):
    """A keeper says what came of a report."""

    state = RadioField(
        lazy_gettext("What came of it?"),
        choices=[SelectChoice(*each) for each in OUTCOMES.items()],
        validators=[needed(lazy_gettext("Choose what came of it."))],
    )
    reply = TextAreaField(
        lazy_gettext("Reply"),
        description=lazy_gettext("The person who sent the report reads it."),
        validators=[Optional(), at_most(LONGEST_NOTE)],
    )
