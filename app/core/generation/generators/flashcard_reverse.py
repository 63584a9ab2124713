"""The fact asked the other way round: the slot is given, the fact's other slot is the answer."""

from collections.abc import Iterator

from app.core.generation.bench import REVERSE, Asked, Bench, Generator
from app.core.generation.generators.flashcard_forward import back_of
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact, key_of
from app.core.generation.wording import as_answer
from app.core.questions import Flashcard

NAME = "flashcard_reverse"


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for slot, prompt in fact.reverse.items():
        if fact.wants(NAME, slot):
            other = fact.other_slot(slot)
            key = fact.slots[other]
            content = Flashcard(back_of(bench, fact, other), as_answer(bench.source, key))
            asked = Asked(fact, slot, prompt)
            target = bench.target(fact, slot, REVERSE)
            yield bench.question(
                asked,
                NAME,
                content,
                explanation=bench.remark(fact),
                target=target,
                key=key_of(key),
                answer=key,
            )


GENERATOR = Generator(NAME, _make)
