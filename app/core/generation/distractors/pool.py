"""All that a bank offers as wrong values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from app.core.generation.distractors.entities import EntityIndex, EntityNeighbours
from app.core.generation.distractors.fairness import is_false, may_be_chosen, may_be_stated
from app.core.generation.distractors.figures import FigureIndex, FigureNeighbours
from app.core.generation.distractors.reasons import Reasons
from app.core.generation.distractors.wrong import (
    Candidate,
    Neighbours,
    Wrong,
    best_first,
    parts_of,
)
from app.core.generation.identity import rank
from app.core.generation.source import SPEAKER, Entities, Fact, Source, Value, key_of
from app.core.generation.wording import in_sentence, plain
from app.core.values import Date, Number, figure_text


class Pool:
    """A bank's wrong values, looked through once and then asked for slot by slot."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.reasons = Reasons(source)
        self.speakers = frozenset(fact.speaker for fact in source.facts if fact.is_quoted)
        self._entities = EntityIndex(source)
        self._figures = FigureIndex(source.facts)
        self._asked: dict[str, set[str]] = defaultdict(set)
        for fact in source.facts:
            for slot, prompt in fact.ask.items():
                self._asked[plain(prompt)].update(*map(parts_of, _right(fact, slot)))

    def choices(
        self, fact: Fact, slot: str, prompt: str, uid: str = "", pinned: Sequence[str] = ()
    ) -> Iterator[Wrong]:
        """Wrong choices, best first: the author's, then neighbours where that is harmless."""
        written = _distinct(self._written(fact, slot))
        yield from sorted(written, key=lambda each: (each.key not in pinned, rank(uid, each.key)))
        if may_be_chosen(self.source, fact, slot):
            keys = {each.key for each in written}
            found = self._neighbours(fact, slot, prompt, uid, pinned)
            yield from (wrong for wrong in found if wrong.key not in keys)

    def falsehoods(
        self, fact: Fact, slot: str, uid: str = "", pinned: Sequence[str] = ()
    ) -> Iterator[Wrong]:
        """Values that make the fact's sentence false, without a word against anybody."""
        if slot in fact.false:
            yield self._told(fact, slot, fact.false[slot])
        elif slot != SPEAKER and may_be_stated(self.source, fact, slot):
            value = fact.slots[slot]
            found = self.choices(fact, slot, fact.ask.get(slot, ""), uid, pinned)
            yield from (wrong for wrong in found if is_false(value, wrong.value))

    def _written(self, fact: Fact, slot: str) -> Iterator[Wrong]:
        for own in fact.distractors.get(slot, ()):
            yield Wrong(own.value, own.why or self._why(fact, slot, Candidate(own.value, 0)), 0)

    def _told(self, fact: Fact, slot: str, value: Value) -> Wrong:
        """The author's false value, with the reason from a choice of the same value if any."""
        whys = {wrong.key: wrong.why for wrong in self._written(fact, slot)}
        return Wrong(value, whys.get(key_of(value)) or self.reasons.of_value(value), 0)

    def _neighbours(
        self, fact: Fact, slot: str, prompt: str, uid: str, pinned: Sequence[str]
    ) -> Iterator[Wrong]:
        around = self._around(fact, slot)
        if around is None:
            return
        true = self._true(fact, slot, prompt)
        said = f" {plain(f'{prompt} {self.reasons.statements[fact.id]}')} "
        for found in best_first(uid, around, pinned):
            if not parts_of(found.value) & true and not self._is_said(found.value, said):
                yield Wrong(found.value, self._why(fact, slot, found), found.tier)

    def _around(self, fact: Fact, slot: str) -> Neighbours | None:
        value = fact.slots[slot]
        match value:
            case Entities():
                among = self.speakers if slot == SPEAKER else None
                return EntityNeighbours(self._entities, self.source.entities_of(value), among)
            case Number() | Date():
                return FigureNeighbours(self._figures, fact, value)
        return None

    def _true(self, fact: Fact, slot: str, prompt: str) -> frozenset[str]:
        """Keys of all that is right here, also by another fact that asks the same."""
        same = self._asked.get(plain(prompt), ())
        return frozenset(same).union(*map(parts_of, _right(fact, slot)))

    def _is_said(self, value: Value, said: str) -> bool:
        """Tell whether the question or its fact mentions the value: a choice must be news."""
        if isinstance(value, Entities):
            return any(self._entities.is_said(entity_id, said) for entity_id in value.ids)
        figure = figure_text(value.value) if isinstance(value, Number) else ""
        return f" {plain(figure or in_sentence(self.source, value))} " in said

    def _why(self, fact: Fact, slot: str, found: Candidate) -> str:
        if found.owner is not None:
            return self.reasons.of_figure(found.value, found.owner)
        entities = self.source.entities_of(found.value)
        if slot == SPEAKER:
            return " ".join(self.reasons.of_speaker(entity, fact) for entity in entities)
        return " ".join(self.reasons.of_entity(entity, fact, slot) for entity in entities)


def _right(fact: Fact, slot: str) -> tuple[Value, ...]:
    return fact.slots[slot], *fact.also_true.get(slot, ())


def _distinct(wrong: Iterable[Wrong]) -> list[Wrong]:
    return list({each.key: each for each in wrong}.values())
