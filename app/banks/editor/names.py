"""The names of a bank as a keeper types them: any spelling leads to the entity."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

LONGEST_ID = 80
_JOINTS = re.compile(r"\s*[+;]\s*")
_SPOKEN_JOINTS = re.compile(r",? and |, ")
_THE = "the "


class Names:
    """Read from the tables as written, so that one that cannot be read hides no other."""

    def __init__(self, tables: Iterable[Mapping[str, Any]]) -> None:
        self._tables = {str(table["id"]): table for table in tables if table.get("id")}
        self._ids: dict[str, str] = {}
        for entity_id, table in self._tables.items():
            for spelling in (entity_id, *_spellings(table)):
                self._ids.setdefault(_plain(spelling), entity_id)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(map(self.name, self._tables), key=str.casefold))

    def __contains__(self, entity_id: str) -> bool:
        return entity_id in self._tables

    def name(self, entity_id: str) -> str:
        """What a reader calls it; the id where nothing is known by it."""
        return str(self._tables.get(entity_id, {}).get("name") or f"@{entity_id}")

    def in_sentence(self, entity_ids: Iterable[str]) -> str:
        """ "the Wagner Group and Gao"."""
        names = list(map(self._with_article, entity_ids))
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

    def kind(self, entity_id: str) -> str:
        return str(self._tables.get(entity_id, {}).get("kind", ""))

    def has_article(self, entity_id: str) -> bool:
        return bool(self._tables.get(entity_id, {}).get("the"))

    def find(self, words: str) -> str:
        """The id of who is called so, "" for nobody."""
        plain = _plain(words)
        return self._ids.get(plain) or self._ids.get(plain.removeprefix(_THE), "")

    def listed(self, words: str) -> tuple[str, ...]:
        """The ids of names joined by "+", or as a sentence joins them; () if one is unknown."""
        for parts in ([words], _JOINTS.split(words), _SPOKEN_JOINTS.split(words)):
            found = tuple(dict.fromkeys(self.find(part) for part in parts))
            if all(found):
                return found
        return ()

    def proposed(self, words: str) -> str:
        """Words of a sentence as the names they may be, for a field that has none yet."""
        return " + ".join(part for part in _SPOKEN_JOINTS.split(words.strip()) if part)

    def unknown(self, words: str) -> str:
        """The first name among "A + B" that nobody is called by."""
        parts = [part for part in _JOINTS.split(words) if part]
        return next((part for part in parts if not self.find(part)), "")

    def joined(self, entity_ids: Iterable[str]) -> str:
        """As the field of a slot holds them."""
        return " + ".join(map(self.name, entity_ids))

    def _with_article(self, entity_id: str) -> str:
        name = self.name(entity_id)
        return f"{_THE}{name}" if self.has_article(entity_id) else name


def new_id(words: str, taken: Iterable[str]) -> str:
    """An id made of the words, such as "mount-everest", that nothing has yet."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
    base = re.sub(r"[^a-z0-9]+", "-", plain)[: LONGEST_ID - 4].strip("-") or "new"
    known, number, found = set(taken), 1, base
    while found in known:
        number += 1
        found = f"{base}-{number}"
    return found


def _spellings(table: Mapping[str, Any]) -> list[str]:
    aliases = table.get("aliases") or ()
    return [str(name) for name in (table.get("name"), table.get("acronym"), *aliases) if name]


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").removeprefix("@").casefold().split())
