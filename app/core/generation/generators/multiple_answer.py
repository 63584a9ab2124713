"""Which of these are right? All members of a list among two or three that are not in it."""

from collections.abc import Iterator

from app.core.generation.bench import Asked, Bench, Generator, in_no_order
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import SPEAKER, Entities, Fact, Skill
from app.core.questions import Choice, MultipleAnswer

NAME = "multiple_answer"
# More than these cannot be overlooked at a glance.
MOST_MEMBERS = 6


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for asked in bench.asked(fact):
        value = asked.value
        is_list = isinstance(value, Entities) and 1 < len(value.ids) <= MOST_MEMBERS
        if is_list and asked.slot != SPEAKER and fact.wants(NAME, asked.slot):
            yield from _question(bench, asked)


def _question(bench: Bench, asked: Asked) -> Iterator[ReleasedQuestion]:
    wrong = bench.distractors(asked, bench.uid(asked.fact, NAME, asked.slot))
    if wrong:
        choices = [*members(bench, asked), *bench.wrong_choices(asked, wrong)]
        content = MultipleAnswer.of(in_no_order(choices))
        skill = asked.fact.skill or Skill.CLASSIFICATION
        yield bench.question(asked, NAME, content, wrong=wrong, skill=skill)


def members(bench: Bench, asked: Asked) -> list[Choice]:
    """Each member of the slot's list as a right choice."""
    assert isinstance(asked.value, Entities)
    why = bench.statement(asked.fact)
    each = (bench.words(asked, Entities((entity_id,))) for entity_id in asked.value.ids)
    return [Choice.of(words, right=True, why=why) for words in each]


GENERATOR = Generator(NAME, _make)
