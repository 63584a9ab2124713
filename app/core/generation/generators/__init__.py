"""The registries of generators, and all that they make of a bank."""

from collections.abc import Collection, Iterator, Mapping

from app.core.generation.bench import CARDS, Bench, Generator, JointGenerator
from app.core.generation.bench.budget import within_budget
from app.core.generation.generators import (
    categorise,
    cloze,
    date,
    flashcard_forward,
    flashcard_reverse,
    matching,
    multiple_answer,
    numerical,
    odd_one_out,
    ordering,
    short_answer,
    single_choice,
    true_false,
    which_first,
    who_said_it,
)
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact

GENERATORS: tuple[Generator, ...] = (
    flashcard_forward.GENERATOR,
    flashcard_reverse.GENERATOR,
    single_choice.GENERATOR,
    multiple_answer.GENERATOR,
    odd_one_out.GENERATOR,
    who_said_it.GENERATOR,
    true_false.GENERATOR,
    short_answer.GENERATOR,
    numerical.GENERATOR,
    date.GENERATOR,
    cloze.GENERATOR,
)
JOINT_GENERATORS: tuple[JointGenerator, ...] = (
    matching.GENERATOR,
    ordering.GENERATOR,
    which_first.GENERATOR,
    categorise.GENERATOR,
)
NAMES = (*(each.name for each in GENERATORS), *(each.name for each in JOINT_GENERATORS))

__all__ = [
    "GENERATORS",
    "JOINT_GENERATORS",
    "NAMES",
    "Bench",
    "Generator",
    "JointGenerator",
    "all_questions",
    "questions_about",
]


def all_questions(bench: Bench) -> Iterator[ReleasedQuestion]:
    for fact in bench.source.facts:
        yield from _of_one(bench, fact)
    yield from _joint(bench)


def questions_about(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    """Every question that a fact takes part in, the same as among all."""
    uid = bench.source.fact_uid(fact)
    yield from _of_one(bench, fact)
    yield from (question for question in _joint(bench) if uid in question.question.facts)


def _of_one(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    made = (question for generator in GENERATORS for question in generator.make(bench, fact))
    released = bench.memo("released forms", _released_forms)
    yield from within_budget(made, released.get(bench.source.fact_uid(fact), ()))


def _released_forms(bench: Bench) -> Mapping[str, Collection[str]]:
    """By fact, what was released of it alone, its cards aside."""
    forms = {generator.name for generator in GENERATORS} - set(CARDS)
    found: dict[str, set[str]] = {}
    for uid, question in bench.pinned.items():
        if question.generator in forms:
            found.setdefault(question.fact, set()).add(uid)
    return found


def _joint(bench: Bench) -> Iterator[ReleasedQuestion]:
    for generator in JOINT_GENERATORS:
        yield from generator.make(bench)
