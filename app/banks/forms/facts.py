"""The form of a fact: its sentence, a row for every slot, its source.

What is written badly is kept all the same: the words beside a field say what to mend. Only what
the database could not hold, or what would be no fact at all, is sent back.
"""

import re
from collections.abc import Mapping
from typing import Any

from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, HiddenInput

from app.banks.editor import values, words
from app.banks.editor.facts import LINES, LISTS_OF_ITS_KIND, OF_ITS_KIND, USUAL, FactText
from app.banks.editor.facts import WORDS as OWN_WORDS
from app.banks.editor.marks import Span
from app.banks.editor.names import Names
from app.banks.editor.sentence import GONE, Row, settled
from app.banks.editor.values import Value
from app.core.generation.generators import NAMES
from app.core.values import Bound
from app.web.forms import AppForm, Rows, at_most, needed
from app.web.translate import lazy_gettext

LONGEST_SENTENCE, LONGEST_WORDS, LONGEST_LINES = 600, 400, 2_000
# Two sentences are compared letter by letter.
LONGEST_TO_COMPARE = 2_000
# More than a sentence can hold; rows that are not sent back would be lost.
MOST_SLOTS, MOST_WRONG, FEWEST_WRONG = 100, 40, 3
MOST_PARAGRAPHS = 12
_LIST = re.compile(r"[,;\s]+")
_NUMBER = re.compile(r"\d{1,6}")
_TAGS = re.compile(r"\s*[,;]\s*")


class CheckboxesField(SelectMultipleField):
    option_widget = CheckboxInput()


def _choices(words: Mapping[str, Any]) -> list[Any]:
    return [SelectChoice(*each) for each in words.items()]


def _line(label: str = "", longest: int = LONGEST_WORDS, **options: Any) -> StringField:
    return StringField(label, [Optional(), at_most(longest)], **options)


def _lines(label: str) -> TextAreaField:
    return TextAreaField(label, [Optional(), at_most(LONGEST_LINES)])


def _chosen(label: str, choices: Mapping[str, Any], default: str) -> SelectField:
    """Whatever a draft holds is kept; the page then says that it means nothing."""
    return SelectField(label, choices=_choices(choices), default=default, validate_choice=False)


class Part(AppForm):
    """A part of a form, which has the token of the whole."""

    class Meta(AppForm.Meta):
        csrf = False


class WrongForm(Part):
    text = _line(lazy_gettext("Wrong choice"))
    why = _line(lazy_gettext("Why it is wrong"))


class SlotForm(Part):
    """A row: one thing that can be asked."""

    name = _line(lazy_gettext("Called"), 40)
    kind = _chosen(lazy_gettext("Kind"), words.VALUE_KINDS, values.TEXT)
    value = _line(lazy_gettext("Value"))
    bound = _chosen(lazy_gettext("Bound"), words.BOUNDS, Bound.EXACTLY)
    unit = _line(lazy_gettext("Unit"), 60)
    worked_out = BooleanField(lazy_gettext("Year worked out, not printed"))
    span = HiddenField()
    read = HiddenField()
    ask = _line(lazy_gettext("Question to ask"))
    ask_one = _line(lazy_gettext("Question for one of the list"))
    ask_not = _line(lazy_gettext("Which of these is NOT one of them?"))
    reverse = _line(lazy_gettext("The other way round"))
    event = _line(lazy_gettext("What happened then, in a few words"))
    accept = _lines(lazy_gettext("Other spellings to accept"))
    also_true = _lines(lazy_gettext("Also true"))
    wrong = Rows(FormField(WrongForm), min_entries=FEWEST_WRONG, most=MOST_WRONG)
    false = _line(lazy_gettext("Value of a false statement"))
    tolerance = _line(lazy_gettext("How far off is right"), 40)
    safe = BooleanField(lazy_gettext("Any neighbour may stand here without harm"))


class FactForm(AppForm):
    text = TextAreaField(
        lazy_gettext("The fact, in your own words"),
        [needed(lazy_gettext("Write the sentence.")), at_most(LONGEST_SENTENCE)],
    )
    was = HiddenField()
    first = HiddenField()
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    slots = Rows(FormField(SlotForm), most=MOST_SLOTS)
    cite = _line(lazy_gettext("Paragraph"), 60)
    truth = RadioField(
        lazy_gettext("Whose word it is"),
        choices=_choices(words.TRUTHS),
        default="reported",
        validate_choice=False,
    )
    speaker = _line(lazy_gettext("Who says it"))
    ask_speaker = _line(lazy_gettext("Question for who says it"))
    hedge = _line(lazy_gettext("Words of doubt that the sentence keeps"), 100)
    as_of = _line(lazy_gettext("As of"), 40)
    kind = _chosen(lazy_gettext("Kind of fact"), words.FACT_KINDS, "event")
    importance = RadioField(
        lazy_gettext("Importance"),
        choices=_choices(words.IMPORTANCES),
        default=str(USUAL),
        validate_choice=False,
    )
    sensitive = BooleanField(lazy_gettext("About suffering or death"))
    tags = _line(lazy_gettext("Tags"))
    explain = TextAreaField(lazy_gettext("Explanation"), [Optional(), at_most(LONGEST_WORDS)])
    gist = _line(lazy_gettext("The claim in short"))
    skill = _chosen(lazy_gettext("What it takes"), words.SKILLS_TO_CHOOSE, "")
    skip = CheckboxesField(
        lazy_gettext("Forms not wanted"),
        choices=[SelectChoice(name, words.GENERATORS[name]) for name in NAMES],
        validate_choice=False,
        default=(),
    )
    skip_some = _line(lazy_gettext("Forms not wanted of one thing asked"))
    id = _line(lazy_gettext("Id"), 80)

    @classmethod
    def of(cls, fact: FactText, *, version: int, first: str = "") -> "FactForm":
        """The form filled with a fact."""
        return cls(formdata=None, data=_data(fact) | {"version": version, "first": first})

    def fact(self, names: Names) -> FactText:
        """What was sent, words and rows agreeing again."""
        rows = [_row(slot.form) for slot in self.slots]
        typed = (self.text.data or "")[:LONGEST_TO_COMPARE]
        sentence = settled(typed, _plain(self.was.data)[:LONGEST_TO_COMPARE], rows, names)
        return FactText(sentence, self._said())

    def _said(self) -> dict[str, Any]:
        plain = ("truth", "speaker", "ask_speaker", "hedge", "as_of", "kind", "skill", "gist", "id")
        importance = self.importance.data or ""
        return {
            **{name: _stripped(self[name].data) for name in plain},
            "explain": _stripped(self.explain.data),
            "cite": _numbers(self.cite.data),
            "importance": int(importance) if importance in words.IMPORTANCES else importance,
            "sensitive": bool(self.sensitive.data),
            "tags": _split(_TAGS, self.tags.data),
            "skip": [name for name in self.skip.data or () if name in NAMES],
            "skip_some": _split(_LIST, self.skip_some.data),
        }

    @property
    def controls(self) -> dict[str, Any]:
        """Every field by the id of its control."""
        wrong = (pair.form for row in self.rows for pair in row.wrong)
        return {field.id: field for part in (self, *self.rows, *wrong) for field in part}

    @property
    def lines(self) -> list[tuple[str, str]]:
        """(control, what to mend), those of the rows included."""
        return [
            (control, str(field.errors[0]))
            for control, field in self.controls.items()
            if field.errors and field.type not in ("Rows", "FormField")
        ]

    @property
    def rows(self) -> list[SlotForm]:
        return [slot.form for slot in self.slots]


def _data(fact: FactText) -> dict[str, Any]:
    fields = dict(fact.fields)
    return {
        **fields,
        "text": fact.sentence.text,
        "was": fact.sentence.text,
        "slots": [_slot(row) for row in fact.sentence.rows],
        "cite": ", ".join(str(number) for number in fields["cite"]),
        "importance": str(fields["importance"]),
        "tags": ", ".join(fields["tags"]),
        "skip_some": ", ".join(fields["skip_some"]),
    }


def _slot(row: Row) -> dict[str, Any]:
    own: Mapping[str, Any] = row.own
    wrong = [{"text": text, "why": why} for text, why in own.get("wrong", ())]
    return {
        "name": row.name,
        "kind": row.value.kind,
        "value": row.value.value,
        "bound": row.value.bound,
        "unit": row.value.unit,
        "worked_out": row.value.is_worked_out,
        "span": row.span.notation,
        "read": row.read,
        **{name: own.get(name, "") for name in (*OWN_WORDS, *OF_ITS_KIND, "tolerance")},
        **{name: "\n".join(own.get(name, ())) for name in (*LISTS_OF_ITS_KIND, *LINES)},
        "wrong": wrong,
        "safe": own.get("safe", False),
    }


def _row(form: SlotForm) -> Row:
    kind = form.kind.data if form.kind.data in values.KINDS else values.TEXT
    value = Value(
        kind,
        _stripped(form.value.data),
        form.bound.data or Bound.EXACTLY,
        _stripped(form.unit.data),
        bool(form.worked_out.data),
    )
    return Row(
        _stripped(form.name.data),
        value,
        Span.parse(form.span.data or "") or GONE,
        form.read.data or "",
        _own(form),
    )


def _own(form: SlotForm) -> dict[str, Any]:
    plain = (*OWN_WORDS, *OF_ITS_KIND, "tolerance")
    wrong = [(_stripped(each["text"]), _stripped(each["why"])) for each in form.wrong.data]
    return {
        **{name: _stripped(form[name].data) for name in plain},
        **{name: _each_line(form[name].data) for name in (*LISTS_OF_ITS_KIND, *LINES)},
        "wrong": [pair for pair in wrong if any(pair)],
        "safe": bool(form.safe.data),
    }


def _plain(text: str | None) -> str:
    """A hidden field of one line, as it was written into the page."""
    return (text or "").replace("\r\n", " ").replace("\n", " ")


def _stripped(text: str | None) -> str:
    return " ".join((text or "").split())


def _each_line(text: str | None) -> list[str]:
    return [line for line in map(_stripped, (text or "").splitlines()) if line]


def _numbers(text: str | None) -> list[Any]:
    """Paragraphs, each once; what is no number stays, for the page to say so."""
    found = dict.fromkeys(part.removeprefix("¶") for part in _split(_LIST, text))
    return [int(part) if _NUMBER.fullmatch(part) else part for part in found if part][
        :MOST_PARAGRAPHS
    ]


def _split(by: "re.Pattern[str]", text: str | None) -> list[str]:
    return [part for part in by.split((text or "").strip()) if part]


def control_of(form: FactForm, place: str) -> str:
    """The id of the control that a problem of the core is about: "ask.when" is "slots-0-ask"."""
    name, _, rest = place.partition(".")
    slot = next((row for row in form.rows if row.name.data == rest.partition(".")[0]), None)
    if slot is not None:
        own = {"distractors": "wrong-0-text"}.get(name, name)
        return f"{slot.name.id.removesuffix('name')}{own}"
    name = "ask_speaker" if place == "ask.speaker" else name
    return str(form[name].id) if name in form else form.text.id
