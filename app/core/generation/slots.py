"""The notation of values: ``{who:@everest}`` in a sentence, ``"@everest"`` on its own."""

import re
from collections.abc import Iterator

from app.core.generation.source import SPEAKER, Entities, Phrase, Slot, Value
from app.core.values import BadValue, Date, Number

NAME = re.compile(r"[a-z][a-z0-9_]*")
_BRACES = re.compile(r"\{([^{}]*)\}")
_FORMS = "@entity, number=500|at least|people, date=2013-01 or text=free words"


def read_text(text: str) -> tuple[str | Slot, ...]:
    """Split a fact's sentence into words and slots; raise BadValue naming the slot."""
    if _BRACES.sub("", text).count("{") or _BRACES.sub("", text).count("}"):
        raise BadValue("a brace is opened or closed without its partner")
    parts = tuple(_parts(text))
    names = [part.name for part in parts if isinstance(part, Slot)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadValue(f"the slot {twice[0]!r} stands in it twice")
    return parts


def read_like(sample: Value, notation: str) -> Value:
    """Read a value on its own, of the same form as the slot's; raise BadValue.

    Bound and unit come from the slot: beside ``500|at least|people``, ``"300"`` is enough.
    """
    match sample:
        case Entities():
            return _entities(notation)
        case Number(_, bound, unit):
            own = Number.parse(notation)
            return own if "|" in notation else Number(own.value, bound, unit)
        case Date():
            return Date.parse(notation)
        case Phrase():
            return Phrase(notation.strip())


def _parts(text: str) -> Iterator[str | Slot]:
    # split() with one group gives words and the inside of braces in turn.
    for position, piece in enumerate(_BRACES.split(text)):
        if position % 2:
            yield _slot(piece)
        elif piece:
            yield piece


def _slot(inside: str) -> Slot:
    name, colon, notation = inside.partition(":")
    if not colon or not NAME.fullmatch(name):
        raise BadValue(f"{{{inside}}} is not a slot such as {{who:@everest}}")
    if name == SPEAKER:
        raise BadValue(f"the slot name {SPEAKER!r} is kept for who makes an attributed claim")
    try:
        return Slot(name, _value(notation))
    except BadValue as error:
        raise BadValue(f"in the slot {name!r}, {error}") from None


def _value(notation: str) -> Value:
    if notation.startswith("@"):
        return _entities(notation)
    form, _, rest = notation.partition("=")
    match form:
        case "number":
            return Number.parse(rest)
        case "date":
            return Date.parse(rest)
        case "text" if rest.strip():
            return Phrase(rest.strip())
    raise BadValue(f"{notation!r} is not a value: write {_FORMS}")


def _entities(notation: str) -> Entities:
    names, _, shown = notation.partition("|")
    if not names.startswith("@"):
        raise BadValue(f"{notation!r} is not an entity: write @ and its id")
    ids = tuple(name.strip().removeprefix("@") for name in names.removeprefix("@").split("+"))
    if not all(ids) or len(set(ids)) < len(ids):
        raise BadValue(f"{notation!r} names an entity twice, or none")
    return Entities(ids, shown.strip())
