"""Single choice: several options, one key."""

from collections.abc import Iterator
from random import Random
from typing import Literal

from pydantic.dataclasses import dataclass

from app.core.grading import Grade
from app.core.messages import N_
from app.core.questions.base import (
    FROZEN,
    Answer,
    EmptyAnswer,
    Form,
    Problem,
    QuestionType,
    Samples,
    Solution,
    Span,
    View,
    id_said,
    text_of,
    typed,
)
from app.core.questions.choices import (
    Choice,
    Choices,
    chosen,
    judged,
    problems_of_choices,
    shown,
    shuffled,
)


@dataclass(frozen=True, slots=True, config=FROZEN)
class SingleChoice:
    choices: Choices
    type: Literal["single_choice"] = "single_choice"


def check(content: SingleChoice) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: SingleChoice) -> Iterator[Problem]:
    if sum(choice.is_right for choice in content.choices) != 1:
        yield Problem(
            "choices", N_("There must be one right choice."), N_("Mark one choice as right.")
        )
    yield from problems_of_choices(content.choices)


def arrange(content: SingleChoice, rng: Random) -> View:
    return View(content.type, choices=shuffled(shown(content.choices), rng))


def parse(content: SingleChoice, form: Form) -> Answer:
    said = typed(form)
    if not said:
        raise EmptyAnswer
    return _chosen(content, said).id


def grade(content: SingleChoice, answer: Answer) -> Grade:
    choice = _chosen(content, answer)
    return Grade.of(choice.fraction, feedback=choice.why)


def solution(content: SingleChoice) -> Solution:
    choices = judged(content.choices, lambda choice: choice.is_right)
    text = " / ".join(choice.text for choice in choices if choice.is_right)
    return Solution(text, (Span(text, marked=True),), choices=choices)


def in_words(content: SingleChoice, answer: Answer) -> str:
    return _chosen(content, answer).text


def samples(content: SingleChoice) -> Samples:
    right = next(choice.id for choice in content.choices if choice.is_right)
    wrong = min(content.choices, key=lambda choice: choice.fraction)
    return Samples({"answer": [right]}, {"answer": [wrong.id]}, {"answer": ["no such choice"]})


def form_of(content: SingleChoice, answer: object) -> Form:
    return {"answer": [id_said(shown(content.choices), answer)]}


def _chosen(content: SingleChoice, answer: Answer) -> Choice:
    return chosen(content.choices, text_of(answer))


TYPE = QuestionType(
    SingleChoice, check, arrange, parse, grade, solution, in_words, samples, form_of
)
