"""The value of a slot in three dresses: fields of a row, the notation of facts.toml, and words."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from app.banks.editor.names import Names
from app.core.grading.dates import UnreadableDate, read_date
from app.core.grading.numbers import read_figure
from app.core.messages import N_, Words
from app.core.values import BadValue, Bound, Date, Number

ENTITY, NUMBER, DATE, TEXT = KINDS = ("entity", "number", "date", "text")
INFERRED = "year inferred"
_BOUNDS_FIRST = tuple(sorted(set(Bound) - {Bound.EXACTLY}, key=len, reverse=True))
_POSSESSIVE = re.compile(r"['’]s?$")
_LIKELY_YEAR = re.compile(r"1\d{3}|20\d{2}")


@dataclass(frozen=True, slots=True)
class Value:
    """What a row of the form says. `value` is typed: a name, a figure, a date; words have none.

    `shown` is how the sentence words it, where that is not its plain reading.
    """

    kind: str
    value: str = ""
    bound: str = Bound.EXACTLY
    unit: str = ""
    is_worked_out: bool = False
    shown: str = ""


def read_notation(notation: str, names: Names) -> Value | None:
    """Read what stands behind the colon in "{when:date=2022}"; none for what is no value."""
    if notation.startswith("@"):
        ids, _, shown = notation.partition("|")
        joined = names.joined(one.strip().removeprefix("@") for one in ids.split("+"))
        return Value(ENTITY, joined, shown=shown.strip())
    form, _, rest = notation.partition("=")
    match form:
        case "number":
            figure, bound, unit = (*(part.strip() for part in rest.split("|", 2)), "", "")[:3]
            return Value(NUMBER, figure, bound or Bound.EXACTLY, unit)
        case "date":
            digits, _, mark = rest.partition("|")
            return Value(DATE, date_in_words(digits.strip()), is_worked_out=bool(mark.strip()))
        case "text" if rest.strip():
            return Value(TEXT, shown=rest.strip())
    return None


def notation_of(value: Value, names: Names) -> str:
    """As facts.toml holds it; what cannot be read stays as it was typed."""
    match value.kind:
        case "entity":
            ids = names.listed(value.value) or (value.value.removeprefix("@"),)
            shown = f"|{value.shown}" if value.shown else ""
            return "@" + "+".join(ids) + shown
        case "number":
            return f"number={number_notation(value)}"
        case "date":
            mark = f"|{INFERRED}" if value.is_worked_out else ""
            return f"date={date_notation(value.value)}{mark}"
    return f"text={value.shown}"


def number_notation(value: Value) -> str:
    figure = read_figure(value.value)
    typed = f"{figure.value:f}" if figure else value.value
    bound = "" if value.bound == Bound.EXACTLY else value.bound
    return f"{typed}|{bound}|{value.unit}".rstrip("|")


def date_notation(typed: str) -> str:
    with suppress(UnreadableDate, BadValue):
        return read_date(typed).notation
    return typed.strip()


def is_date(typed: str) -> bool:
    try:
        Date.parse(date_notation(typed))
    except BadValue:
        return False
    return True


def date_in_words(notation: str) -> str:
    """ "16 June 2023" for "2023-06-16"; what is no date stays as it is."""
    with suppress(BadValue):
        return Date.parse(notation).text
    return notation


def in_words(value: Value, names: Names) -> str:
    """How the value reads in its sentence."""
    match value.kind:
        case "entity":
            return value.shown or names.in_sentence(names.listed(value.value)) or value.value
        case "number":
            with suppress(BadValue):
                return Number.parse(number_notation(value)).text
            return value.value
        case "date":
            with suppress(BadValue):
                mark = f"|{INFERRED}" if value.is_worked_out else ""
                return Date.parse(date_notation(value.value) + mark).printed.text
            return value.value
    return value.shown


def problem_of(value: Value, names: Names) -> Words | None:
    """What to type instead, where the value cannot be read."""
    return _PROBLEMS[value.kind](value, names)


def _entity_problem(value: Value, names: Names) -> Words | None:
    if not value.value.strip():
        return Words(N_("Write a name of this bank."), {})
    unknown = "" if names.listed(value.value) else names.unknown(value.value)
    words = N_("This bank has no name ‘%(name)s’ yet. Add it, or choose another.")
    return Words(words, {"name": unknown.removeprefix("@")}) if unknown else None


def _number_problem(value: Value, _names: Names) -> Words | None:
    try:
        Number.parse(number_notation(value))
    except BadValue:
        return Words(N_("Enter a number, such as 8849 or 3.5."), {})
    return None


def _date_problem(value: Value, _names: Names) -> Words | None:
    try:
        Date.parse(date_notation(value.value) + (f"|{INFERRED}" if value.is_worked_out else ""))
    except BadValue:
        if value.is_worked_out:
            words = N_("Only a date with a month can have its year worked out.")
            return Words(words, {})
        return Words(N_("Enter a date, such as 16 June 2023, June 2023 or 2023."), {})
    return None


def _text_problem(value: Value, _names: Names) -> Words | None:
    return None if value.shown else Words(N_("These words are not in the sentence."), {})


_PROBLEMS: dict[str, Callable[[Value, Names], Words | None]] = {
    ENTITY: _entity_problem,
    NUMBER: _number_problem,
    DATE: _date_problem,
    TEXT: _text_problem,
}


def guessed(words: str, names: Names) -> Value:
    """The likeliest reading of words that were marked."""
    kinds = [ENTITY, DATE, NUMBER, TEXT]
    if words.isdigit() and not _LIKELY_YEAR.fullmatch(words):
        kinds.remove(DATE)
    readings = (read_as(kind, words, names) for kind in kinds)
    return next(found for found in readings if found is not None)


def read_as(kind: str, words: str, names: Names) -> Value | None:
    """The words as a value of one kind; none if they cannot be."""
    match kind:
        case "entity":
            ids = names.listed(words) or names.listed(_POSSESSIVE.sub("", words))
            shown = shown_as(words, ids, names)
            return Value(ENTITY, names.joined(ids), shown=shown) if ids else None
        case "number":
            return _number(words)
        case "date":
            return _date(words)
    return Value(TEXT, shown=words)


def _number(words: str) -> Value | None:
    figure = read_figure(words)
    if figure is None:
        return None
    return Value(NUMBER, f"{figure.value:f}", figure.bound or Bound.EXACTLY, figure.unit)


def _date(words: str) -> Value | None:
    try:
        return Value(DATE, read_date(words).text)
    except (UnreadableDate, BadValue):
        return None


def reworded(value: Value, words: str, names: Names) -> Value:
    """The value after its words in the sentence were changed."""
    read = read_as(value.kind, words, names)
    if read is None:
        return replace(value, shown=words) if value.kind == ENTITY else value
    return replace(read, is_worked_out=value.is_worked_out, bound=_kept_bound(value, read))


def _kept_bound(value: Value, read: Value) -> str:
    return read.bound if read.kind == NUMBER else value.bound


def bound_before(words: str) -> str:
    """The bound at the end of what stands before a figure: "about" of "rises about "."""
    plain = words.rstrip().casefold()
    found = (bound for bound in _BOUNDS_FIRST if plain.endswith(bound))
    return next(found, "")


def shown_as(words: str, ids: tuple[str, ...], names: Names) -> str:
    """The words of a sentence where they are not the plain names, else ""."""
    return "" if is_same(words, names.in_sentence(ids)) else words


def is_same(words: str, plain: str) -> bool:
    """But for the capital of a first word and the width of spaces."""
    one, two = (" ".join(text.split()) for text in (words, plain))
    return one[:1].casefold() + one[1:] == two[:1].casefold() + two[1:]
