"""The form of a name: who or what facts are about."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.banks.editor import words
from app.web.forms import AppForm, at_most, needed
from app.web.translate import lazy_gettext

Table = Mapping[str, Any]

LONGEST_NAME, LONGEST_LINES = 200, 2_000
_LISTS = ("aliases", "roles")
_PLAIN = ("kind", "name", "acronym", "group", "about", "side")


class NameForm(AppForm):
    name = StringField(
        lazy_gettext("Name"),
        [needed(lazy_gettext("Write the name.")), at_most(LONGEST_NAME)],
        description=lazy_gettext("As it stands in a sentence, without “the”."),
    )
    the = BooleanField(lazy_gettext("Sentences say “the” before it"))
    kind = SelectField(
        lazy_gettext("Kind"),
        choices=[SelectChoice(*each) for each in words.ENTITY_KINDS.items()],
    )
    acronym = StringField(lazy_gettext("Acronym"), [Optional(), at_most(40)])
    aliases = TextAreaField(
        lazy_gettext("Other spellings"),
        [Optional(), at_most(LONGEST_LINES)],
        description=lazy_gettext("One a line: short names, surnames, misprints of the article."),
    )
    group = StringField(
        lazy_gettext("Group"),
        [Optional(), at_most(100)],
        description=lazy_gettext("Who its neighbours are, such as analyst, town, armed group."),
    )
    about = TextAreaField(
        lazy_gettext("About"),
        [Optional(), at_most(400)],
        description=lazy_gettext(
            "One true sentence that begins with the name. Who chooses it wrongly reads it."
        ),
    )
    roles = TextAreaField(
        lazy_gettext("Roles"),
        [Optional(), at_most(LONGEST_LINES)],
        description=lazy_gettext("One a line: posts as the article gives them."),
    )
    side = StringField(
        lazy_gettext("Side"),
        [Optional(), at_most(100)],
        description=lazy_gettext("In neutral words of your own."),
    )
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    @classmethod
    def of(cls, table: Table, version: int) -> "NameForm":
        lines = {name: "\n".join(map(str, table.get(name) or ())) for name in _LISTS}
        return cls(formdata=None, data={**table, **lines, "version": version})

    def table(self, entity_id: str, base: Table) -> dict[str, Any]:
        """The entity for facts.toml; what the form leaves out stays."""
        plain = {name: " ".join((self[name].data or "").split()) for name in _PLAIN}
        lists = {name: _each_line(self[name].data) for name in _LISTS}
        table = {**base, "id": entity_id, **plain, **lists, "the": bool(self.the.data)}
        return {name: value for name, value in table.items() if value not in ("", [], False)}


def _each_line(text: str | None) -> list[str]:
    stripped = (" ".join(line.split()) for line in (text or "").splitlines())
    return [line for line in stripped if line]
