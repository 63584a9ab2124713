"""Who is who in a bank, from its working copy or as released."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.banks.folding import folded
from app.core.generation.source import EntityKind


@dataclass(frozen=True, slots=True)
class NameRow:
    id: str
    kind: str
    name: str
    about: str
    roles: tuple[str, ...]
    side: str
    others: tuple[str, ...]
    is_drafted: bool = False


def name_groups(
    tables: Iterable[tuple[Mapping[str, Any], bool]], search: str
) -> list[tuple[str, list[NameRow]]]:
    """By kind, names in order, those that hold `search`. A table comes with whether it is new."""
    kinds = {kind.value: place for place, kind in enumerate(EntityKind)}
    rows = sorted(
        _rows(tables, folded(search)),
        key=lambda row: (kinds.get(row.kind, len(kinds)), row.kind, folded(row.name)),
    )
    return [(kind, list(group)) for kind, group in groupby(rows, key=lambda row: row.kind)]


def _rows(tables: Iterable[tuple[Mapping[str, Any], bool]], words: str) -> Iterator[NameRow]:
    for table, is_drafted in tables:
        row = _row(table, is_drafted)
        if words in folded(" ".join((row.name, row.about, row.side, *row.roles, *row.others))):
            yield row


def _row(table: Mapping[str, Any], is_drafted: bool) -> NameRow:
    aliases = [str(each) for each in table.get("aliases") or ()]
    acronym = [str(table["acronym"])] if table.get("acronym") else []
    return NameRow(
        id=str(table.get("id", "")),
        kind=str(table.get("kind", "")),
        name=str(table.get("name", "")),
        about=str(table.get("about") or ""),
        roles=tuple(str(each) for each in table.get("roles") or ()),
        side=str(table.get("side") or ""),
        others=tuple(acronym + aliases),
        is_drafted=is_drafted,
    )
