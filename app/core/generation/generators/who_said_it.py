"""Who makes this point? The speaker of a claim among other speakers of the bank."""

from collections.abc import Iterator

from app.core.generation.bench import Bench, Generator
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import SPEAKER, Fact, Skill
from app.core.questions import SingleChoice

NAME = "who_said_it"


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for asked in bench.asked(fact):
        if asked.slot == SPEAKER and fact.wants(NAME, SPEAKER):
            wrong = bench.distractors(asked, bench.uid(fact, NAME, SPEAKER))
            if wrong:
                content = SingleChoice(bench.choices(asked, asked.value, wrong))
                skill = fact.skill or Skill.ATTRIBUTION
                yield bench.question(asked, NAME, content, wrong=wrong, skill=skill)


GENERATOR = Generator(NAME, _make)
