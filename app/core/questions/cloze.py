"""Cloze: a sentence with gaps, each of them a small question."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.questions.base import FROZEN, Text
from app.core.questions.date import DateQuestion
from app.core.questions.numerical import Numerical
from app.core.questions.short_answer import ShortAnswer
from app.core.questions.single_choice import SingleChoice

GapContent = Annotated[
    ShortAnswer | Numerical | DateQuestion | SingleChoice, Field(discriminator="type")
]


@dataclass(frozen=True, slots=True, config=FROZEN)
class Gap:
    """A blank; its weight is its share in the grade beside the other gaps."""

    content: GapContent
    weight: Annotated[float, Field(gt=0, le=1_000)] = 1.0


@dataclass(frozen=True, slots=True, config=FROZEN)
class Cloze:
    """Text and gaps in reading order: ``("The tower opened in ", Gap(…), ".")``.

    Gaps are named "1", "2"… in that order, and so are their fields: ``answer-1``.
    """

    parts: Annotated[tuple[Text | Gap, ...], Field(min_length=1)]
    type: Literal["cloze"] = "cloze"
