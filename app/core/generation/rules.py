"""What a fact must hold by itself, before its references are followed."""

from collections.abc import Iterator, Mapping

from app.core.generation.problems import did_you_mean
from app.core.generation.source import SPEAKER, Entities, Truth, Value
from app.core.generation.written import WrittenFact
from app.core.values import Number

GENERATORS = (
    *("single_choice", "who_said_it", "true_false", "short_answer", "numerical", "date"),
    *("cloze", "flashcard_forward", "flashcard_reverse"),
)
_PER_SLOT = ("ask", "ask_one", "reverse", "accept", "also_true", "distractors", "false")

Broken = tuple[str, str, str]
"""Field, reason, mend."""


def broken_rules(fact: WrittenFact, slots: Mapping[str, Value]) -> Iterator[Broken]:
    yield from _sentence_rules(fact)
    yield from _voice_rules(fact)
    yield from _skip_rules(fact)
    yield from _slot_rules(fact, slots)
    yield from _form_rules(fact, slots)


def _sentence_rules(fact: WrittenFact) -> Iterator[Broken]:
    if not fact.text.endswith("."):
        yield "text", "The sentence does not end in a full stop.", "Write one sentence, with it."
    for field in ("ask", "ask_one", "reverse"):
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


def _skip_rules(fact: WrittenFact) -> Iterator[Broken]:
    for name in fact.skip:
        generator = name.partition(":")[0]
        if generator not in GENERATORS:
            mend = did_you_mean(generator, GENERATORS, f"Name one of {', '.join(GENERATORS)}.")
            yield "skip", f"There is no generator {generator!r}.", mend


def _slot_rules(fact: WrittenFact, slots: Mapping[str, Value]) -> Iterator[Broken]:
    skipped = [name.partition(":")[2] for name in fact.skip if ":" in name]
    named = [(field, slot) for field in _PER_SLOT for slot in getattr(fact, field)]
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
    for slot in sorted(slots.keys() & fact.tolerance.keys()):
        if not isinstance(slots[slot], Number):
            yield f"tolerance.{slot}", "The slot does not hold a number.", "Take it out."
