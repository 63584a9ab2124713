"""What a wrong choice really is, from what the bank says of it."""

from collections import defaultdict
from collections.abc import Mapping

from app.core.generation.identity import rank
from app.core.generation.source import SPEAKER, Entities, Entity, Fact, FactKind, Source, Value
from app.core.generation.wording import (
    capital,
    claim,
    mentions,
    plain,
    statement,
    with_article,
)
from app.core.values import Date, Number, figure_text

_SMALL = 4


class Reasons:
    """The bank's facts by whom they are about and by who speaks, looked through once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.statements = {fact.id: statement(source, fact) for fact in source.facts}
        self._about: dict[tuple[FactKind, str, str], list[Fact]] = defaultdict(list)
        self._claims: dict[str, list[Fact]] = defaultdict(list)
        for fact in sorted(source.facts, key=lambda each: each.id):
            if fact.is_quoted:
                self._claims[fact.speaker].append(fact)
            for slot, value in fact.slots.items():
                if slot != SPEAKER and isinstance(value, Entities) and len(value.ids) == 1:
                    self._about[fact.kind, slot, value.ids[0]].append(fact)
        self._topics: dict[str, frozenset[str]] = {}

    def of_value(self, value: Value) -> str:
        """What the entities in a value are."""
        return " ".join(entity.about for entity in self.source.entities_of(value))

    def of_entity(self, entity: Entity, fact: Fact, slot: str) -> str:
        """The entity's own fact that fills the same slot of the same kind, or what it is."""
        own = self._about[fact.kind, slot, entity.id]
        told = (self.statements[other.id] for other in own if _may_be_read(other, fact))
        return next(told, entity.about)

    def of_speaker(self, entity: Entity, fact: Fact) -> str:
        """What this speaker does say in the bank, on the nearest topic."""
        own = [other for other in self._claims[entity.id] if _may_be_read(other, fact)]
        if not own:
            return entity.about
        topic = self._topic(fact)
        nearest = min(own, key=lambda other: (-len(topic & self._topic(other)), _order(other)))
        words = claim(self.source, nearest)
        if mentions(words, entity):
            return words
        return f"{capital(with_article(entity))} makes another point: {words}"

    def of_figure(self, value: Value, owner: Fact) -> str:
        """Whose figure it is; a year that was worked out is called so."""
        what = _named(value)
        worked_out = worked_out_note(owner.slots, value)
        return f"{what} belongs to another fact: {self.statements[owner.id]}{worked_out}"

    def _topic(self, fact: Fact) -> frozenset[str]:
        if fact.id not in self._topics:
            words = plain(self.statements[fact.id]).split()
            self._topics[fact.id] = frozenset(word for word in words if len(word) > _SMALL)
        return self._topics[fact.id]


def _named(value: Value) -> str:
    match value:
        case Date():
            return value.printed.text
        case Number():
            return f"The figure {figure_text(value.value)}"
    return "That"


def worked_out_note(slots: Mapping[str, Value], value: Value) -> str:
    """`` (2023 is worked out, not printed.)`` where a fact's date of that day says so."""
    if isinstance(value, Date):
        for own in slots.values():
            if (
                isinstance(own, Date)
                and own.year_inferred
                and (own.month, own.day) == (value.month, value.day)
            ):
                return f" ({own.year} is worked out, not printed.)"
    return ""


def _may_be_read(other: Fact, fact: Fact) -> bool:
    """Who leaves out suffering does not meet it in a reason either."""
    return other.id != fact.id and (fact.is_sensitive or not other.is_sensitive)


def _order(fact: Fact) -> tuple[int, int]:
    return -fact.importance, rank(fact.id)
