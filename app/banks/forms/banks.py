"""What bank.toml says of a bank, as a form."""

import re
from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.fields import Field
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from app.banks.editor.values import date_in_words, date_notation, is_date
from app.core.generation.written import LONGEST_LABEL
from app.web.forms import AppForm, at_most, needed
from app.web.translate import gettext, lazy_gettext

Table = Mapping[str, Any]

_PLAIN = ("name", "description", "licence", "content_note")
_LABEL = re.compile(r"¶?\s*(\d{1,6})\s+(\S.*)")


def a_date(_form: AppForm, field: Field) -> None:
    if field.data and not is_date(field.data):
        raise ValidationError(gettext("Enter a date, such as 16 June 2023, June 2023 or 2023."))


def _labels(_form: AppForm, field: Field) -> None:
    """Each line is a number and a few words."""
    for line in filter(None, map(str.strip, (field.data or "").splitlines())):
        match = _LABEL.fullmatch(line)
        if match is None or len(match[2]) > LONGEST_LABEL:
            raise ValidationError(
                gettext("Write a number and two to six words, such as: 8 the break with France")
            )


class AboutBank(AppForm):
    """What a bank says of itself, from its first day on."""

    name = StringField(
        lazy_gettext("Name"), [needed(lazy_gettext("Write the name.")), at_most(200)]
    )
    description = StringField(
        lazy_gettext("Description"),
        [needed(lazy_gettext("Write in a line what it is about.")), at_most(400)],
    )
    licence = StringField(
        lazy_gettext("Licence of your words"),
        [needed(lazy_gettext("Write a licence, such as CC BY 4.0.")), at_most(100)],
        default="CC BY 4.0",
    )
    as_of = StringField(
        lazy_gettext("As of"),
        [needed(lazy_gettext("Write when the article was true, such as June 2023.")), a_date],
        description=lazy_gettext("When the article was true: a year, a month or a day."),
    )


class BankForm(AboutBank):
    content_note = TextAreaField(
        lazy_gettext("Content note"),
        [Optional(), at_most(400)],
        description=lazy_gettext("Said before studying, such as: Nine facts are about killings."),
    )
    labels = TextAreaField(
        lazy_gettext("Labels of the paragraphs"),
        [Optional(), at_most(8_000), _labels],
        description=lazy_gettext("One a line: its number and two to six words of your own."),
    )
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    @classmethod
    def of(cls, table: Table, version: int) -> "BankForm":
        labels = {int(number): label for number, label in dict(table.get("labels") or {}).items()}
        lines = (f"{number} {label}" for number, label in sorted(labels.items()))
        plain = {name: " ".join(str(table.get(name) or "").split()) for name in _PLAIN}
        when = date_in_words(str(table.get("as_of") or ""))
        data = {**plain, "as_of": when, "labels": "\n".join(lines), "version": version}
        return cls(formdata=None, data=data)

    def table(self, base: Table) -> dict[str, Any]:
        """The bank for bank.toml; what the form leaves out stays."""
        said = {name: " ".join((self[name].data or "").split()) for name in _PLAIN}
        said["as_of"] = date_notation(self.as_of.data or "")
        labels = [_LABEL.fullmatch(line.strip()) for line in (self.labels.data or "").splitlines()]
        named = {match[1]: " ".join(match[2].split()) for match in labels if match}
        table = {**base, **{name: _kept(base.get(name), value) for name, value in said.items()}}
        table["labels"] = named
        return {name: value for name, value in table.items() if value not in ("", {})}


def _kept(was: object, now: str) -> object:
    """Words over several lines stay so where nothing else is changed."""
    return was if " ".join(str(was or "").split()) == now else now
