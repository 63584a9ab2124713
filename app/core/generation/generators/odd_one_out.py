"""Which of these is NOT in the list? One outsider among three members."""

from collections.abc import Iterator
from dataclasses import replace

from app.core.generation.bench import Asked, Bench, Generator, in_no_order
from app.core.generation.distractors import pick
from app.core.generation.generators.multiple_answer import members
from app.core.generation.identity import rank
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact, Skill
from app.core.questions import Choice, SingleChoice

NAME = "odd_one_out"
SHOWN = 3


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    for slot, prompt in fact.ask_not.items():
        if fact.wants(NAME, slot):
            yield from _question(bench, Asked(fact, slot, prompt))


def _question(bench: Bench, asked: Asked) -> Iterator[ReleasedQuestion]:
    """What is remembered is the list, so another outsider is only another wording."""
    uid = bench.uid(asked.fact, NAME, asked.slot)
    found = bench.pool.choices(asked.fact, asked.slot, asked.prompt, uid, bench.pinned_wrong(uid))
    outsider = pick(uid, found, count=1)
    if outsider:
        keys = [replace(key, fraction=1.0) for key in bench.wrong_choices(asked, outsider)]
        inside = sorted(members(bench, asked), key=lambda each: rank(uid, each.id))[:SHOWN]
        wrong = [Choice.of(each.text, why=each.why) for each in inside]
        content = SingleChoice(in_no_order([*keys, *wrong]))
        yield bench.question(
            asked,
            NAME,
            content,
            explanation=bench.statement(asked.fact),
            target=bench.remembered(asked.fact, asked.slot),
            wrong=outsider,
            skill=Skill.ELIMINATION,
        )


GENERATOR = Generator(NAME, _make)
