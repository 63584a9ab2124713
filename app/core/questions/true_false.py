"""True or false: one statement to judge."""

from typing import Literal

from pydantic.dataclasses import dataclass

from app.core.questions.base import FROZEN


@dataclass(frozen=True, slots=True, config=FROZEN)
class TrueFalse:
    """The statement is the question's prompt; `why_true` and `why_false` speak of each choice."""

    is_true: bool
    why_true: str = ""
    why_false: str = ""
    type: Literal["true_false"] = "true_false"
