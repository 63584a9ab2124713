"""The working copy of a bank: the folder as last released with its keepers' drafts laid over it.

A part is the bank itself (key ""), an entity, a fact or a sorting, each a table as `facts.toml`
would hold it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select

from app.banks.folder import Texts
from app.banks.models import Bank, Draft
from app.banks.operations.releases import folder_of
from app.banks.operations.verdicts import verdicts_of
from app.core.generation import (
    BadSource,
    Fingerprint,
    Problem,
    Release,
    Source,
    Verdict,
    named,
    parse,
)
from app.core.generation.identity import hash_of
from app.db import db

PARTS = ("entity", "fact", "sorting")
BANK = "bank"
Table = Mapping[str, Any]


class NoFolder(LookupError):
    """The bank was last released before its files were kept: apply its folder once more."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the working copy. `written` None: it is to be removed.

    `version` is what `save_draft` wants back; it is above 0 where there is a draft, and otherwise
    stands for what is released.
    """

    part: str
    key: str
    written: Table | None
    version: int = 0
    released: Table | None = None

    @property
    def is_drafted(self) -> bool:
        return self.version > 0


@dataclass(frozen=True)
class WorkingCopy:
    """`parts` by (part, key), in the order of the file; what drafts add comes last."""

    bank_id: int
    parts: Mapping[tuple[str, str], Part]
    article: Fingerprint
    pinned: Release
    verdicts: tuple[Verdict, ...]
    texts: Texts

    def part(self, part: str, key: str) -> Part:
        """The part as it would be released; an empty one of version 0 if there is none."""
        return self.parts.get((part, key), Part(part, key, None))

    def tables(self, part: str) -> tuple[Table, ...]:
        """Every entity, fact or sorting that is not to be removed."""
        rows = (each.written for each in self.parts.values() if each.part == part)
        return tuple(row for row in rows if row is not None)

    @property
    def drafted(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts.values() if part.is_drafted)

    def source(self) -> Source:
        """The whole bank as drafted, under the names its histories go by; raise BadSource."""
        return self._named(parse(self._bank, self._tables))

    def readable(self) -> tuple[Source, tuple[Problem, ...]]:
        """What can be read, and what is wrong with the rest: one broken draft hides no other."""
        return self._readable

    def id_of(self, fact_uid: str) -> str:
        """The id in facts.toml of a fact by its uid in the database; "" if it is not there."""
        name = fact_uid.partition("/")[2]
        told = (told.fact for told in self.pinned.lineages if told.name == name)
        known = next(told, name)
        return known if ("fact", known) in self.parts else ""

    @cached_property
    def _readable(self) -> tuple[Source, tuple[Problem, ...]]:
        bank, tables = self._bank, self._tables
        problems: tuple[Problem, ...] = ()
        while True:
            try:
                return self._named(parse(bank, tables)), problems
            except BadSource as error:
                problems = problems or error.problems
                broken = {problem.where for problem in error.problems}
                fewer = _without(tables, broken)
                if fewer == tables and bank is self._released_bank:
                    return self._named(parse(bank, {})), problems
                # What cannot be placed is wrong with the bank itself: read it as released.
                bank = self._released_bank if fewer == tables else bank
                tables = fewer

    @property
    def _bank(self) -> Table:
        return self.part(BANK, "").written or {}

    @cached_property
    def _released_bank(self) -> Table:
        return self.part(BANK, "").released or {}

    @property
    def _tables(self) -> dict[str, list[Table]]:
        return {part: list(self.tables(part)) for part in PARTS}

    def _named(self, source: Source) -> Source:
        return named(source, self.pinned.lineages)


def working_copy(bank: Bank) -> WorkingCopy:
    """The bank as its keepers are writing it. Raise NoFolder."""
    texts = folder_of(bank)
    if texts is None:
        raise NoFolder(bank.uid)
    parts = _released_parts(texts)
    drafts = select(Draft).where(Draft.bank_id == bank.id).order_by(Draft.id)
    for draft in db.session.scalars(drafts):
        place = (draft.part, draft.key)
        released = parts[place].released if place in parts else None
        parts[place] = Part(*place, draft.written, draft.version, released)
    return WorkingCopy(bank.id, parts, texts.article, texts.release, verdicts_of(bank), texts)


def undrafted(part: str, key: str, released: Table | None) -> Part:
    """The part as it is released."""
    version = -int(hash_of(released)[:7], 16) - 1 if released is not None else 0
    return Part(part, key, released, version, released)


def _released_parts(texts: Texts) -> dict[tuple[str, str], Part]:
    tables = tomllib.loads(texts.facts_toml)
    places = [(BANK, "", tomllib.loads(texts.bank_toml))]
    places += [(part, row["id"], row) for part in PARTS for row in tables.get(part, ())]
    return {(part, key): undrafted(part, key, table) for part, key, table in places}


def _without(tables: dict[str, list[Table]], places: set[str]) -> dict[str, list[Table]]:
    return {
        part: [row for row in rows if f"{part} {row.get('id')}" not in places]
        for part, rows in tables.items()
    }
