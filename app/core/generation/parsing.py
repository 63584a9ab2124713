"""From the parsed TOML of a bank to a checked `Source`, or to every problem at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, TypeVar

from pydantic import ValidationError

from app.core.generation.problems import HELP, BadSource, Problem, did_you_mean, problem_of
from app.core.generation.rules import broken_rules, broken_sortings
from app.core.generation.slots import read_like, read_text
from app.core.generation.source import (
    SPEAKER,
    Article,
    Bank,
    Category,
    Distractor,
    Entities,
    Entity,
    Fact,
    Slot,
    Sorting,
    Source,
    Truth,
    Value,
)
from app.core.generation.toml import tables_of
from app.core.generation.written import (
    Written,
    WrittenBank,
    WrittenEntity,
    WrittenFact,
    WrittenSorting,
)
from app.core.values import BadValue

_Shape = TypeVar("_Shape", bound=Written)
TABLES = ("entity", "fact", "sorting")
# Nobody mends more at a time, and each costs a comparison with every name.
MOST_ROWS, MOST_PROBLEMS = 10_000, 1_000


def read(bank_toml: str, facts_toml: str) -> Source:
    """Read the text of `bank.toml` and `facts.toml`; raise BadSource."""
    problems: list[Problem] = []
    bank = _toml(bank_toml, "bank.toml", problems)
    facts = _toml(facts_toml, "facts.toml", problems)
    if problems:
        raise BadSource(problems)
    return parse(bank, facts)


def parse(bank: Mapping[str, Any], facts: Mapping[str, Any]) -> Source:
    """Check the tables of `bank.toml` and `facts.toml`; raise BadSource with all problems."""
    return _Parser().source(bank, facts)


def _toml(text: str, name: str, problems: list[Problem]) -> Mapping[str, Any]:
    try:
        return tables_of(text)
    except (ValueError, RecursionError) as error:
        mend = "Look at the quotation marks, brackets and equals signs there and just before."
        problems.append(Problem(name, "", f"This is not TOML: {error}.", mend))
        return {}


class _Parser:
    """Collects problems while it reads, so that one wrong fact hides no other."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.entities: dict[str, Entity] = {}
        # Also those that could not be read: pointing at one of them is not wrong as well.
        self.entity_ids: set[str] = set()

    def source(self, bank_table: Mapping[str, Any], tables: Mapping[str, Any]) -> Source:
        bank = self._shape(WrittenBank, bank_table, "bank.toml")
        self._unknown_tables(tables)
        entities = self._rows(WrittenEntity, tables, "entity")
        self.entities = {entity.id: _entity(entity) for entity in entities}
        self.entity_ids = set(self.entities) | _ids(tables.get("entity"))
        written = self._rows(WrittenFact, tables, "fact")
        self._same_spellings()
        facts = [fact for fact in map(self._fact, written) if fact is not None]
        self._replaced(written, {fact.id: fact for fact in facts})
        sortings = self._sortings(tables, facts)
        if self.problems or bank is None:
            raise BadSource(self.problems)
        return Source(_bank(bank), self.entities, tuple(facts), sortings)

    def add(self, where: str, field: str, reason: str, mend: str = HELP) -> None:
        self._tell(Problem(where, field, reason, mend))

    def _tell(self, *problems: Problem) -> None:
        self.problems += problems
        if len(self.problems) >= MOST_PROBLEMS:
            raise BadSource(self.problems[:MOST_PROBLEMS])

    def _shape(self, shape: type[_Shape], table: Any, where: str) -> _Shape | None:
        try:
            return shape.model_validate(table)
        except ValidationError as error:
            fields = shape.model_fields
            details = islice(error.errors(include_url=False), MOST_PROBLEMS)
            self._tell(*(problem_of(detail, where, fields) for detail in details))
            return None

    def _unknown_tables(self, tables: Mapping[str, Any]) -> None:
        for name in sorted(tables.keys() - set(TABLES)):
            known = ", ".join(f"[[{table}]]" for table in TABLES)
            mend = did_you_mean(name, TABLES, f"Write {known} only.")
            self.add("facts.toml", name, "There is no such table.", mend)

    def _rows(self, shape: type[_Shape], tables: Mapping[str, Any], kind: str) -> list[_Shape]:
        rows = tables.get(kind, [])
        if not isinstance(rows, list):
            self.add("facts.toml", kind, "This is not a list.", f"Write [[{kind}]] before each.")
            return []
        if len(rows) > MOST_ROWS:
            reason = f"There are {len(rows)} of them; a bank has at most {MOST_ROWS}."
            self.add("facts.toml", kind, reason, "Split it into several banks.")
            return []
        shaped = [self._shape(shape, row, _place(kind, n, row)) for n, row in enumerate(rows, 1)]
        places = Counter(_place(kind, n, row) for n, row in enumerate(rows, 1))
        for place in (place for place, times in places.items() if times > 1):
            self.add(place, "id", "Two have this id.", "Give one of them another.")
        return [row for row in shaped if row is not None]

    def _same_spellings(self) -> None:
        owners: dict[str, str] = {}
        for entity in self.entities.values():
            for spelling in entity.spellings:
                owner = owners.setdefault(spelling.casefold(), entity.id)
                if owner != entity.id:
                    reason = f"{spelling!r} also names {owner}."
                    mend = "Keep it on one of them, or join the two."
                    self.add(f"entity {entity.id}", "aliases", reason, mend)

    def _replaced(self, written: Iterable[WrittenFact], facts: Mapping[str, Fact]) -> None:
        """Each history goes on in one place: what a fact replaces is gone, and nobody else's."""
        claims = [(fact.id, *old.partition("#")[::2]) for fact in written for old in fact.replaces]
        owners = {(each.id, ""): each.id for each in written}
        for fact_id, old, slot in sorted(claims, key=lambda claim: bool(claim[2])):
            whole = owners.get((old, ""), fact_id)
            # A fact that was split may live on without the slot.
            lives_on = not slot or whole not in facts or slot in facts[whole].slots
            owner = whole if whole != fact_id and lives_on else fact_id
            owner = owners.setdefault((old, slot), owner)
            if owner != fact_id:
                name = f"{old}#{slot}" if slot else old
                reason = f"{name!r} lives on in the fact {owner!r} already."
                self.add(
                    f"fact {fact_id}",
                    "replaces",
                    reason,
                    f"Keep it there or take it out of {owner!r}.",
                )

    def _sortings(self, tables: Mapping[str, Any], facts: Iterable[Fact]) -> tuple[Sorting, ...]:
        """The sortings, whose references are checked among the facts that could be read."""
        sortings = tuple(map(_sorting, self._rows(WrittenSorting, tables, "sorting")))
        by_id = {fact.id: fact for fact in facts}
        unread = _ids(tables.get("fact")) - by_id.keys()
        for sorting in sortings:
            for field, reason, mend in broken_sortings(sorting, by_id, unread):
                self.add(f"sorting {sorting.id}", field, reason, mend)
        return sortings

    def _fact(self, written: WrittenFact) -> Fact | None:
        where = f"fact {written.id}"
        try:
            parts = read_text(written.text)
        except BadValue as error:
            mend = "Write slots as {name:@entity}, {name:number=5|about|km} or {name:date=2013-01}."
            self.add(where, "text", f"{error}.", mend)
            return None
        slots = {part.name: part.value for part in parts if isinstance(part, Slot)}
        if written.speaker and written.truth is not Truth.REPORTED:
            slots[SPEAKER] = Entities((written.speaker,))
        before = len(self.problems)
        self._references(where, slots)
        self._rules(where, written, slots)
        own = _OwnValues(self, where, slots)
        fact = _built(written, parts, own)
        return fact if len(self.problems) == before else None

    def _references(self, where: str, slots: Mapping[str, Value]) -> None:
        for name, value in slots.items():
            self.check_entities(where, SPEAKER if name == SPEAKER else "text", value)

    def check_entities(self, where: str, field: str, value: Value) -> None:
        for entity_id in value.ids if isinstance(value, Entities) else ():
            if entity_id not in self.entity_ids:
                mend = did_you_mean(entity_id, self.entity_ids, "Write an [[entity]] with this id.")
                self.add(where, field, f"There is no entity {entity_id!r}.", mend)

    def _rules(self, where: str, fact: WrittenFact, slots: Mapping[str, Value]) -> None:
        for field, reason, mend in broken_rules(fact, slots):
            self.add(where, field, reason, mend)


class _OwnValues:
    """Reads values written on their own, each like the slot that it belongs to."""

    def __init__(self, parser: _Parser, where: str, slots: Mapping[str, Value]) -> None:
        self.parser, self.where, self.slots = parser, where, slots

    def one(self, field: str, slot: str, notation: str) -> Value | None:
        sample = self.slots.get(slot)
        if sample is None:
            return None
        try:
            # An entity may be named as a wrong choice for words too.
            value = read_like(Entities(()) if notation.startswith("@") else sample, notation)
        except BadValue as error:
            mend = f"Write it as in the slot {slot!r}, without its type."
            self.parser.add(self.where, f"{field}.{slot}", f"{error}.", mend)
            return None
        self.parser.check_entities(self.where, f"{field}.{slot}", value)
        return value

    def many(self, field: str, slot: str, notations: Iterable[str]) -> tuple[Value, ...]:
        values = (self.one(field, slot, notation) for notation in notations)
        return tuple(value for value in values if value is not None)

    def distractor(self, slot: str, notation: str, why: str) -> Distractor | None:
        value = self.one("distractors", slot, notation)
        if value is None:
            return None
        if not why and not isinstance(value, Entities):
            reason = f"The wrong choice {notation!r} has no reason."
            mend = 'Write { text = "…", why = "…" }: why is it wrong?'
            self.parser.add(self.where, f"distractors.{slot}", reason, mend)
        return Distractor(value, why)


def _place(kind: str, number: int, row: Any) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    return f"{kind} {name}" if isinstance(name, str) and name else f"{kind} number {number}"


def _ids(rows: object) -> set[str]:
    tables = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {row["id"] for row in tables if isinstance(row.get("id"), str)}


def _bank(written: WrittenBank) -> Bank:
    values = {name: getattr(written, name) for name in WrittenBank.model_fields}
    article = {
        name: getattr(written.article, name) or "" for name in type(written.article).model_fields
    }
    return Bank(**values | {"article": Article(**article)})


def _entity(written: WrittenEntity) -> Entity:
    return Entity(**{name: getattr(written, name) for name in WrittenEntity.model_fields})


def _sorting(written: WrittenSorting) -> Sorting:
    categories = tuple(
        Category(each.name, tuple(map(_member, each.slots)), each.facts)
        for each in written.categories
    )
    return Sorting(written.id, written.prompt, categories, written.importance, written.explain)


def _member(reference: str) -> tuple[str, str]:
    fact_id, _, slot = reference.partition("#")
    return fact_id, slot


def _built(written: WrittenFact, parts: tuple[str | Slot, ...], own: _OwnValues) -> Fact:
    distractors = {
        slot: tuple(filter(None, (own.distractor(slot, one.text, one.why) for one in ones)))
        for slot, ones in written.distractors.items()
    }
    false = {slot: own.one("false", slot, text) for slot, text in written.false.items()}
    also_true = {
        slot: own.many("also_true", slot, texts) for slot, texts in written.also_true.items()
    }
    return Fact(
        id=written.id,
        kind=written.kind,
        text=written.text,
        parts=parts,
        ask=written.ask,
        ask_one=written.ask_one,
        ask_not=written.ask_not,
        reverse=written.reverse,
        event=written.event,
        gist=written.gist,
        cite=tuple(citation.paragraph for citation in written.cite),
        truth=written.truth,
        speaker=written.speaker,
        hedge=written.hedge,
        importance=written.importance,
        as_of=written.as_of or "",
        is_sensitive=written.sensitive,
        tags=written.tags,
        explain=written.explain,
        accept=written.accept,
        also_true=also_true,
        distractors=distractors,
        false={slot: value for slot, value in false.items() if value is not None},
        safe=written.safe,
        tolerance={slot: f"{value:f}" for slot, value in written.tolerance.items()},
        skip=written.skip,
        skill=written.skill,
        replaces=written.replaces,
    )
