"""Short answer: a few typed words."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.questions.base import FROZEN, Fraction, Text


@dataclass(frozen=True, slots=True, config=FROZEN)
class AcceptedText:
    """A spelling that counts; ``*`` stands for any run of characters, ``\\*`` for a star."""

    text: Text
    fraction: Fraction = 1.0
    feedback: str = ""


@dataclass(frozen=True, slots=True, config=FROZEN)
class ShortAnswer:
    """The first accepted text that matches decides; the first of all is the one shown.

    `others` are known answers that are not right here, so that no slip may spell one of them:
    the other people, places or organisations of the bank, and the distractors.
    """

    answers: Annotated[tuple[AcceptedText, ...], Field(min_length=1)]
    others: tuple[Text, ...] = ()
    match_case: bool = False
    match_accents: bool = True
    forgive_slips: bool = True
    type: Literal["short_answer"] = "short_answer"
