"""The form every feature's form derives from: CSRF on, errors worded once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import Flask
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from wtforms import FieldList, Form, FormField
from wtforms.validators import InputRequired, Length, NumberRange

from app.core.messages import N_
from app.web.bounds import without_nul
from app.web.translate import gettext, lazy_gettext

HALF_A_DAY_S = 12 * 60 * 60

protect = CSRFProtect()


def init_app(app: Flask) -> None:
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", HALF_A_DAY_S)
    protect.init_app(app)
    app.add_template_global(described)
    app.add_template_global(error_lines)


# What WTForms says of itself, in words that tell what to do.
INSTEAD = {
    "Not a valid integer value.": N_("Enter a whole number."),
    "Not a valid choice.": N_("Choose one of these."),
    "Invalid Choice: could not coerce.": N_("Choose one of these."),
}


class Words:
    """What WTForms asks for a translation of its messages."""

    def gettext(self, words: str) -> str:
        return gettext(INSTEAD.get(words, words))

    def ngettext(self, one: str, many: str, num: int) -> str:
        """Of lengths, which `at_most` words; nobody reads this one."""
        return one if num == 1 else many


class AppForm(FlaskForm):  # type: ignore[misc]  # flask_wtf carries no types
    """A form of ours. Write its errors with the validators below: they say what to do."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask_wtf carries no types
        def get_translations(self, _form: Form) -> Words:
            return Words()

        def bind_field(self, form: Form, unbound: Any, options: Mapping[str, Any]) -> Any:
            if issubclass(unbound.field_class, FieldList | FormField):
                return unbound.bind(form=form, **options)
            filters = (without_nul, *unbound.kwargs.get("filters", ()))
            return unbound.bind(form=form, **{**options, "filters": filters})

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        return bool(super().validate_on_submit(extra_validators))


class Rows(FieldList):  # type: ignore[type-arg]  # generic in its types alone
    """Numbered rows: as many as the page was filled with, and at most `most` of what is sent."""

    def __init__(self, unbound: Any, *, most: int, **options: Any) -> None:
        super().__init__(unbound, **options)
        self.most = most

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        number = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,3}})-")
        found = (number.match(name) for name in formdata)
        yield from sorted({int(match[1]) for match in found if match})[: self.most]


def needed(what: str) -> InputRequired:
    """`what` says what to do: "Write an address, such as awa@example.org"."""
    return InputRequired(what)


def at_most(characters: int) -> Length:
    return Length(max=characters, message=lazy_gettext("Write %(max)d characters or fewer."))


def between(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, lazy_gettext("Enter a whole number from %(min)s to %(max)s."))


def described(
    control_id: str, hint: object, error: object, required: bool, more: Mapping[str, Any]
) -> dict[str, Any]:
    """The attributes that join a control to its hint and its error; `more` wins."""
    notes = [f"{control_id}-error"] * bool(error) + [f"{control_id}-hint"] * bool(hint)
    joined = {"aria-describedby": " ".join(notes)} if notes else {}
    invalid = {"aria-invalid": "true"} if error else {}
    # The browser's own bubble would speak before our words do, in its own language.
    needed_words = {"required": False, "aria-required": "true"} if required else {}
    return {
        **joined,
        **invalid,
        **needed_words,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }


def error_lines(form: Form) -> list[tuple[str, str]]:
    """(id of the control, message) for each error, in the order of the form."""
    lines = [
        (field.id, str(message))
        for field in form
        if field.name != "csrf_token"
        for message in field.errors
    ]
    return lines + [("", str(message)) for message in form.form_errors]
