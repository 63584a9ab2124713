"""The names that memories go by, and how they pass from one release to the next.

A fact's uid, and those of its questions and targets, come from a name: the id it was first
released under. A history goes on under its name only while the meaning stays the same. A release
therefore keeps, for every id there ever was, what it last said; nothing else decides.

- The same id goes on, and a new value corrects it, unless the sentence has become another one or
  the one of another fact (ids were swapped). Then it begins anew as ``id~2``.
- A new id goes on as the one it `replaces`, slot by slot, where the value is the same.
- An id that comes back goes on where it was if it says the same, else it begins anew.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Any

from app.core.generation.identity import hash_of
from app.core.generation.source import Fact, Source, key_of

# Sentences with less in common speak of different things, as far as words can tell: half a percent
# of all pairs of facts of a bank pass for one, and one rewording in forty for another sentence.
LEAST_IN_COMMON = 0.25
_NAME = re.compile(r"[a-z0-9-]{1,80}(~[0-9]{1,4})?")
_WORD = re.compile(r"\w{3,}")
_STEM = 5
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "the and for from that this with was were has have had its their his her who which into "
        "than are been being not but also about after before",
    )
)


@dataclass(frozen=True, slots=True)
class Memory:
    """What one slot said when it was last released, and the name its targets go by."""

    name: str
    key: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """One meaning that an id has had. `name` is unique; `fact` is the id it last went by."""

    fact: str
    name: str
    words: frozenset[str]
    memories: Mapping[str, Memory]
    replaces: tuple[str, ...] = ()
    is_retired: bool = False

    @property
    def keys(self) -> dict[str, str]:
        return {slot: each.key for slot, each in self.memories.items() if not each.is_gone}

    @property
    def order(self) -> tuple[str, int, str]:
        return self.fact, len(self.name), self.name

    def to_json(self) -> dict[str, Any]:
        memories = sorted(self.memories.items())
        table = {
            "id": self.fact,
            "name": self.name,
            "words": " ".join(sorted(self.words)),
            "keys": {slot: each.key for slot, each in memories if not each.is_gone},
            "gone": {slot: each.key for slot, each in memories if each.is_gone},
            "names": {slot: each.name for slot, each in memories if each.name != self.name},
            "replaces": list(self.replaces),
            "retired": self.is_retired,
        }
        return {name: value for name, value in table.items() if value or name == "keys"}

    @classmethod
    def from_json(cls, printed: Mapping[str, Any]) -> "Lineage":
        """Read what `to_json` wrote; raise ValueError or KeyError."""
        name, names = printed["name"], printed.get("names", {})
        for each in (printed["id"], name, *names.values()):
            if not _NAME.fullmatch(each):
                raise ValueError(f"{each!r} is not the name of a fact")
        memories = {
            slot: Memory(names.get(slot, name), key, is_gone)
            for part, is_gone in (("keys", False), ("gone", True))
            for slot, key in printed.get(part, {}).items()
        }
        return cls(
            fact=printed["id"],
            name=name,
            words=frozenset(printed.get("words", "").split()),
            memories=memories,
            replaces=tuple(printed.get("replaces", ())),
            is_retired=bool(printed.get("retired", False)),
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as far as its meaning is compared: its words without the slots, its values.

    `weights` are of words that the bank uses often, which tell facts apart less.
    """

    words: frozenset[str]
    keys: Mapping[str, str]
    weights: Mapping[str, float] = field(default_factory=dict)

    def kept(self, told: Lineage) -> set[str]:
        return {slot for slot, key in told.keys.items() if self.keys.get(slot) == key}

    def changed(self, told: Lineage) -> set[str]:
        return (told.keys.keys() & self.keys.keys()) - self.kept(told)

    def is_like(self, told: Lineage) -> bool:
        """Twice what is common among all; sentences made of slots alone are alike."""
        every = self._weight(self.words) + self._weight(told.words)
        return not every or 2 * self._weight(self.words & told.words) / every >= LEAST_IN_COMMON

    def goes_on(self, told: Lineage) -> bool:
        """Is it the same statement, corrected or reworded as it may be?"""
        is_reworded = not self.changed(told) and len(self.kept(told)) > 1
        return is_reworded or self.is_like(told)

    def repeats(self, told: Lineage) -> bool:
        return (self.words, self.keys) == (told.words, told.keys)

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, 1.0) for word in sorted(words))


def named(source: Source, known: Iterable[Lineage]) -> Source:
    """The source, each fact and slot under the name that its memories go by.

    Where nothing is known the names stay what they are.
    """
    known = tuple(known)
    if not known:
        return source
    naming = _Naming(source, known)
    facts = (replace(fact, origins=naming.origins(fact)) for fact in source.facts)
    return replace(source, facts=tuple(facts))


def lineages(source: Source, known: Iterable[Lineage]) -> tuple[Lineage, ...]:
    """What to remember of a named source, and of everything that was released before it."""
    before = {told.name: told for told in known}
    carried = {(fact.origin_of(slot), slot) for fact in source.facts for slot in fact.slots}
    now = {fact.origin: _told(fact, before.get(fact.origin), carried) for fact in source.facts}
    retired = (
        replace(told, memories=_left(told, carried), is_retired=True)
        for told in before.values()
        if told.name not in now
    )
    return tuple(sorted(chain(now.values(), retired), key=lambda told: told.order))


def statement_of(fact: Fact, weights: Mapping[str, float] | None = None) -> Statement:
    words = " ".join(part for part in fact.parts if isinstance(part, str))
    keys = {slot: hash_of(key_of(value)) for slot, value in fact.slots.items()}
    return Statement(words_of(words), keys, weights or {})


def words_of(text: str) -> frozenset[str]:
    """The stems of the words that carry a sentence's meaning."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)


@dataclass(slots=True)
class _Naming:
    source: Source
    known: tuple[Lineage, ...]
    by_fact: dict[str, list[Lineage]] = field(default_factory=dict)
    said: dict[tuple[Any, ...], set[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    weights: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        uses = Counter(word for told in self.known for word in told.words)
        self.weights = {word: times**-0.5 for word, times in uses.items()}
        ids = {fact.id for fact in self.source.facts}
        for told in self.known:
            self.by_fact.setdefault(told.fact, []).append(told)
            if told.fact in ids and not told.is_retired:
                self.said.setdefault(_saying(told.words, told.keys), set()).add(told.fact)
            self.names |= {told.name, *(each.name for each in told.memories.values())}
            self.pairs |= {(each.name, slot) for slot, each in told.memories.items()}

    def origins(self, fact: Fact) -> dict[str, str]:
        statement = statement_of(fact, self.weights)
        told = self._own(fact, statement) or self._replaced(fact, statement)
        name = told.name if told else self._fresh(fact.id)
        slots = {slot: self._slot(fact, statement, told, name, slot) for slot in statement.keys}
        others = {slot: each for slot, each in slots.items() if each != name}
        return others | ({"": name} if name != fact.id else {})

    def _own(self, fact: Fact, statement: Statement) -> Lineage | None:
        """What the id meant before, if it means that still."""
        for told in self._known_as(fact.id):
            is_same = statement.goes_on(told) and (
                not statement.changed(told) if told.is_retired else True
            )
            if is_same and not self._is_swapped(fact.id, statement, told):
                return told
        return None

    def _is_swapped(self, fact_id: str, statement: Statement, told: Lineage) -> bool:
        """Does it now say, value for value, what another fact that is still here said?"""
        if statement.repeats(told):
            return False
        return bool(self.said.get(_saying(statement.words, statement.keys), set()) - {fact_id})

    def _replaced(self, fact: Fact, statement: Statement) -> Lineage | None:
        """What a fact of another id was, if every value is still the same."""
        whole = (self._known_as(old) for old in fact.replaces if "#" not in old)
        for told in chain.from_iterable(whole):
            if statement.goes_on(told) and not statement.changed(told):
                return told
        return None

    def _slot(
        self, fact: Fact, statement: Statement, told: Lineage | None, name: str, slot: str
    ) -> str:
        key = statement.keys[slot]
        own = told.memories.get(slot) if told else None
        if own and (not own.is_gone or own.key == key):
            return own.name
        moved = next(self._moved(fact, statement, slot), "")
        return moved or self._fresh_pair(fact.id, name, slot)

    def _moved(self, fact: Fact, statement: Statement, slot: str) -> Iterator[str]:
        """The names of replaced slots that meant the same."""
        for old in fact.replaces:
            old_id, _, only = old.partition("#")
            for told in self._known_as(old_id) if only in ("", slot) else ():
                memory = told.memories.get(slot)
                is_same = memory and memory.key == statement.keys[slot]
                if (
                    memory
                    and is_same
                    and (statement.is_like(told) or len(statement.kept(told)) > 1)
                ):
                    yield memory.name

    def _known_as(self, fact_id: str) -> list[Lineage]:
        """What is released first, then what retired, the latest first."""
        told = sorted(self.by_fact.get(fact_id, ()), key=lambda each: each.order, reverse=True)
        return sorted(told, key=lambda each: each.is_retired)

    def _fresh(self, fact_id: str) -> str:
        return next(name for name in _numbered(fact_id) if name not in self.names)

    def _fresh_pair(self, fact_id: str, name: str, slot: str) -> str:
        if (name, slot) not in self.pairs:
            return name
        return self._fresh(fact_id)


def _numbered(fact_id: str) -> Iterator[str]:
    yield fact_id
    yield from (f"{fact_id}~{number}" for number in count(2))


def _told(fact: Fact, before: Lineage | None, carried: set[tuple[str, str]]) -> Lineage:
    statement = statement_of(fact)
    memories = {slot: Memory(fact.origin_of(slot), key) for slot, key in statement.keys.items()}
    gone = _left(before, carried) if before else {}
    gone = {slot: replace(each, is_gone=True) for slot, each in gone.items()}
    return Lineage(fact.id, fact.origin, statement.words, gone | memories, fact.replaces)


def _left(told: Lineage, carried: set[tuple[str, str]]) -> dict[str, Memory]:
    """The memories that no fact carries on."""
    return {slot: each for slot, each in told.memories.items() if (each.name, slot) not in carried}


def _saying(words: frozenset[str], keys: Mapping[str, str]) -> tuple[Any, ...]:
    return words, tuple(sorted(keys.items()))
