"""Numerical: a typed figure, with tolerance and units."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.grading.numbers import Tolerance
from app.core.questions.base import FROZEN, Fraction, Text
from app.core.values import Number


@dataclass(frozen=True, slots=True, config=FROZEN)
class AcceptedNumber:
    """A figure that counts, by default exactly; its unit and bound are what the solution says."""

    number: Number
    tolerance: Tolerance = Tolerance()  # frozen, so sharing it is safe
    fraction: Fraction = 1.0
    feedback: str = ""


@dataclass(frozen=True, slots=True, config=FROZEN)
class Unit:
    """A unit that may be typed; a figure in it times `factor` is the figure of the answers."""

    name: Text
    factor: Annotated[Decimal, Field(gt=0, allow_inf_nan=False)] = Decimal(1)


@dataclass(frozen=True, slots=True, config=FROZEN)
class Numerical:
    """The first accepted figure that matches decides; the first of all is the one shown.

    Without `units` the unit of the first answer is the only one.
    """

    answers: Annotated[tuple[AcceptedNumber, ...], Field(min_length=1)]
    units: tuple[Unit, ...] = ()
    type: Literal["numerical"] = "numerical"
