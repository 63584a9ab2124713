"""Which of these is right? One value, or one member of a list, among two or three wrong ones."""

from collections.abc import Iterator
from dataclasses import replace

from app.core.generation.bench import Asked, Bench, Generator
from app.core.generation.identity import rank
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import SPEAKER, Entities, Fact, Value
from app.core.questions import SingleChoice

NAME = "single_choice"


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for asked in bench.asked(fact):
        if asked.slot != SPEAKER and fact.wants(NAME, asked.slot):
            yield from _question(bench, asked)


def _question(bench: Bench, asked: Asked) -> Iterator[ReleasedQuestion]:
    uid = bench.uid(asked.fact, NAME, asked.slot)
    key = asked.value
    if isinstance(key, Entities) and len(key.ids) > 1:
        if asked.slot not in asked.fact.ask_one:
            return
        asked = replace(asked, prompt=asked.fact.ask_one[asked.slot])
        key = _member(uid, key)
    wrong = bench.distractors(asked, uid)
    if wrong:
        content = SingleChoice(bench.choices(asked, key, wrong))
        yield bench.question(asked, NAME, content, wrong=wrong)


def _member(uid: str, listed: Entities) -> Value:
    """The same member for as long as it is in the list."""
    return Entities((min(listed.ids, key=lambda entity_id: rank(uid, entity_id)),))


GENERATOR = Generator(NAME, _make)
