"""Neighbours of an entity: of its kind and group, those on its side first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.generation.distractors.wrong import Candidate
from app.core.generation.source import Entities, Entity, EntityKind, Fact, Source
from app.core.generation.wording import plain

SAME_SIDE, SAME_GROUP, OTHER_PERSON = 1, 2, 3


class EntityIndex:
    """A bank's entities by what makes them alike, looked through once."""

    def __init__(self, source: Source) -> None:
        self.entities = source.entities
        self.companions = _companions(source.facts)
        self._names = {
            entity.id: tuple(f" {plain(spelling)} " for spelling in entity.spellings)
            for entity in source.entities.values()
        }
        self._by_group: dict[tuple[EntityKind, str], list[Entity]] = defaultdict(list)
        for entity in source.entities.values():
            self._by_group[entity.kind, entity.group].append(entity)

    def group_of(self, entity: Entity) -> Sequence[Entity]:
        return self._by_group[entity.kind, entity.group]

    def strangers(self, entity: Entity) -> Iterator[Entity]:
        """People of other groups; things of other groups are no neighbours at all."""
        if entity.kind is EntityKind.PERSON:
            for (kind, group), others in self._by_group.items():
                if kind is entity.kind and group != entity.group:
                    yield from others

    def is_said(self, entity_id: str, padded: str) -> bool:
        """Tell whether plain words with a space on either side mention the entity."""
        return any(name in padded for name in self._names[entity_id])

    def overlap(self, one: Entity, two: Entity) -> bool:
        """Tell whether one's name holds the other's: beside "Mali", "northern Mali" is no rival."""
        pairs = ((a, b) for a in self._names[one.id] for b in self._names[two.id])
        return any(a in b or b in a for a, b in pairs)


@dataclass(frozen=True, slots=True)
class EntityNeighbours:
    """`among` limits who may be named; members of one list never stand beside each other, unless
    who speaks is asked.
    """

    index: EntityIndex
    right: tuple[Entity, ...]
    among: frozenset[str] | None = None

    def named(self, key: str) -> Candidate | None:
        entity = self.index.entities.get(key.removeprefix("@"))
        if entity is None or entity.kind is not self._first.kind or not self._fits(entity):
            return None
        tier = self._tier(entity)
        is_near = tier != OTHER_PERSON or entity.kind is EntityKind.PERSON
        return _candidate(entity, tier) if is_near else None

    def tiers(self) -> Iterator[Iterable[Candidate]]:
        near = [each for each in self.index.group_of(self._first) if self._fits(each)]
        for tier in (SAME_SIDE, SAME_GROUP):
            yield [_candidate(each, tier) for each in near if self._tier(each) == tier]
        strangers = self.index.strangers(self._first)
        yield [_candidate(each, OTHER_PERSON) for each in strangers if self._fits(each)]

    @property
    def _first(self) -> Entity:
        return self.right[0]

    def _tier(self, other: Entity) -> int:
        if other.group != self._first.group:
            return OTHER_PERSON
        return SAME_SIDE if other.side == self._first.side else SAME_GROUP

    def _fits(self, entity: Entity) -> bool:
        if not entity.about or (self.among is not None and entity.id not in self.among):
            return False
        return not any(self._excludes(each, entity) for each in self.right)

    def _excludes(self, right: Entity, entity: Entity) -> bool:
        is_companion = self.among is None and entity.id in self.index.companions.get(right.id, ())
        return is_companion or self.index.overlap(entity, right)


def _candidate(entity: Entity, tier: int) -> Candidate:
    return Candidate(Entities((entity.id,)), tier)


def _companions(facts: Iterable[Fact]) -> Mapping[str, set[str]]:
    """Who stands in a list with whom."""
    found: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for value in fact.slots.values():
            if isinstance(value, Entities) and len(value.ids) > 1:
                for entity_id in value.ids:
                    found[entity_id].update(value.ids)
    return found
