"""The fact's own sentence with its asked values left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from app.core.generation.bench import Asked, Bench, Generator, Made
from app.core.generation.bench.typed import date, numerical, short_answer
from app.core.generation.identity import rank
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import SPEAKER, Entities, Fact, Phrase, Source, Value, key_of
from app.core.generation.wording import plain, spans
from app.core.questions import Cloze, DateQuestion, Gap, Numerical, ShortAnswer
from app.core.values import Number, figure_text

NAME = "cloze"
PROMPT = "Complete the sentence."
MOST_GAPS = 4
# A sentence of which less is left could be about anything.
WORDS_A_GAP = 5
_LAST_ARTICLE = re.compile(r"\b([Aa])n? $")

Filling = ShortAnswer | Numerical | DateQuestion


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    fitting = [asked for asked in bench.asked(fact) if _fits(bench, asked)]
    fitting.sort(key=lambda asked: rank(bench.source.fact_uid(fact), asked.slot))
    gaps = _gaps(bench, fact, fitting)
    if gaps:
        places = [slot for _, slot in spans(bench.source, fact) if slot in gaps]
        yield bench.release(
            Made(
                [fact],
                NAME,
                "",
                Cloze(tuple(_parts(bench.source, fact, gaps))),
                prompt=PROMPT,
                explanation=bench.remark(fact),
                key={slot: key_of(fact.slots[slot]) for slot in places},
                parts=[bench.remembered(fact, slot) for slot in places],
            )
        )


def _fits(bench: Bench, asked: Asked) -> bool:
    if asked.slot == SPEAKER or not asked.fact.wants(NAME, asked.slot):
        return False
    return not _is_reworded(asked.value) and _filling(bench, asked, ()) is not None


def _is_reworded(value: Value) -> bool:
    """In other words than its name an entity leaves a gap that its name does not fit."""
    return isinstance(value, Entities) and bool(value.shown)


def _gaps(bench: Bench, fact: Fact, fitting: Sequence[Asked]) -> Mapping[str, Filling]:
    """As many gaps as leave enough to go by; none where even one is too many."""
    for count in range(min(MOST_GAPS, len(fitting)), 0, -1):
        for chosen in combinations(fitting, count):
            slots = [asked.slot for asked in chosen]
            if len(plain(_rest(bench.source, fact, slots)).split()) >= WORDS_A_GAP * count:
                fillings = {asked.slot: _filling(bench, asked, slots) for asked in chosen}
                return {slot: filling for slot, filling in fillings.items() if filling}
    return {}


def _rest(source: Source, fact: Fact, slots: Sequence[str]) -> str:
    return "".join(text for text, slot in spans(source, fact) if slot not in slots)


def _filling(bench: Bench, asked: Asked, slots: Sequence[str]) -> Filling | None:
    """What fits into the gap. The rest of the sentence gives away what a prompt would."""
    rest = _rest(bench.source, asked.fact, (asked.slot, *slots))
    in_text = replace(asked, prompt=rest)
    return short_answer(bench, in_text) or _figure(asked) or date(asked)


def _figure(asked: Asked) -> Numerical | None:
    """The bare figure: bound and unit stand in the sentence."""
    content = numerical(asked)
    if content is None:
        return None
    bare = (replace(each, number=Number(each.number.value)) for each in content.answers)
    return replace(content, answers=tuple(bare))


def _parts(source: Source, fact: Fact, gaps: Mapping[str, Filling]) -> Iterator[str | Gap]:
    """The sentence, plain words joined, in which "an" never tells how a gap begins."""
    words = ""
    for text, slot in spans(source, fact):
        if slot not in gaps:
            words += text
            continue
        before, after = _around(source, fact.slots[slot], text)
        words = _LAST_ARTICLE.sub(r"\1(n) ", words + before)
        yield from (words, Gap(gaps[slot])) if words else (Gap(gaps[slot]),)
        words = after
    if words:
        yield words


def _around(source: Source, value: Value, text: str) -> tuple[str, str]:
    """What of a slot's words stays beside the gap: "the ", "at least ", " people"."""
    match value:
        case Number(figure):
            before, _, after = text.partition(figure_text(figure))
            return before, after
        case Entities():
            (entity,) = source.entities_of(value)
            return text[: -len(entity.name)], ""
        case Phrase(text):
            return "", text[len(text.rstrip(",;:")) :]
    return "", ""


GENERATOR = Generator(NAME, _make)
