"""All types of question by name, and what can be done with any content."""

from collections.abc import Mapping
from random import Random
from types import MappingProxyType
from typing import Any

from app.core.grading import Grade
from app.core.questions import (
    categorise,
    cloze,
    date,
    flashcard,
    matching,
    multiple_answer,
    numerical,
    ordering,
    short_answer,
    single_choice,
    true_false,
)
from app.core.questions.base import Answer, Form, Problem, QuestionType, Solution, View
from app.core.questions.question import Content

TYPES: Mapping[str, QuestionType[Any]] = MappingProxyType(
    {
        "single_choice": single_choice.TYPE,
        "multiple_answer": multiple_answer.TYPE,
        "true_false": true_false.TYPE,
        "short_answer": short_answer.TYPE,
        "numerical": numerical.TYPE,
        "date": date.TYPE,
        "cloze": cloze.TYPE,
        "matching": matching.TYPE,
        "ordering": ordering.TYPE,
        "categorise": categorise.TYPE,
        "flashcard": flashcard.TYPE,
    }
)


def check(content: Content) -> tuple[Problem, ...]:
    """What is wrong with a content that its schema cannot say; nothing for a sound one."""
    return TYPES[content.type].check(content)


def arrange(content: Content, rng: Random) -> View:
    """What the learner sees: the same seed gives the same view, and none gives the key away."""
    return TYPES[content.type].arrange(content, rng)


def parse(content: Content, form: Form) -> Answer:
    """The answer in a sent form, as it is stored; raise EmptyAnswer or BadAnswer."""
    return TYPES[content.type].parse(content, form)


def grade(content: Content, answer: Answer) -> Grade:
    """What a stored answer gets: the same every time, so that it can be graded again."""
    return TYPES[content.type].grade(content, answer)


def solution(content: Content) -> Solution:
    """The right answer; only to be shown once the learner has answered."""
    return TYPES[content.type].solution(content)


def in_words(content: Content, answer: Answer) -> str:
    """A stored answer as the learner gave it, such as the text of the chosen choice."""
    return TYPES[content.type].in_words(content, answer)


def is_graded(content: Content) -> bool:
    return TYPES[content.type].is_graded


def parts_of(content: Content) -> int:
    """How many parts may each be remembered on their own, such as the gaps of a cloze; 0 where the
    question is remembered as one.
    """
    return TYPES[content.type].parts(content)


def form_of(content: Content, answer: object) -> Form:
    """An answer from JSON as the form that would send it; raise BadAnswer for another shape.

    It may be a stored answer, or what a person would write: "Bamako", true, 12, {"1": "2013"} for
    gaps, ["Mali", "Niger"] for choices and orders, {"Mali": "Bamako"} for rows.
    """
    return TYPES[content.type].form_of(content, answer)
