"""The registry of generators: each makes the questions of one form from one fact."""

from app.core.generation.generators import (
    cloze,
    date,
    flashcard_forward,
    flashcard_reverse,
    numerical,
    short_answer,
    single_choice,
    true_false,
    who_said_it,
)
from app.core.generation.generators.bench import Bench, Generator

GENERATORS: tuple[Generator, ...] = (
    flashcard_forward.GENERATOR,
    flashcard_reverse.GENERATOR,
    single_choice.GENERATOR,
    who_said_it.GENERATOR,
    true_false.GENERATOR,
    short_answer.GENERATOR,
    numerical.GENERATOR,
    date.GENERATOR,
    cloze.GENERATOR,
)

__all__ = ["GENERATORS", "Bench", "Generator"]
