"""Figures as people type them, and how near is near enough."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass


class ToleranceKind(StrEnum):
    """How far an answer may be off.

    nominal: by the amount itself; relative: by that share of the answer; geometric: between the
    answer divided by, and multiplied with, one more than the amount.
    """

    NOMINAL = "nominal"
    RELATIVE = "relative"
    GEOMETRIC = "geometric"


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Tolerance:
    """``Tolerance(Decimal("0.1"), ToleranceKind.RELATIVE)`` is a tenth either way."""

    amount: Annotated[Decimal, Field(ge=0, allow_inf_nan=False)] = Decimal(0)
    kind: ToleranceKind = ToleranceKind.NOMINAL
