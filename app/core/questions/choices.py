"""Choices, as single choice and multiple answer share them."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Annotated, Self

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.messages import N_
from app.core.questions.base import (
    FROZEN,
    BadAnswer,
    Fraction,
    JudgedChoice,
    Problem,
    ShownChoice,
    Text,
    as_read,
)

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")]


@dataclass(frozen=True, slots=True, config=FROZEN)
class Choice:
    """An option; `fraction` is what choosing it earns, 1 for the key of a single choice; `why` says
    why it is right or wrong.

    The id is what forms and stored answers hold. It must tell nothing of the key: `of` makes it
    from the text alone.
    """

    id: Id
    text: Text
    fraction: Fraction = 0.0
    why: str = ""

    @classmethod
    def of(cls, text: str, *, right: bool = False, why: str = "") -> Self:
        return cls(choice_id(text), text, 1.0 if right else 0.0, why)

    @property
    def is_right(self) -> bool:
        """Whether it is the key of a single choice; one of several answers earns only its share."""
        return self.fraction == 1


Choices = Annotated[tuple[Choice, ...], Field(min_length=2, max_length=26)]


def choice_id(text: str) -> str:
    """Ten characters that depend on the words of a choice and on nothing else."""
    words = unicodedata.normalize("NFC", text.strip())
    return hashlib.blake2b(words.encode(), digest_size=5).hexdigest()


def problems_of_choices(choices: Sequence[Choice]) -> Iterator[Problem]:
    """What is wrong with choices whichever of them are right."""
    if all(choice.fraction > 0 for choice in choices):
        yield Problem("choices", N_("No choice is wrong."), N_("Add a choice that is wrong."))
    if len({choice.id for choice in choices}) < len(choices):
        yield Problem(
            "choices", N_("Two choices have the same id."), N_("Give each choice an id of its own.")
        )
    if len({as_read(choice.text) for choice in choices}) < len(choices):
        yield Problem(
            "choices", N_("Two choices read the same."), N_("Reword or remove one of them.")
        )


def shown(choices: Sequence[Choice]) -> tuple[ShownChoice, ...]:
    return tuple(ShownChoice(choice.id, choice.text) for choice in choices)


def shuffled(choices: Sequence[ShownChoice], rng: Random) -> tuple[ShownChoice, ...]:
    """Shuffled from the order of the ids, so that the order they are stored in cannot show."""
    mixed = sorted(choices, key=lambda choice: choice.id)
    rng.shuffle(mixed)
    return tuple(mixed)


def chosen(choices: Sequence[Choice], choice_id: str) -> Choice:
    for choice in choices:
        if choice.id == choice_id:
            return choice
    raise BadAnswer(N_("Choose one of the answers shown."))


def judged(
    choices: Sequence[Choice], is_right: Callable[[Choice], bool]
) -> tuple[JudgedChoice, ...]:
    return tuple(JudgedChoice(each.id, each.text, is_right(each), each.why) for each in choices)
