"""Flashcard: a prompt in front, an answer behind, rated by the learner."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.questions.base import FROZEN, Span, Text


@dataclass(frozen=True, slots=True, config=FROZEN)
class Flashcard:
    """The front is the question's prompt. The back is a sentence with the asked value marked,
    `answer` that value alone.
    """

    back: Annotated[tuple[Span, ...], Field(min_length=1)]
    answer: Text
    type: Literal["flashcard"] = "flashcard"
