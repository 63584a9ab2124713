"""A fact's sentence in plain words, with the rows of what can be asked of it.

The form shows words; facts.toml holds braces. Whoever likes braces may type them: they become
rows. Between two looks a person may change the words or the fields of a row; the rest follows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from app.banks.editor import values
from app.banks.editor.marks import Span, moved, replaced, trimmed
from app.banks.editor.names import Names
from app.banks.editor.values import DATE, ENTITY, NUMBER, TEXT, Value
from app.core.generation.slots import NAME
from app.core.generation.source import SPEAKER
from app.core.messages import N_, Words

_BRACES = re.compile(r"\{([^{}]*)\}")
GONE = Span(0, 0)
_CALLED = {NUMBER: "count", DATE: "when", TEXT: "what"}
_ENTITY_CALLED = {"person": "who", "organisation": "who", "place": "where"}


class CannotMark(ValueError):
    """These words cannot be asked for; `words` say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class Row:
    """A slot as the form holds it. `read` is its value at the last look; `span` lies in the
    sentence of that look, and is `GONE` when the sentence has lost the words.
    """

    name: str
    value: Value
    span: Span = GONE
    read: str = ""
    own: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_gone(self) -> bool:
        return self.span == GONE


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    rows: tuple[Row, ...] = ()

    def named(self, name: str) -> Row | None:
        return next((row for row in self.rows if row.name == name), None)


def from_braces(text: str, names: Names) -> Sentence:
    """A sentence as facts.toml holds it."""
    return settled(text, "", (), names)


def to_braces(sentence: Sentence, names: Names) -> str:
    text = sentence.text
    for row in sorted(sentence.rows, key=lambda row: -row.span.start):
        if not row.is_gone:
            slot = f"{{{row.name}:{values.notation_of(row.value, names)}}}"
            text = text[: row.span.start] + slot + text[row.span.end :]
    return text


def settled(typed: str, was: str, rows: Iterable[Row], names: Names) -> Sentence:
    """Make words and rows agree again after either was changed."""
    text, fresh = _without_braces(_in_one_line(typed), names)
    by_name = {row.name: row for row in fresh}
    found = [*fresh]
    for row in rows:
        if row.name in by_name:
            at = found.index(by_name[row.name])
            found[at] = by_name[row.name] = replace(found[at], own=row.own)
        else:
            span = moved(row.span, was, text)
            is_free = not any(span.overlaps(other.span) for other in found)
            now = replace(row, span=span if is_free else GONE)
            found.append(_followed(now, row.span.words(was), text, names))
    return _as_read(Sentence(text, tuple(found)), names)


def _in_one_line(typed: str) -> str:
    """A letter for a letter, so that marks stay where they are."""
    return typed.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")


def _without_braces(typed: str, names: Names) -> tuple[str, list[Row]]:
    """The plain sentence and a row for every brace that can be read."""
    text, rows, place = "", [], 0
    for match in _BRACES.finditer(typed):
        row = _row_of(match[1], names)
        if row is None:
            continue
        text += typed[place : match.start()]
        words = values.in_words(row.value, names)
        span = Span(len(text), len(text) + len(words))
        rows.append(replace(row, span=span))
        text, place = text + words, match.end()
    return text + typed[place:], rows


def _row_of(inside: str, names: Names) -> Row | None:
    name, colon, notation = inside.partition(":")
    value = values.read_notation(notation.strip(), names) if colon else None
    if value is None or not NAME.fullmatch(name) or name == SPEAKER:
        return None
    return Row(name, value, read=_key(value, names))


def _key(value: Value, names: Names) -> str:
    """Names what the fields of a row say, apart from the words of the sentence."""
    plain = replace(value, shown="" if value.kind != TEXT else "…")
    return values.notation_of(plain, names)


def _followed(row: Row, was: str, text: str, names: Names) -> Row:
    """The fields win over the words if they were changed, else the words over the fields."""
    words = row.span.words(text)
    is_changed = _key(row.value, names) != row.read
    if is_changed and row.value.kind != TEXT:
        return replace(row, value=_filled(row.value, words, names))
    if words != was and not row.is_gone:
        value, span = _widened(values.reworded(row.value, words, names), row.span, text, names)
        return replace(row, value=value, span=span)
    return replace(row, value=_with_words(row.value, words, names))


def _filled(value: Value, words: str, names: Names) -> Value:
    """A row that became a date, say, and has none yet takes it from the words."""
    if value.value.strip():
        return replace(value, shown="")
    read = values.read_as(value.kind, words, names)
    if read is None and value.kind == ENTITY:
        return replace(value, value=names.proposed(words))
    return read or value


def _with_words(value: Value, words: str, names: Names) -> Value:
    if value.kind == ENTITY:
        return replace(value, shown=values.shown_as(words, names.listed(value.value), names))
    return replace(value, shown=words if value.kind == TEXT else "")


def _as_read(sentence: Sentence, names: Names) -> Sentence:
    """The sentence with every value as it reads, rows in their order in it."""
    text, rows = sentence.text, list(sentence.rows)
    for index in range(len(rows)):
        row = rows[index] = replace(rows[index], read=_key(rows[index].value, names))
        words = values.in_words(row.value, names)
        if row.is_gone or not words or values.is_same(row.span.words(text), words):
            continue
        spans = [each.span for each in rows]
        text, spans = replaced(text, row.span, words, spans)
        rows = [
            each if each.is_gone else replace(each, span=span)
            for each, span in zip(rows, spans, strict=True)
        ]
    ordered = sorted(rows, key=lambda row: (row.is_gone, row.span.start))
    return Sentence(text, tuple(ordered))


def marked(sentence: Sentence, span: Span, names: Names) -> tuple[Sentence, str]:
    """The sentence with one more slot, and its name; raise CannotMark."""
    span = trimmed(span, sentence.text)
    words = span.words(sentence.text)
    if not words:
        raise CannotMark(Words(N_("Select the words that can be asked for."), {}))
    taken = next((row for row in sentence.rows if row.span.overlaps(span)), None)
    if taken:
        told = N_("‘%(words)s’ is asked for already, as ‘%(name)s’.")
        raise CannotMark(Words(told, {"words": words, "name": taken.name}))
    value, span = _widened(values.guessed(words, names), span, sentence.text, names)
    name = _new_name(value, sentence.rows, names)
    row = Row(name, value, span, _key(value, names))
    return _as_read(replace(sentence, rows=(*sentence.rows, row)), names), name


def _widened(value: Value, span: Span, text: str, names: Names) -> tuple[Value, Span]:
    """With the words before that belong to the value: "about", "the"."""
    before = text[: span.start]
    if value.kind == NUMBER and (bound := values.bound_before(before)):
        start = len(before.rstrip()) - len(bound)
        return replace(value, bound=bound), Span(start, span.end)
    if value.kind == ENTITY and before.casefold().endswith("the "):
        wider = Span(span.start - len("the "), span.end)
        read = values.read_as(ENTITY, wider.words(text), names)
        if read and not read.shown:
            return read, wider
    return value, span


def _new_name(value: Value, rows: Sequence[Row], names: Names) -> str:
    base = _CALLED.get(value.kind, "")
    if not base:
        ids = names.listed(value.value)
        base = _ENTITY_CALLED.get(names.kind(ids[0]) if ids else "", "what")
    taken = {row.name for row in rows}
    return next(name for name in _numbered(base) if name not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}{number}"
        number += 1


def without(sentence: Sentence, name: str) -> Sentence:
    """The words stay; they are no longer asked for."""
    return replace(sentence, rows=tuple(row for row in sentence.rows if row.name != name))
