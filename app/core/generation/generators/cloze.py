"""The fact's own sentence with one value left out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.core.generation.generators.bench import Asked, Bench, Generator
from app.core.generation.generators.typed import date, numerical, short_answer
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import SPEAKER, Entities, Fact, Phrase, Source, Value
from app.core.generation.wording import spans
from app.core.questions import Cloze, DateQuestion, Gap, Numerical, ShortAnswer
from app.core.values import Number, figure_text

NAME = "cloze"
_LAST_ARTICLE = re.compile(r"\b([Aa])n? $")
PROMPT = "Fill in the gap."


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for asked in bench.asked(fact):
        if asked.slot != SPEAKER and fact.wants(NAME, asked.slot) and not _is_reworded(asked.value):
            content = _gap(bench, asked)
            if content is not None:
                cloze = Cloze(tuple(_parts(bench, asked, Gap(content))))
                yield bench.question(asked, NAME, cloze, prompt=PROMPT)


def _is_reworded(value: Value) -> bool:
    """In other words than its name an entity leaves a gap that its name does not fit."""
    return isinstance(value, Entities) and bool(value.shown)


def _gap(bench: Bench, asked: Asked) -> ShortAnswer | Numerical | DateQuestion | None:
    """What fits into the gap. The rest of the sentence gives away what a prompt would."""
    rest = "".join(text for text, slot in spans(bench.source, asked.fact) if slot != asked.slot)
    in_text = replace(asked, prompt=rest)
    return short_answer(bench, in_text) or _figure(asked) or date(asked)


def _figure(asked: Asked) -> Numerical | None:
    """The bare figure: bound and unit stand in the sentence."""
    content = numerical(asked)
    if content is None:
        return None
    bare = (replace(each, number=Number(each.number.value)) for each in content.answers)
    return replace(content, answers=tuple(bare))


def _parts(bench: Bench, asked: Asked, gap: Gap) -> Iterator[str | Gap]:
    words = spans(bench.source, asked.fact)
    at = [slot for _, slot in words].index(asked.slot)
    before, after = _around(bench.source, asked.value, words[at][0])
    start = "".join(text for text, _ in words[:at]) + before
    end = after + "".join(text for text, _ in words[at + 1 :])
    # "an" would tell how the answer begins.
    start = _LAST_ARTICLE.sub(r"\1(n) ", start)
    yield from (part for part in (start, gap, end) if part)


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
