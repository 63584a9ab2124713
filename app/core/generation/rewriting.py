"""The files of a bank written anew where something in them changed; the rest stays as typed."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Annotated, Any

import tomlkit
from pydantic import Field, StringConstraints, ValidationError
from tomlkit.items import Item

from app.core.generation.problems import BadSource, Problem, problem_of
from app.core.generation.toml import tables_of
from app.core.generation.verdicts import Decision, Edits, Verdict
from app.core.generation.written import Said, Text, Written

Table = Mapping[str, Any]
Changes = Mapping[tuple[str, str], Table | None]
"""By part (`entity`, `fact`, `sorting`) and id; None takes it out."""

MOST_PROBLEMS = 1_000
_NOT_KEPT = (tomllib.TOMLDecodeError, tomlkit.exceptions.TOMLKitError, LookupError)
_TABLE = r"(^[ \t]*+\[\[[ \t]*+\w++[ \t]*+\]\])"
# Comments are taken whole whether a table follows or not: each is looked at once.
_HEADER = re.compile(rf"(?m)(?:^[ \t]*+#[^\n]*+\n)++{_TABLE}?|{_TABLE}")


def rewritten(facts_toml: str, changes: Changes) -> str:
    """`facts.toml` with these tables in place of the ones of their ids; new ones come last.

    Comments, order and layout of all others stay, and what is unchanged in a changed one.
    """
    wanted = _changed(tomllib.loads(facts_toml), changes)
    try:
        spliced = _spliced(facts_toml, changes)
        if tomllib.loads(spliced) == wanted:
            return spliced
    except (*_NOT_KEPT, TypeError):
        pass  # Written in a way that cannot be cut into tables: only the comments are lost.
    return "\n".join(_block(part, table) for part in wanted for table in wanted[part])


def rewritten_bank(bank_toml: str, table: Table) -> str:
    """`bank.toml` holding this table."""
    document = tomlkit.parse(bank_toml)
    _update(document, table)
    written = tomlkit.dumps(document)
    return written if tomllib.loads(written) == table else tomlkit.dumps(table)


def verdicts_toml(verdicts: Iterable[Verdict]) -> str:
    """`verdicts.toml`, the same from the same verdicts; "" for none."""
    rows = sorted(verdicts, key=lambda each: each.question)
    return "\n".join(_block("verdict", _row(each)) for each in rows)


def read_verdicts(text: str) -> tuple[Verdict, ...]:
    """Read `verdicts.toml`; raise BadSource."""
    try:
        printed = _Verdicts.model_validate(tables_of(text))
    except ValidationError as error:
        fields = _Verdict.model_fields
        details = islice(error.errors(include_url=False), MOST_PROBLEMS)
        problems = (problem_of(each, "verdicts.toml", fields) for each in details)
        raise BadSource(problems) from None
    except (ValueError, RecursionError) as error:
        mend = "Take the file out, or put back the one that Factdeck wrote."
        problem = Problem("verdicts.toml", "", f"This is not TOML: {error}.", mend)
        raise BadSource([problem]) from None
    return tuple(each.verdict for each in printed.verdict)


class _Rewording(Written):
    text: Said
    new_text: Text = ""
    why: Text = ""


class _Edits(Written):
    prompt: Text = ""
    explanation: Text = ""
    choices: Annotated[tuple[_Rewording, ...], Field(max_length=26)] = ()


class _Verdict(Written):
    question: Annotated[Said, StringConstraints(max_length=40)]
    decision: Decision
    content_hash: Annotated[Said, StringConstraints(max_length=64)]
    reason: Text = ""
    edits: _Edits = _Edits()

    @property
    def verdict(self) -> Verdict:
        edits = Edits.from_json(self.edits.model_dump())
        return Verdict(self.question, self.decision, self.content_hash, self.reason, edits)


class _Verdicts(Written):
    verdict: tuple[_Verdict, ...] = ()


def _row(verdict: Verdict) -> Table:
    row = {
        "question": verdict.question,
        "decision": str(verdict.decision),
        "content_hash": verdict.content_hash,
        "reason": verdict.reason,
        "edits": verdict.edits.to_json(),
    }
    return {name: value for name, value in row.items() if value}


def _changed(tables: Table, changes: Changes) -> dict[str, list[Table]]:
    parts = {part: list(rows) for part, rows in tables.items()}
    wanted = {
        part: [changes.get((part, row.get("id", "")), row) for row in rows]
        for part, rows in parts.items()
    }
    for (part, key), table in changes.items():
        if table is not None and key not in {row.get("id") for row in parts.get(part, ())}:
            wanted.setdefault(part, []).append(table)
    kept = {part: [row for row in rows if row is not None] for part, rows in wanted.items()}
    return {part: rows for part, rows in kept.items() if rows}


def _spliced(text: str, changes: Changes) -> str:
    head, *blocks = _cut(text)
    known, pieces = set(), [head]
    for block in blocks:
        ((part, (table,)),) = tomllib.loads(block).items()
        place = (part, table["id"])
        known.add(place)
        written = changes.get(place, table)
        if written is not None:
            pieces.append(block if written == table else _edited(block, part, written))
    fresh = (place for place, table in changes.items() if place not in known and table is not None)
    added = [_block(part, changes[part, key] or {}) for part, key in fresh]
    if added and text and not pieces[-1].endswith("\n\n"):
        pieces[-1] = pieces[-1].rstrip("\n") + "\n\n"
    return "".join(pieces) + "\n".join(added)


def _cut(text: str) -> Iterator[str]:
    """What comes before the first table, then each table with the comment above it."""
    starts = [match.start() for match in _HEADER.finditer(text) if match.lastindex]
    ends = [*starts, len(text)]
    yield text[: ends[0]]
    yield from (text[start:end] for start, end in zip(starts, ends[1:], strict=True))


def _edited(block: str, part: str, written: Table) -> str:
    """The table as typed where that can be kept, else printed anew."""
    body = block.rstrip("\r\n\t ")
    try:
        document = tomlkit.parse(body + "\n")
        _update(document[part][0], written)
        edited = tomlkit.dumps(document)
        is_right = tomllib.loads(edited) == {part: [written]}
    except _NOT_KEPT:
        is_right = False
    edited = edited if is_right else _block(part, written)
    return edited.rstrip("\n") + block[len(body) :]


def _update(table: Any, written: Table) -> None:
    """Change what differs, in place."""
    for name in [name for name in table if name not in written]:
        del table[name]
    for name, value in written.items():
        if name not in table:
            table[name] = _item(value)
        elif isinstance(value, Mapping) and isinstance(table[name], Mapping):
            _update(table[name], value)
        elif table[name] != value:
            table[name] = _item(value)


def _block(part: str, table: Table) -> str:
    inside = tomlkit.table()
    for name, value in table.items():
        inside[name] = _item(value)
    return f"[[{part}]]\n{inside.as_string()}"


def _item(value: Any) -> Item:
    match value:
        case Mapping():
            inline = tomlkit.inline_table()
            inline.update({name: _item(each) for name, each in value.items()})
            return inline
        case list() | tuple():
            array = tomlkit.array()
            array.extend(_item(each) for each in value)
            return array
    item: Item = tomlkit.item(value)
    return item
