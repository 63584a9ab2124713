"""Flashcard: a prompt in front, an answer behind, rated by the learner."""

from collections.abc import Iterator
from random import Random
from typing import Annotated, Literal, NoReturn

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.messages import N_
from app.core.questions.base import (
    FROZEN,
    Answer,
    Form,
    NotGraded,
    Problem,
    QuestionType,
    Solution,
    Span,
    Text,
    View,
)


@dataclass(frozen=True, slots=True, config=FROZEN)
class Flashcard:
    """The front is the question's prompt. The back is a sentence with the asked value marked,
    `answer` that value alone.
    """

    back: Annotated[tuple[Span, ...], Field(min_length=1)]
    answer: Text
    type: Literal["flashcard"] = "flashcard"


def check(content: Flashcard) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: Flashcard) -> Iterator[Problem]:
    if not any(span.marked and span.text.strip() for span in content.back):
        yield Problem("back", N_("Nothing on the back is marked."), N_("Mark the asked value."))


def arrange(content: Flashcard, _rng: Random) -> View:
    return View(content.type)


def parse(content: Flashcard, _form: Form) -> NoReturn:
    raise NotGraded(content.type)


def grade(content: Flashcard, _answer: Answer) -> NoReturn:
    raise NotGraded(content.type)


def solution(content: Flashcard) -> Solution:
    return Solution(content.answer, content.back)


def in_words(content: Flashcard, _answer: Answer) -> NoReturn:
    raise NotGraded(content.type)


TYPE = QuestionType(Flashcard, check, arrange, parse, grade, solution, in_words, samples=None)
