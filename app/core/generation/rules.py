"""What a fact must hold by itself, before its references are followed."""

import re
from collections.abc import Collection, Iterator, Mapping

from app.core.generation.generators import NAMES
from app.core.generation.problems import did_you_mean
from app.core.generation.source import (
    SPEAKER,
    Entities,
    Fact,
    Sorting,
    Truth,
    Value,
    key_of,
)
from app.core.generation.written import WrittenFact
from app.core.values import Date, Number

_PER_SLOT = (
    *("ask", "ask_one", "ask_not", "reverse", "event"),
    *("accept", "also_true", "distractors", "false"),
)
FEWEST_EVENT_WORDS, MOST_EVENT_WORDS = 3, 12
MOST_GIST_WORDS = 14
FEWEST_MEMBERS, FEWEST_ITEMS = 3, 4
_YEAR = re.compile(r"\b\d{4}\b")

Broken = tuple[str, str, str]
"""Field, reason, mend."""


def broken_rules(fact: WrittenFact, slots: Mapping[str, Value]) -> Iterator[Broken]:
    yield from _sentence_rules(fact)
    yield from _voice_rules(fact)
    yield from _skip_rules(fact)
    yield from _slot_rules(fact, slots)
    yield from _form_rules(fact, slots)
    yield from _event_rules(fact, slots)


def broken_sortings(
    sorting: Sorting, facts: Mapping[str, Fact], unread: Collection[str]
) -> Iterator[Broken]:
    """`unread` are the facts whose own problems are told elsewhere."""
    heaps: dict[str, str] = {}
    for category in sorting.categories:
        for fact_id, slot in (*category.slots, *((each, "") for each in category.facts)):
            if fact_id in unread:
                continue
            yield from _lost(facts, fact_id, slot)
            for thing in _things(facts.get(fact_id), slot):
                if heaps.setdefault(thing, category.name) != category.name:
                    field, mend = "from" if slot else "facts", "Keep it on one of them."
                    yield field, f"{thing!r} lies on two heaps.", mend


def _lost(facts: Mapping[str, Fact], fact_id: str, slot: str) -> Iterator[Broken]:
    """A reference that leads nowhere."""
    field = "from" if slot else "facts"
    if fact_id not in facts:
        mend = did_you_mean(fact_id, facts, "Name a fact by its id.")
        yield field, f"There is no fact {fact_id!r}.", mend
    elif slot and slot not in facts[fact_id].slots:
        mend = did_you_mean(slot, facts[fact_id].slots, "Name a slot of its text.")
        yield field, f"The fact {fact_id!r} has no slot {slot!r}.", mend
    elif not slot and not facts[fact_id].gist:
        yield field, f"The fact {fact_id!r} has no gist.", "Write one, or name its slot."


def _things(fact: Fact | None, slot: str) -> Iterator[str]:
    """What is sorted: each member of a slot, or the whole fact."""
    value = fact.slots.get(slot) if fact else None
    if isinstance(value, Entities):
        yield from (f"@{entity_id}" for entity_id in value.ids)
    elif value is not None:
        yield key_of(value)
    elif fact and not slot:
        yield fact.id


def _sentence_rules(fact: WrittenFact) -> Iterator[Broken]:
    if not fact.text.endswith("."):
        yield "text", "The sentence does not end in a full stop.", "Write one sentence, with it."
    for field in ("ask", "ask_one", "ask_not", "reverse"):
        for slot, question in getattr(fact, field).items():
            if not question.endswith("?"):
                yield f"{field}.{slot}", "This is not a question.", "End it in a question mark."


def _voice_rules(fact: WrittenFact) -> Iterator[Broken]:
    if fact.truth is Truth.ATTRIBUTED and not fact.speaker:
        yield SPEAKER, "An attributed fact does not say whose claim it is.", "Name an entity's id."
    if fact.speaker and fact.truth is Truth.REPORTED:
        reason = "A reported fact is the narrator's and has no speaker."
        yield SPEAKER, reason, 'Write truth = "attributed", or take the speaker out.'
    if fact.hedge and fact.hedge.casefold() not in fact.text.casefold():
        reason = f"The text has lost the doubt {fact.hedge!r}."
        yield "hedge", reason, "Put these words into the text, or the text's own into hedge."
    if fact.gist and not fact.speaker:
        yield "gist", "A gist is a claim, and nobody makes it.", "Name its speaker, or take it out."
    if len(fact.gist.split()) > MOST_GIST_WORDS:
        yield "gist", "The gist is too long to be sorted.", f"Use at most {MOST_GIST_WORDS} words."


def _skip_rules(fact: WrittenFact) -> Iterator[Broken]:
    for name in fact.skip:
        generator = name.partition(":")[0]
        if generator not in NAMES:
            mend = did_you_mean(generator, NAMES, f"Name one of {', '.join(NAMES)}.")
            yield "skip", f"There is no generator {generator!r}.", mend


def _slot_rules(fact: WrittenFact, slots: Mapping[str, Value]) -> Iterator[Broken]:
    skipped = [name.partition(":")[2] for name in fact.skip if ":" in name]
    named = [(field, slot) for field in _PER_SLOT for slot in getattr(fact, field)]
    named += [
        ("replaces", old.partition("#")[2])
        for old in fact.replaces
        if "#" in old and not old.endswith(f"#{SPEAKER}")
    ]
    named += [("tolerance", slot) for slot in fact.tolerance]
    named += [("safe", slot) for slot in fact.safe] + [("skip", slot) for slot in skipped]
    known = ", ".join(slots) or "none yet"
    for field, slot in named:
        if slot not in slots:
            mend = did_you_mean(slot, slots, f"The slots of its text are: {known}.")
            yield field, f"The text has no slot {slot!r}.", mend


def _form_rules(fact: WrittenFact, slots: Mapping[str, Value]) -> Iterator[Broken]:
    if fact.reverse and len(slots.keys() - {SPEAKER}) != 2:
        reason = "Only a fact with two slots can be asked the other way round."
        yield "reverse", reason, "Leave two slots, or take reverse out."
    for slot in sorted(slots.keys() & fact.ask_one.keys()):
        value = slots[slot]
        if not (isinstance(value, Entities) and len(value.ids) > 1):
            yield f"ask_one.{slot}", "The slot does not hold a list.", "Use ask."
    for slot in sorted(slots.keys() & fact.ask_not.keys()):
        value = slots[slot]
        if not (isinstance(value, Entities) and len(value.ids) >= FEWEST_MEMBERS):
            reason = f"The slot does not hold a list of {FEWEST_MEMBERS} or more."
            yield f"ask_not.{slot}", reason, "Use ask."
    for slot in sorted(slots.keys() & fact.tolerance.keys()):
        if not isinstance(slots[slot], Number):
            yield f"tolerance.{slot}", "The slot does not hold a number.", "Take it out."


def _event_rules(fact: WrittenFact, slots: Mapping[str, Value]) -> Iterator[Broken]:
    for slot, event in fact.event.items():
        field = f"event.{slot}"
        if slot in slots and not isinstance(slots[slot], Date):
            yield field, "The slot does not hold a date.", "Take it out."
        if fact.sensitive:
            yield field, "Suffering is nothing to put in order.", "Take it out."
        if event.endswith("."):
            yield field, "The event ends in a full stop.", "Write a short clause without it."
        if not FEWEST_EVENT_WORDS <= len(event.split()) <= MOST_EVENT_WORDS:
            least, most = FEWEST_EVENT_WORDS, MOST_EVENT_WORDS
            yield field, f"The event has {len(event.split())} words.", f"Use {least} to {most}."
        if _YEAR.search(event):
            yield field, "The event tells when it was.", "Say it without the year."
