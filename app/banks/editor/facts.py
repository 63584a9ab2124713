"""A fact as facts.toml holds it, and as the form shows it; nothing the form leaves out is lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.banks.editor import sentence as sentences
from app.banks.editor import values
from app.banks.editor.names import Names
from app.banks.editor.sentence import Row, Sentence
from app.banks.editor.values import DATE, ENTITY, NUMBER, TEXT, Value
from app.core.generation.source import SPEAKER, Truth
from app.core.values import Bound

Table = Mapping[str, Any]

# What a slot has beside its value, by the field of facts.toml: one line of words each …
WORDS = ("ask", "ask_one", "ask_not", "reverse", "event")
# … a value of the slot's kind, several of them, or spellings.
OF_ITS_KIND, LISTS_OF_ITS_KIND, LINES = ("false",), ("also_true",), ("accept",)
_PER_SLOT = (*WORDS, *OF_ITS_KIND, *LISTS_OF_ITS_KIND, *LINES, "distractors", "tolerance")
_PLAIN = ("kind", "hedge", "explain", "gist", "skill")
_MARK = "@"
_EMPTY: tuple[Any, ...] = ("", [], {}, False, None)
USUAL = 2


@dataclass(frozen=True, slots=True)
class FactText:
    """Everything the form says: the sentence with its rows, and the fields around it."""

    sentence: Sentence
    fields: Mapping[str, Any]


def read_table(table: Table, names: Names) -> FactText:
    """What the form shows of a fact."""
    text = sentences.from_braces(" ".join(str(table.get("text", "")).split()), names)
    rows = [_with_own(row, table, names) for row in text.rows]
    lost = [
        _with_own(Row(name, Value(TEXT)), table, names)
        for name in _slots_named(table)
        if name != SPEAKER and not text.named(name)
    ]
    return FactText(Sentence(text.text, (*rows, *lost)), _fields(table, names))


def write_table(fact: FactText, base: Table, names: Names) -> dict[str, Any]:
    """The fact for facts.toml: `base` with everything that the form knows put in its place."""
    fields = fact.fields
    table = dict(base)
    table |= {name: fields[name] for name in ("id", *_PLAIN)}
    table["text"] = sentences.to_braces(fact.sentence, names)
    table["cite"] = [{"paragraph": number} for number in fields["cite"]]
    table["truth"] = "" if fields["truth"] == Truth.REPORTED else fields["truth"]
    table["speaker"] = _speaker(fields, names)
    table["importance"] = fields["importance"]
    table["as_of"] = values.date_notation(fields["as_of"])
    table["sensitive"] = fields["sensitive"]
    table["tags"] = list(fields["tags"])
    table["skip"] = [*fields["skip"], *fields["skip_some"]]
    table["safe"] = [row.name for row in fact.sentence.rows if row.own.get("safe")]
    for name in _PER_SLOT:
        table[name] = _of_slots(name, fact.sentence.rows, names) | _of_speaker(name, base, fields)
    filled = {name: value for name, value in table.items() if value not in _EMPTY}
    if filled.get("importance") == USUAL and "importance" not in base:
        del filled["importance"]
    return {name: _as_it_was(name, value, base) for name, value in filled.items()}


def _fields(table: Table, names: Names) -> dict[str, Any]:
    skip = [str(name) for name in _list(table.get("skip"))]
    speaker = str(table.get("speaker", ""))
    return {
        **{name: str(table.get(name) or "") for name in ("id", *_PLAIN)},
        "cite": [one.get("paragraph") for one in _list(table.get("cite")) if isinstance(one, dict)],
        "truth": str(table.get("truth") or Truth.REPORTED),
        "speaker": names.name(speaker) if speaker else "",
        "ask_speaker": str(_table(table.get("ask")).get(SPEAKER, "")),
        "importance": table.get("importance", USUAL),
        "as_of": values.date_in_words(str(table.get("as_of") or "")),
        "sensitive": bool(table.get("sensitive")),
        "tags": [str(tag) for tag in _list(table.get("tags"))],
        "skip": [name for name in skip if ":" not in name],
        "skip_some": [name for name in skip if ":" in name],
    }


def _speaker(fields: Mapping[str, Any], names: Names) -> str:
    """Somebody only where it is not the narrator's word; typed in vain it stays as typed."""
    said = fields["speaker"] if fields["truth"] != Truth.REPORTED else ""
    return names.find(said) or str(said)


def _with_own(row: Row, table: Table, names: Names) -> Row:
    """The row with what the fact's other fields say of its slot."""
    own: dict[str, Any] = {name: _table(table.get(name)).get(row.name) for name in _PER_SLOT}
    said = {name: str(own[name] or "") for name in WORDS}
    said |= {name: _shown(row, own[name], names) for name in OF_ITS_KIND}
    lists = {
        name: [_shown(row, one, names) for one in _list(own[name])] for name in LISTS_OF_ITS_KIND
    }
    lists |= {name: [str(one) for one in _list(own[name])] for name in LINES}
    wrong = [_wrong(row, one, names) for one in _list(own["distractors"])]
    rest = {
        "wrong": wrong,
        "tolerance": str(own["tolerance"] or ""),
        "safe": row.name in _list(table.get("safe")),
    }
    return Row(row.name, row.value, row.span, row.read, {**said, **lists, **rest})


def _wrong(row: Row, one: Any, names: Names) -> tuple[str, str]:
    table = one if isinstance(one, dict) else {"text": one}
    return _shown(row, table.get("text"), names), str(table.get("why") or "")


def _shown(row: Row, notation: Any, names: Names) -> str:
    """A value on its own as a person types it: "K2" for "@k2", "16 June 2023"."""
    said = str(notation or "")
    if said.startswith(_MARK):
        name = names.joined(one.removeprefix(_MARK) for one in said.split("+"))
        return name if row.value.kind == ENTITY else f"{_MARK}{name.removeprefix(_MARK)}"
    return values.date_in_words(said) if row.value.kind == DATE else said


def _written(row: Row, shown: str, names: Names) -> str:
    """The reverse of `_shown`."""
    said = " ".join(shown.split())
    if row.value.kind == ENTITY or said.startswith(_MARK):
        ids = names.listed(said.removeprefix(_MARK))
        return _MARK + "+".join(ids) if ids else said
    if row.value.kind == NUMBER:
        return values.number_notation(Value(NUMBER, said))
    return values.date_notation(said) if row.value.kind == DATE else said


def _of_slots(name: str, rows: Sequence[Row], names: Names) -> dict[str, Any]:
    found = {row.name: _own(row, name, names) for row in rows}
    return {slot: value for slot, value in found.items() if value}


def _own(row: Row, name: str, names: Names) -> Any:
    own: Mapping[str, Any] = row.own
    if name in LISTS_OF_ITS_KIND:
        return [_written(row, one, names) for one in own.get(name, ())]
    if name in LINES:
        return list(own.get(name, ()))
    if name in OF_ITS_KIND:
        return _written(row, own.get(name, ""), names)
    if name == "distractors":
        return [_distractor(row, text, why, names) for text, why in own.get("wrong", ())]
    return own.get(name, "")


def _distractor(row: Row, text: str, why: str, names: Names) -> Any:
    value = _written(row, text, names)
    return {"text": value, "why": why} if why else value


def _of_speaker(name: str, base: Table, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of who makes a claim; the form shows only the question."""
    kept = _table(base.get(name)).get(SPEAKER)
    said = fields["ask_speaker"] if name == "ask" else kept
    return {SPEAKER: said} if said and fields["truth"] != Truth.REPORTED else {}


def _slots_named(table: Table) -> Iterable[str]:
    return dict.fromkeys(str(slot) for name in _PER_SLOT for slot in _table(table.get(name)))


def _as_it_was(name: str, value: Any, base: Table) -> Any:
    """What only looks other than before is left as it was, so that no change shows no draft."""
    was = base.get(name)
    if name == "skip":
        return was if was is not None and sorted(_list(was)) == sorted(value) else value
    return was if _plain(was) == _plain(value) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    words = " ".join(str(value).split()).removesuffix(f"|{values.INFERRED}")
    return words.replace(f"|{Bound.EXACTLY}|", "||")


def _table(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, Mapping) else {}


def _list(raw: Any) -> Sequence[Any]:
    return raw if isinstance(raw, Sequence) and not isinstance(raw, str) else ()
