"""A name or a few words, typed."""

from collections.abc import Iterator

from app.core.generation.bench import Bench, Generator
from app.core.generation.bench.typed import short_answer
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact

NAME = "short_answer"


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for asked in bench.asked(fact):
        content = short_answer(bench, asked)
        if content is not None and fact.wants(NAME, asked.slot):
            yield bench.question(asked, NAME, content)


GENERATOR = Generator(NAME, _make)
