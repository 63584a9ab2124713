"""Single choice: several options, one key."""

import hashlib
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Annotated, Literal, Self

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.grading import Grade
from app.core.messages import N_
from app.core.questions.base import (
    FROZEN,
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    Fraction,
    JudgedChoice,
    Problem,
    QuestionType,
    Samples,
    ShownChoice,
    Solution,
    Span,
    Text,
    View,
    text_of,
    typed,
)


@dataclass(frozen=True, slots=True, config=FROZEN)
class Choice:
    """An option; `fraction` is 1 for the key, `why` says why it is right or wrong.

    The id is what forms and stored answers hold. It must tell nothing of the key: `of` makes it
    from the text alone.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")]
    text: Text
    fraction: Fraction = 0.0
    why: str = ""

    @classmethod
    def of(cls, text: str, *, right: bool = False, why: str = "") -> Self:
        return cls(choice_id(text), text, 1.0 if right else 0.0, why)

    @property
    def is_right(self) -> bool:
        return self.fraction == 1


@dataclass(frozen=True, slots=True, config=FROZEN)
class SingleChoice:
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=26)]
    type: Literal["single_choice"] = "single_choice"


def choice_id(text: str) -> str:
    """Ten characters that depend on the words of a choice and on nothing else."""
    words = unicodedata.normalize("NFC", text.strip())
    return hashlib.blake2b(words.encode(), digest_size=5).hexdigest()


def check(content: SingleChoice) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: SingleChoice) -> Iterator[Problem]:
    if sum(choice.is_right for choice in content.choices) != 1:
        yield Problem(
            "choices", N_("There must be one right choice."), N_("Mark one choice as right.")
        )
    if all(choice.fraction > 0 for choice in content.choices):
        yield Problem("choices", N_("No choice is wrong."), N_("Add a choice that is wrong."))
    if len({choice.id for choice in content.choices}) < len(content.choices):
        yield Problem(
            "choices", N_("Two choices have the same id."), N_("Give each choice an id of its own.")
        )
    if len({_as_read(choice.text) for choice in content.choices}) < len(content.choices):
        yield Problem(
            "choices", N_("Two choices read the same."), N_("Reword or remove one of them.")
        )


def arrange(content: SingleChoice, rng: Random) -> View:
    """Shuffled from the order of the ids, so that where the key is stored cannot show."""
    choices = [ShownChoice(choice.id, choice.text) for choice in content.choices]
    choices.sort(key=lambda choice: choice.id)
    rng.shuffle(choices)
    return View(content.type, choices=tuple(choices))


def parse(content: SingleChoice, form: Form) -> Answer:
    chosen = typed(form)
    if not chosen:
        raise EmptyAnswer
    return _chosen(content, chosen).id


def grade(content: SingleChoice, answer: Answer) -> Grade:
    choice = _chosen(content, answer)
    return Grade.of(choice.fraction, feedback=choice.why)


def solution(content: SingleChoice) -> Solution:
    judged = [JudgedChoice(c.id, c.text, c.is_right, c.why) for c in content.choices]
    text = " / ".join(choice.text for choice in judged if choice.is_right)
    return Solution(text, (Span(text, marked=True),), choices=tuple(judged))


def in_words(content: SingleChoice, answer: Answer) -> str:
    return _chosen(content, answer).text


def samples(content: SingleChoice) -> Samples:
    right = next(choice.id for choice in content.choices if choice.is_right)
    wrong = min(content.choices, key=lambda choice: choice.fraction)
    return Samples({"answer": [right]}, {"answer": [wrong.id]}, {"answer": ["no such choice"]})


def _chosen(content: SingleChoice, answer: Answer) -> Choice:
    for choice in content.choices:
        if choice.id == text_of(answer):
            return choice
    raise BadAnswer(N_("Choose one of the answers shown."))


def _as_read(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


TYPE = QuestionType(SingleChoice, check, arrange, parse, grade, solution, in_words, samples)
