"""True or false: one statement to judge."""

from random import Random
from typing import Literal

from pydantic.dataclasses import dataclass

from app.core.grading import Grade
from app.core.messages import N_
from app.core.questions.base import (
    FROZEN,
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    JudgedChoice,
    Problem,
    QuestionType,
    Samples,
    ShownChoice,
    Solution,
    Span,
    View,
    text_of,
    typed,
)

WORDS = {"true": N_("True"), "false": N_("False")}


@dataclass(frozen=True, slots=True, config=FROZEN)
class TrueFalse:
    """The statement is the question's prompt; `why_true` and `why_false` speak of each choice."""

    is_true: bool
    why_true: str = ""
    why_false: str = ""
    type: Literal["true_false"] = "true_false"


def check(_content: TrueFalse) -> tuple[Problem, ...]:
    return ()


def arrange(content: TrueFalse, _rng: Random) -> View:
    return View(content.type, choices=tuple(ShownChoice(*choice) for choice in WORDS.items()))


def parse(_content: TrueFalse, form: Form) -> Answer:
    chosen = typed(form)
    if not chosen:
        raise EmptyAnswer
    return _known(chosen)


def grade(content: TrueFalse, answer: Answer) -> Grade:
    said_true = _known(answer) == "true"
    feedback = content.why_true if said_true else content.why_false
    return Grade.of(float(said_true == content.is_true), feedback=feedback)


def solution(content: TrueFalse) -> Solution:
    text = WORDS[_key(content)]
    choices = (
        JudgedChoice("true", WORDS["true"], content.is_true, content.why_true),
        JudgedChoice("false", WORDS["false"], not content.is_true, content.why_false),
    )
    return Solution(text, (Span(text, marked=True),), choices=choices)


def in_words(_content: TrueFalse, answer: Answer) -> str:
    return WORDS[_known(answer)]


def samples(content: TrueFalse) -> Samples:
    wrong = "false" if content.is_true else "true"
    return Samples({"answer": [_key(content)]}, {"answer": [wrong]}, {"answer": ["perhaps"]})


def _key(content: TrueFalse) -> str:
    return "true" if content.is_true else "false"


def _known(answer: Answer) -> str:
    if (said := text_of(answer)) in WORDS:
        return said
    raise BadAnswer(N_("Choose true or false."))


TYPE = QuestionType(TrueFalse, check, arrange, parse, grade, solution, in_words, samples)
