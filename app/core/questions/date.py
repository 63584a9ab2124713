"""Date: a typed year, month or day."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.questions.base import FROZEN
from app.core.values import Date


@dataclass(frozen=True, slots=True, config=FROZEN)
class DateQuestion:
    """Any of the dates is right, and the first is the one shown; all have the same precision.

    A year that is inferred or unknown may be left out of the answer.
    """

    answers: Annotated[tuple[Date, ...], Field(min_length=1)]
    type: Literal["date"] = "date"
