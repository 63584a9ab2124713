"""Facts, their citations and the targets of memory, as a release writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.banks.folding import folded
from app.banks.models import Bank, Citation, Fact, Target
from app.banks.operations.retiring import retire
from app.core.generation import Release, ReleasedQuestion, Source, spans
from app.core.generation.source import Fact as SourceFact
from app.core.generation.wording import with_article
from app.core.values import Date
from app.db import db
from app.sources.models import Paragraph

# A change of these is a new version of the fact.
_MEANING = ("text", "spans", "truth", "speaker", "hedge", "as_of")
_NOWHERE = 1_000_000


@dataclass(frozen=True, slots=True)
class Saved:
    """Every fact and target of the bank by uid, and the ids of targets that retired just now."""

    facts: Mapping[str, Fact]
    targets: Mapping[str, Target]
    retired: tuple[int, ...]


def save(bank: Bank, source: Source, release: Release) -> Saved:
    """Write the facts with their citations, and what can be remembered of them."""
    facts = _save_facts(bank, source)
    targets, retired = _save_targets(bank, release, facts)
    return Saved(facts, targets, tuple(sorted(target.id for target in retired)))


def values_of(source: Source, fact: SourceFact) -> dict[str, Any]:
    """The columns of a fact; its place in the bank aside."""
    speaker = source.entities[fact.speaker] if fact.is_quoted else None
    dates = [value for value in fact.slots.values() if isinstance(value, Date) and value.year]
    return {
        "kind": fact.kind.value,
        "text": fact.text,
        "spans": [list(span) for span in spans(source, fact)],
        "truth": fact.truth.value,
        "speaker": with_article(speaker) if speaker else "",
        "speaker_kind": speaker.kind.value if speaker else "",
        "hedge": fact.hedge,
        "as_of": fact.as_of,
        "happened_on": dates[0].notation.partition("|")[0] if dates else "",
        "worked_out": sorted(
            slot
            for slot, value in fact.slots.items()
            if isinstance(value, Date) and value.year_inferred
        ),
        "searchable": folded(" ".join(_words(source, fact))),
        "importance": fact.importance,
        "is_sensitive": fact.is_sensitive,
    }


def _save_facts(bank: Bank, source: Source) -> dict[str, Fact]:
    known = _facts(bank)
    paragraphs = _paragraph_ids(bank)
    for position, given in enumerate(sorted(source.facts, key=_place)):
        uid = source.fact_uid(given)
        fact = known.get(uid)
        if fact is None:
            fact = known[uid] = Fact(uid=uid, bank_id=bank.id, version=0, citations=[])
        _write(fact, values_of(source, given) | {"position": position, "status": "active"})
        _cite(fact, [paragraphs[n] for n in dict.fromkeys(given.cite) if n in paragraphs])
        db.session.add(fact)
    retire(known, {source.fact_uid(fact) for fact in source.facts})
    db.session.flush()
    return known


def _save_targets(
    bank: Bank, release: Release, facts: Mapping[str, Fact]
) -> tuple[dict[str, Target], list[Target]]:
    """All targets, in the order in which new cards come, and those that retire."""
    query = select(Target).where(Target.bank_id == bank.id)
    known = {target.uid: target for target in db.session.scalars(query)}
    owners = _owners(release)
    given = _asked(release)
    for position, (uid, question) in enumerate(sorted(given.items(), key=_turn)):
        name, slot, direction = uid.rsplit("#", 2)
        target = known.setdefault(
            uid, Target(uid=uid, bank_id=bank.id, slot=slot, direction=direction)
        )
        target.fact_id = facts[owners.get((name, slot), question.fact)].id
        target.position = position
        target.is_sensitive = question.is_sensitive
        target.status = "active"
        db.session.add(target)
    retired = retire(known, given)
    db.session.flush()
    return known, retired


def _owners(release: Release) -> dict[tuple[str, str], str]:
    """The uid of the fact that a slot's memories belong to now, whatever name they go by."""
    return {
        (f"{release.bank}/{memory.name}", slot): f"{release.bank}/{told.name}"
        for told in release.lineages
        if not told.is_retired
        for slot, memory in told.memories.items()
    }


def _asked(release: Release) -> dict[str, ReleasedQuestion]:
    """By target a question that asks it, one that asks nothing else where there is one."""
    in_turn = sorted(release.questions, key=lambda question: not question.target)
    asked: dict[str, ReleasedQuestion] = {}
    for question in in_turn:
        for uid in question.targets:
            asked.setdefault(uid, question)
    return asked


def _facts(bank: Bank) -> dict[str, Fact]:
    query = select(Fact).where(Fact.bank_id == bank.id).options(selectinload(Fact.citations))
    return {fact.uid: fact for fact in db.session.scalars(query)}


def _paragraph_ids(bank: Bank) -> dict[int, int]:
    query = select(Paragraph.number, Paragraph.id).where(Paragraph.article_id == bank.article_id)
    return {number: paragraph_id for number, paragraph_id in db.session.execute(query)}


def _place(fact: SourceFact) -> int:
    return min(fact.cite, default=_NOWHERE)


def _turn(asked: tuple[str, ReleasedQuestion]) -> tuple[int, int, str]:
    """Central facts first, then as the article goes."""
    uid, question = asked
    paragraph = min((each.paragraph for each in question.citations), default=_NOWHERE)
    return -question.importance, paragraph, uid


def _write(fact: Fact, values: Mapping[str, Any]) -> None:
    if any(getattr(fact, name) != values[name] for name in _MEANING):
        fact.version += 1
    for name, value in values.items():
        setattr(fact, name, value)


def _cite(fact: Fact, paragraph_ids: Sequence[int]) -> None:
    if [citation.paragraph_id for citation in fact.citations] != list(paragraph_ids):
        fact.citations.clear()
        db.session.flush()
        fact.citations.extend(
            Citation(position=position, paragraph_id=paragraph_id)
            for position, paragraph_id in enumerate(paragraph_ids, 1)
        )


def _words(source: Source, fact: SourceFact) -> list[str]:
    """Everything by which somebody may look for the fact."""
    entities = [entity for value in fact.slots.values() for entity in source.entities_of(value)]
    labels = [source.bank.labels.get(number, "") for number in fact.cite]
    names = [name for entity in entities for name in entity.spellings]
    return ["".join(text for text, _ in spans(source, fact)), *names, *labels, *fact.tags]
