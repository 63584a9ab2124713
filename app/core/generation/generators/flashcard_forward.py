"""The question in front, the fact's sentence behind with the asked value marked."""

from collections.abc import Iterator

from app.core.generation.bench import Bench, Generator
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact
from app.core.generation.wording import as_answer, spans
from app.core.questions import Flashcard, Span

NAME = "flashcard_forward"


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for asked in bench.asked(fact):
        if fact.wants(NAME, asked.slot):
            answer = as_answer(bench.source, asked.value)
            content = Flashcard(back_of(bench, fact, asked.slot), answer)
            yield bench.question(asked, NAME, content, explanation=bench.remark(fact))


def back_of(bench: Bench, fact: Fact, slot: str) -> tuple[Span, ...]:
    return tuple(Span(text, marked=name == slot) for text, name in spans(bench.source, fact))


GENERATOR = Generator(NAME, _make)
