"""Multiple answer: several options, any number of which are right."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import fsum, isclose
from random import Random
from typing import Literal, Self

from pydantic.dataclasses import dataclass

from app.core.grading import Grade
from app.core.grading.grades import NEARLY_NOTHING
from app.core.messages import N_
from app.core.questions.base import (
    FROZEN,
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    Problem,
    QuestionType,
    Samples,
    Solution,
    Span,
    View,
    cleaned,
    id_said,
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
class MultipleAnswer:
    """The fractions of what is chosen are summed, and a sum below 0 is 0: the right choices have
    positive ones that make 1, a wrong one may cost something.
    """

    choices: Choices
    type: Literal["multiple_answer"] = "multiple_answer"

    @classmethod
    def of(cls, choices: Iterable[Choice]) -> Self:
        """Each right choice earns an equal share, each wrong one costs one: all chosen is 0."""
        given = tuple(choices)
        right = sum(choice.is_right for choice in given)
        wrong = len(given) - right
        shares = (1 / right if choice.is_right else -1 / wrong for choice in given)
        pairs = zip(given, shares, strict=True)
        return cls(tuple(replace(choice, fraction=share) for choice, share in pairs))

    @property
    def right(self) -> tuple[Choice, ...]:
        """`Choice.is_right` knows only a choice that earns all by itself."""
        return tuple(filter(_is_right, self.choices))


def check(content: MultipleAnswer) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: MultipleAnswer) -> Iterator[Problem]:
    earned = fsum(choice.fraction for choice in content.right)
    if not isclose(earned, 1, abs_tol=NEARLY_NOTHING):
        yield Problem(
            "choices",
            N_("The right choices together do not make a whole."),
            N_("Mark at least one choice as right, and let their fractions add up to 1."),
        )
    yield from problems_of_choices(content.choices)


def arrange(content: MultipleAnswer, rng: Random) -> View:
    return View(content.type, choices=shuffled(shown(content.choices), rng))


def parse(content: MultipleAnswer, form: Form) -> Answer:
    said = {cleaned(value) for value in form.get("answer", ())} - {""}
    if not said:
        raise EmptyAnswer
    return sorted(chosen(content.choices, each).id for each in said)


def grade(content: MultipleAnswer, answer: Answer) -> Grade:
    """The parts say of each choice whether it was rightly chosen or rightly left."""
    taken = _chosen(content, answer)
    parts = [
        Grade.of(float((choice in taken) == _is_right(choice)), feedback=choice.why)
        for choice in content.choices
    ]
    return Grade.of(fsum(choice.fraction for choice in taken), parts=parts)


def solution(content: MultipleAnswer) -> Solution:
    text = _listed(content.right)
    return Solution(text, (Span(text, marked=True),), choices=judged(content.choices, _is_right))


def in_words(content: MultipleAnswer, answer: Answer) -> str:
    return _listed(_chosen(content, answer))


def samples(content: MultipleAnswer) -> Samples:
    right = [choice.id for choice in content.right]
    wrong = [choice.id for choice in content.choices if not _is_right(choice)]
    return Samples({"answer": right}, {"answer": wrong}, {"answer": [*right, "no such choice"]})


def form_of(content: MultipleAnswer, answer: object) -> Form:
    said = answer if isinstance(answer, list) else [answer]
    return {"answer": [id_said(shown(content.choices), each) for each in said]}


def _is_right(choice: Choice) -> bool:
    return choice.fraction > 0


def _chosen(content: MultipleAnswer, answer: Answer) -> tuple[Choice, ...]:
    if not isinstance(answer, list):
        raise BadAnswer(N_("Give a list of answers."))
    ids = {chosen(content.choices, choice_id).id for choice_id in answer}
    return tuple(choice for choice in content.choices if choice.id in ids)


def _listed(choices: Iterable[Choice]) -> str:
    return "; ".join(choice.text for choice in choices)


TYPE = QuestionType(
    MultipleAnswer, check, arrange, parse, grade, solution, in_words, samples, form_of
)
