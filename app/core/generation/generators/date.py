"""A year, a month or a day, typed."""

from collections.abc import Iterator

from app.core.generation.bench import Bench, Generator
from app.core.generation.bench.typed import date
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact

NAME = "date"


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for asked in bench.asked(fact):
        content = date(asked)
        if content is not None and fact.wants(NAME, asked.slot):
            yield bench.question(asked, NAME, content)


GENERATOR = Generator(NAME, _make)
