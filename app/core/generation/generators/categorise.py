"""Which heap does each belong on? One question for each sorting that somebody wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.generation.bench import Bench, JointGenerator, Made
from app.core.generation.identity import question_uid, rank
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Category, Entities, Fact, Skill, Sorting, Value
from app.core.generation.wording import as_answer, capital
from app.core.questions import Categorise, Sorted
from app.core.questions import Category as Heap

NAME = "categorise"
FEWEST, MOST = 4, 10


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something to sort: its words, the fact that tells of it, and the slot it fills."""

    fact: Fact
    slot: str
    text: str
    heap: str


def _make(bench: Bench) -> Iterator[ReleasedQuestion]:
    facts = {fact.id: fact for fact in bench.source.facts}
    for sorting in bench.source.sortings:
        things = _chosen(sorting, list(_things(bench, sorting, facts)))
        if len(things) >= FEWEST:
            yield bench.release(_made(bench, sorting, things))


def _made(bench: Bench, sorting: Sorting, things: list[_Thing]) -> Made:
    heaps = {category.name: Heap.of(category.name) for category in sorting.categories}
    slots = [(thing.fact.id, thing.slot) for thing in things]
    items = tuple(
        Sorted.of(thing.text, heaps[thing.heap], why=bench.statement(thing.fact))
        for thing in things
    )
    return Made(
        list({thing.fact.id: thing.fact for thing in things}.values()),
        NAME,
        "",
        Categorise(tuple(heaps.values()), items),
        prompt=sorting.prompt,
        explanation=sorting.explain or _sorted_out(things),
        key=sorted((thing.heap, thing.text) for thing in things),
        uid=question_uid(bench.source.bank.id, sorting.id, NAME, ""),
        # One member of a list tells too little of the whole.
        parts=[
            bench.remembered(thing.fact, thing.slot) if slots.count(slot) == 1 else ""
            for thing, slot in zip(things, slots, strict=True)
        ],
        skill=Skill.CLASSIFICATION,
        importance=sorting.importance,
    )


def _things(bench: Bench, sorting: Sorting, facts: Mapping[str, Fact]) -> Iterator[_Thing]:
    for category in sorting.categories:
        seen: set[str] = set()
        for thing in _of(bench, category, facts):
            if thing.text not in seen:
                seen.add(thing.text)
                yield thing


def _of(bench: Bench, category: Category, facts: Mapping[str, Fact]) -> Iterator[_Thing]:
    for fact_id, slot in category.slots:
        for value in _members(facts[fact_id].slots[slot]):
            text = as_answer(bench.source, value)
            yield _Thing(facts[fact_id], slot, text, category.name)
    for fact_id in category.facts:
        yield _Thing(facts[fact_id], "", capital(facts[fact_id].gist), category.name)


def _members(value: Value) -> tuple[Value, ...]:
    if isinstance(value, Entities):
        return tuple(Entities((entity_id,)) for entity_id in value.ids)
    return (value,)


def _chosen(sorting: Sorting, things: list[_Thing]) -> list[_Thing]:
    """As many as can be sorted in one go, the heaps in turn so that none goes short."""
    on_heaps = [
        sorted(
            (thing for thing in things if thing.heap == category.name),
            key=lambda thing: rank(sorting.id, thing.text),
        )
        for category in sorting.categories
    ]
    rounds = (heap[turn : turn + 1] for turn in range(MOST) for heap in on_heaps)
    kept = [thing for taken in rounds for thing in taken][:MOST]
    return [thing for thing in things if thing in kept]


def _sorted_out(things: list[_Thing]) -> str:
    heaps: dict[str, list[str]] = {}
    for thing in things:
        heaps.setdefault(thing.heap, []).append(thing.text)
    return "; ".join(f"{name}: {', '.join(texts)}" for name, texts in heaps.items()) + "."


GENERATOR = JointGenerator(NAME, _make)
