"""The English of values and sentences: how a slot reads in its sentence and as a choice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from app.core.generation.source import SPEAKER, Entities, Entity, Fact, Phrase, Slot, Source, Value
from app.core.values import Bound, Date, Number

Spans = tuple[tuple[str, str], ...]
"""A sentence in pieces, each with the slot it words, or ``""`` for plain words."""

# How a question may say a figure's bound.
BOUND_WORDS = {
    Bound.EXACTLY: (),
    Bound.ABOUT: ("about", "roughly", "approximately", "around"),
    Bound.AT_LEAST: ("at least", "no fewer than"),
    Bound.MORE_THAN: ("more than", "over"),
    Bound.NEARLY: ("nearly", "almost"),
    Bound.AT_MOST: ("at most", "up to", "no more than"),
}
_POSSESSIVE = ("’s", "'s")


def capital(text: str) -> str:
    """Begin with a capital letter and leave the rest alone, unlike `str.capitalize`."""
    return text[:1].upper() + text[1:]


def listed(names: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def with_article(entity: Entity) -> str:
    return f"the {entity.name}" if entity.the else entity.name


def in_sentence(source: Source, value: Value) -> str:
    """The value inside a sentence; a year that was worked out stays unprinted."""
    match value:
        case Entities(_, shown):
            return shown or listed(map(with_article, source.entities_of(value)))
        case Number():
            return value.text
        case Date():
            return value.printed.text
        case Phrase(text):
            return text


def as_answer(source: Source, value: Value) -> str:
    """The value standing alone, as on the back of a flashcard."""
    match value:
        case Entities():
            return capital(listed(entity.name for entity in source.entities_of(value)))
        case Phrase(text):
            return _alone(text)
        case Date(year, year_inferred=True):
            return f"{value.printed.text} ({year} is worked out, not printed)"
    return capital(in_sentence(source, value))


def as_choice(source: Source, value: Value, prompt: str) -> str:
    """The value among choices: without the bound and unit that the prompt already states."""
    match value:
        case Entities():
            return capital(listed(entity.name for entity in source.entities_of(value)))
        case Phrase(text):
            return _alone(text)
        case Number(figure, bound, unit):
            kept_bound = Bound.EXACTLY if says_bound(prompt, bound) else bound
            kept_unit = "" if unit and has_words(prompt, unit) else unit
            return capital(Number(figure, kept_bound, kept_unit).text)
    return capital(in_sentence(source, value))


def spans(source: Source, fact: Fact, swap: Mapping[str, Value] | None = None) -> Spans:
    """The fact as a reader sees it, attributed to its speaker; `swap` puts other values in."""
    pieces = [*_claim(source, fact, swap or {})]
    if fact.is_quoted and not names_speaker(source, fact):
        speaker = Entities((fact.speaker,))
        pieces[-1] = (pieces[-1][0].removesuffix("."), pieces[-1][1])
        pieces += [(", according to ", ""), (in_sentence(source, speaker), SPEAKER), (".", "")]
    elif fact.is_quoted and SPEAKER in fact.ask:
        pieces = [*_marking(source.entities[fact.speaker], pieces)]
    first, slot = pieces[0]
    return ((capital(first), slot), *(piece for piece in pieces[1:] if piece[0]))


def statement(source: Source, fact: Fact, swap: Mapping[str, Value] | None = None) -> str:
    return "".join(text for text, _ in spans(source, fact, swap))


def claim(source: Source, fact: Fact) -> str:
    """The fact without who says it."""
    return capital("".join(text for text, _ in _claim(source, fact, {})))


def names_speaker(source: Source, fact: Fact) -> bool:
    """Tell whether the text itself already says whose claim it is."""
    return mentions(claim(source, fact), source.entities[fact.speaker])


def names_in_slot(fact: Fact) -> str:
    """The slot of the sentence that holds who makes the claim; "" if none does."""
    own = (part for part in fact.parts if isinstance(part, Slot))
    held = ((slot.name, slot.value) for slot in own)
    return next((name for name, value in held if _holds(value, fact.speaker)), "")


def _holds(value: Value, entity_id: str) -> bool:
    return isinstance(value, Entities) and entity_id in value.ids


def mentions(text: str, entity: Entity) -> bool:
    return any(has_words(text, spelling) for spelling in entity.spellings)


def says_bound(text: str, bound: Bound) -> bool:
    return any(has_words(text, words) for words in BOUND_WORDS[bound])


def has_words(text: str, words: str) -> bool:
    """Tell whether `words` stand in `text` as whole words, whatever their case."""
    sought = plain(words)
    return bool(sought) and f" {sought} " in f" {plain(text)} "


# The same names and sentences are compared with each other many times over.
@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Only letters and digits, folded, with single spaces: for comparing words."""
    kept = (letter if letter.isalnum() else " " for letter in text.casefold().replace("’s", " s"))
    return " ".join("".join(kept).split())


def _alone(text: str) -> str:
    """Words out of their sentence, without a comma that belonged to it."""
    return capital(text.rstrip(",;:"))


def _claim(source: Source, fact: Fact, swap: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for part in fact.parts:
        if isinstance(part, str):
            yield part, ""
        else:
            yield _worded(source, part, swap.get(part.name)), part.name


def _worded(source: Source, slot: Slot, other: Value | None) -> str:
    if other is None:
        return in_sentence(source, slot.value)
    if isinstance(other, Entities) and isinstance(slot.value, Entities):
        text = in_sentence(source, replace(other, shown=""))
        return _possessive(text) if slot.value.shown.endswith(_POSSESSIVE) else text
    return in_sentence(source, other)


def _marking(speaker: Entity, pieces: Spans | list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pieces, the first plain mention of the speaker as a piece of its own."""
    is_found = False
    for text, slot in pieces:
        names = (name for name in speaker.spellings if name in text)
        name = "" if slot or is_found else max(names, key=len, default="")
        if not name:
            yield text, slot
            continue
        before, _, after = text.partition(name)
        yield from ((before, ""), (name, SPEAKER), (after, ""))
        is_found = True


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
