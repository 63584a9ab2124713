"""Who could be wronged by a wrong choice or a false statement, and by which."""

from app.core.generation.source import (
    Entities,
    Entity,
    EntityKind,
    Fact,
    Phrase,
    Source,
    Truth,
    Value,
)
from app.core.values import Bound, Number

# Who can be wronged by a false statement. A country acts, and is blamed, like an organisation.
_ACTORS = (EntityKind.PERSON, EntityKind.ORGANISATION)
COUNTRY = "country"


def may_be_chosen(source: Source, fact: Fact, slot: str) -> bool:
    """Tell whether neighbours may stand beside the key: nobody is named beside suffering."""
    return slot in fact.safe or not fact.is_sensitive or not source.entities_of(fact.slots[slot])


def may_be_stated(source: Source, fact: Fact, slot: str) -> bool:
    """Tell whether a neighbour may take the key's place without a word against anybody."""
    if slot in fact.safe:
        return True
    if fact.is_sensitive or fact.truth is not Truth.REPORTED:
        return False
    return not any(map(_is_actor, source.entities_of(fact.slots[slot])))


def is_false(value: Value, other: Value) -> bool:
    """Tell whether the swap is false in logic too: 500 dead are also "at least 300"."""
    if type(other) is not type(value) or isinstance(value, Phrase):
        return False
    if isinstance(value, Entities) and len(value.ids) > 1:
        # One name does not fit a sentence about several.
        return False
    if not isinstance(value, Number) or not isinstance(other, Number):
        return True
    match value.bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return other.value > value.value
        case Bound.AT_MOST | Bound.NEARLY:
            return other.value < value.value
    return True


def _is_actor(entity: Entity) -> bool:
    return entity.kind in _ACTORS or entity.group == COUNTRY
