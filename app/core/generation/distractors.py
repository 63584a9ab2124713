"""Wrong values for a slot: of its kind and exactness, never true, never harmful."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from app.core.generation.identity import rank
from app.core.generation.source import (
    SPEAKER,
    Entities,
    Entity,
    EntityKind,
    Fact,
    Phrase,
    Source,
    Truth,
    Value,
    key_of,
)
from app.core.generation.wording import has_words, in_sentence, mentions, plain, statement
from app.core.values import Bound, Date, Number, figure_text

WANTED = 3
FEWEST = 2
# A figure thirty times too large is no longer a mistake anybody makes.
FARTHEST = 30
# Nearer than a tenth, "about 100" may well be 95.
NEAREST = Decimal("0.1")
_Figure = TypeVar("_Figure", Number, Date)
# Who can be wronged by a false statement. A country acts, and is blamed, like an organisation.
_ACTORS = (EntityKind.PERSON, EntityKind.ORGANISATION)
COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong value and the reason. `tier` 0 was written for this fact, 1 and 2 are neighbours."""

    value: Value
    why: str
    tier: int

    @property
    def key(self) -> str:
        return key_of(self.value)


def pick(uid: str, candidates: Iterable[Wrong], pinned: Sequence[str]) -> tuple[Wrong, ...]:
    """Choose up to three: the author's, then those released before, then by tier and a hash.

    So a new neighbour in the bank moves none of the choices that people have seen.
    """
    by_key = {wrong.key: wrong for wrong in sorted(candidates, key=lambda each: -each.tier)}

    def order(wrong: Wrong) -> tuple[bool, bool, int, int]:
        return wrong.tier > 0, wrong.key not in pinned, wrong.tier, rank(uid, wrong.key)

    chosen = sorted(by_key.values(), key=order)[:WANTED]
    return tuple(sorted(chosen, key=lambda each: rank(uid, each.key)))


class Pool:
    """All that a bank offers as wrong values, looked through once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.speakers = {fact.speaker for fact in source.facts if fact.is_quoted}
        self._asked: dict[str, set[str]] = {}
        for fact in source.facts:
            for slot, prompt in fact.ask.items():
                values = (fact.slots[slot], *fact.also_true.get(slot, ()))
                self._asked.setdefault(plain(prompt), set()).update(*map(parts_of, values))

    def choices(self, fact: Fact, slot: str, prompt: str) -> list[Wrong]:
        """Wrong choices for the slot: the author's, then neighbours where that is harmless."""
        written = list(self._written(fact, slot))
        if not _may_be_chosen(self.source, fact, slot):
            return written
        return [*written, *self._neighbours(fact, slot, prompt)]

    def falsehoods(self, fact: Fact, slot: str) -> list[Wrong]:
        """Values that make the fact's sentence false, without a word against anybody."""
        if slot in fact.false:
            return [self._told(fact, slot, fact.false[slot])]
        if slot == SPEAKER or not _may_be_stated(self.source, fact, slot):
            return []
        written = self._written(fact, slot)
        neighbours = self._neighbours(fact, slot, fact.ask.get(slot, ""))
        return [wrong for wrong in (*written, *neighbours) if _is_false(fact.slots[slot], wrong)]

    def _written(self, fact: Fact, slot: str) -> Iterator[Wrong]:
        for own in fact.distractors.get(slot, ()):
            yield Wrong(own.value, own.why or self._about(own.value), 0)

    def _told(self, fact: Fact, slot: str, value: Value) -> Wrong:
        """The author's false value, with the reason from a choice of the same value if any."""
        whys = {wrong.key: wrong.why for wrong in self._written(fact, slot)}
        return Wrong(value, whys.get(key_of(value)) or self._about(value), 0)

    def _about(self, value: Value) -> str:
        return " ".join(entity.about for entity in self.source.entities_of(value))

    def _neighbours(self, fact: Fact, slot: str, prompt: str) -> list[Wrong]:
        value = fact.slots[slot]
        found: Iterator[Wrong] = iter(())
        match value:
            case Entities():
                found = self._entities(slot, value)
            case Number():
                found = self._numbers(fact, value)
            case Date():
                found = self._dates(fact, value)
        true = self._true(fact, slot, prompt)
        said = f"{prompt} {statement(self.source, fact)}"
        return [
            wrong
            for wrong in found
            if not parts_of(wrong.value) & true and not self._is_said(wrong.value, said)
        ]

    def _true(self, fact: Fact, slot: str, prompt: str) -> frozenset[str]:
        """Keys of all that is right here, also by another fact that asks the same."""
        own = (fact.slots[slot], *fact.also_true.get(slot, ()))
        return frozenset(self._asked.get(plain(prompt), ())).union(*map(parts_of, own))

    def _is_said(self, value: Value, text: str) -> bool:
        """Tell whether the question or its fact mentions the value: a choice must be news."""
        if isinstance(value, Entities):
            return any(mentions(text, entity) for entity in self.source.entities_of(value))
        figure = figure_text(value.value) if isinstance(value, Number) else ""
        return has_words(text, figure or in_sentence(self.source, value))

    def _entities(self, slot: str, value: Entities) -> Iterator[Wrong]:
        right = self.source.entities_of(value)
        for entity in self.source.entities.values():
            tier = _tier(right[0], entity)
            is_known = slot != SPEAKER or entity.id in self.speakers
            if tier and is_known and entity.about and not _overlap(entity, right):
                yield Wrong(Entities((entity.id,)), entity.about, tier)

    def _numbers(self, fact: Fact, value: Number) -> Iterator[Wrong]:
        for other, number in self._figures(fact, Number):
            if number.unit.casefold() == value.unit.casefold() and _is_rival(number, value):
                why = f"That figure belongs to another fact: {statement(self.source, other)}"
                yield Wrong(replace(value, value=number.value), why, 1)

    def _dates(self, fact: Fact, value: Date) -> Iterator[Wrong]:
        for other, when in self._figures(fact, Date):
            if _is_comparable(when, value):
                why = f"That date belongs to another fact: {statement(self.source, other)}"
                yield Wrong(replace(when, year_inferred=value.year_inferred), why, 1)

    def _figures(self, fact: Fact, form: type[_Figure]) -> Iterator[tuple[Fact, _Figure]]:
        """Figures of other facts; who leaves out suffering does not meet it in a reason either."""
        for other in self.source.facts:
            if other is not fact and (fact.is_sensitive or not other.is_sensitive):
                yield from (
                    (other, value) for value in other.slots.values() if isinstance(value, form)
                )


def parts_of(value: Value) -> frozenset[str]:
    """The keys of a value, one for each member of a list: a list and its member overlap."""
    if isinstance(value, Entities):
        return frozenset(f"@{entity_id}" for entity_id in value.ids)
    return frozenset((key_of(value),))


def _tier(right: Entity, other: Entity) -> int:
    """1 for a neighbour, 2 for a person of another group, 0 for no neighbour at all."""
    if right.kind is not other.kind:
        return 0
    if right.group == other.group:
        return 1
    return 2 if right.kind is EntityKind.PERSON else 0


def _overlap(entity: Entity, right: Iterable[Entity]) -> bool:
    """Tell whether one's name holds the other's: beside "Mali", "northern Mali" is no rival."""
    pairs = ((one, two) for key in right for one in entity.spellings for two in key.spellings)
    return any(has_words(one, two) or has_words(two, one) for one, two in pairs)


def _is_rival(other: Number, value: Number) -> bool:
    if not value.value or not other.value or (other.value < 0) != (value.value < 0):
        return False
    ratio = other.value / value.value
    return 1 / ratio <= FARTHEST and ratio <= FARTHEST and abs(ratio - 1) > NEAREST


def _is_comparable(other: Date, value: Date) -> bool:
    if other.precision is not value.precision or (other.year is None) != (value.year is None):
        return False
    # The year alone must not decide: it may be worked out, and answers may leave it out.
    return value.month is None or (other.month, other.day) != (value.month, value.day)


def _may_be_chosen(source: Source, fact: Fact, slot: str) -> bool:
    return slot in fact.safe or not fact.is_sensitive or not source.entities_of(fact.slots[slot])


def _may_be_stated(source: Source, fact: Fact, slot: str) -> bool:
    if slot in fact.safe:
        return True
    if fact.is_sensitive or fact.truth is not Truth.REPORTED:
        return False
    return not any(map(_is_actor, source.entities_of(fact.slots[slot])))


def _is_actor(entity: Entity) -> bool:
    return entity.kind in _ACTORS or entity.group == COUNTRY


def _is_false(value: Value, wrong: Wrong) -> bool:
    """Tell whether the swap is false in logic too: 500 dead are also "at least 300"."""
    other = wrong.value
    if type(other) is not type(value) or isinstance(value, Phrase):
        return False
    if not isinstance(value, Number) or not isinstance(other, Number):
        return True
    match value.bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return other.value > value.value
        case Bound.AT_MOST | Bound.NEARLY:
            return other.value < value.value
    return True
