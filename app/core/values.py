"""The numbers and dates that facts state and questions ask for."""

import calendar
import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field, ValidationError
from pydantic.dataclasses import dataclass

# A narrow no-break space groups digits in every language, where a comma would be a decimal sign
# in French and a point one in English.
GROUP_SEPARATOR = "\u202f"
CURRENCIES = frozenset("$£€¥₦₹")
# 1e999999 is a small field and a page of zeros; beyond 28 digits Decimal rounds.
LONGEST_FIGURE = 25
STRICT = ConfigDict(extra="forbid")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"(\d{4}|--)(?:-?(\d{2})(?:-(\d{2}))?)?")


class BadValue(ValueError):
    """A number or date that cannot be read or does not exist; the message says why."""


class Bound(StrEnum):
    """What a source says about a figure beside the figure itself."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    NEARLY = "nearly"
    AT_MOST = "at most"


class Precision(StrEnum):
    """The finest part of a date that is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True, config=STRICT)
class Number:
    """A figure with its bound and unit: ``Number(Decimal(500), Bound.AT_LEAST, "people")``."""

    value: Annotated[Decimal, Field(allow_inf_nan=False)]
    bound: Bound = Bound.EXACTLY
    unit: str = ""

    def __post_init__(self) -> None:
        if abs(self.value.adjusted()) > LONGEST_FIGURE or len(self.value.as_tuple().digits) > (
            LONGEST_FIGURE
        ):
            raise BadValue(f"a figure has at most {LONGEST_FIGURE} digits")

    @classmethod
    def parse(cls, notation: str) -> Self:
        """Read ``500``, ``500|at least`` or ``500|at least|people``; raise BadValue."""
        figure, bound, unit = (*(part.strip() for part in notation.split("|", 2)), "", "")[:3]
        if bound and bound not in tuple(Bound):
            raise BadValue(f"{bound!r} is not a bound: use one of {', '.join(Bound)}")
        try:
            return cls(Decimal(figure), Bound(bound or Bound.EXACTLY), unit)
        except (InvalidOperation, ValidationError):
            raise BadValue(f"{figure!r} is not a number such as 500 or 3.5") from None

    @property
    def notation(self) -> str:
        """The form that `parse` reads."""
        bound = "" if self.bound is Bound.EXACTLY and not self.unit else self.bound
        return "|".join(part for part in (f"{self.value:f}", bound, self.unit) if part)

    @property
    def text(self) -> str:
        """In words: ``at least 500 people``, ``about 8 849 m``, ``$3.5``, ``12%``."""
        bound = "" if self.bound is Bound.EXACTLY else f"{self.bound} "
        return bound + with_unit(figure_text(self.value), self.unit)


@dataclass(frozen=True, slots=True, config=STRICT)
class Date:
    """A date as far as it is known: a year, a month or a day, with or without its year.

    `year_inferred` says that the source leaves the year out and it was worked out.
    """

    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    year_inferred: bool = False

    def __post_init__(self) -> None:
        if self.year is None and self.month is None:
            raise BadValue("a date needs a year or a month")
        if self.year_inferred and (self.year is None or self.month is None):
            raise BadValue("only a date with a year and a month can have its year inferred")
        if self.day is not None:
            self._check_day(self.day)

    def _check_day(self, day: int) -> None:
        if self.month is None:
            raise BadValue("a day needs its month")
        # Without a year the 29th of February may well exist.
        if day > calendar.monthrange(self.year or 2000, self.month)[1]:
            raise BadValue(f"{MONTHS[self.month - 1]} has no day {day}")

    @classmethod
    def parse(cls, notation: str) -> Self:
        """Read ``2013``, ``2013-01``, ``2013-01-31``, ``--01-31`` (no year), each with
        ``|year inferred`` behind it where that holds; raise BadValue.
        """
        digits, _, mark = (part.strip() for part in notation.partition("|"))
        match = _DATE.fullmatch(digits)
        if match is None or mark not in ("", "year inferred"):
            raise BadValue(f"{notation!r} is not a date such as 2013, 2013-01 or 2013-01-31")
        year, month, day = (int(part) if part and part != "--" else None for part in match.groups())
        try:
            return cls(year, month, day, bool(mark))
        except ValidationError as error:
            reason = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise BadValue(f"{notation!r} is not a date: {reason}") from None

    @property
    def notation(self) -> str:
        """The form that `parse` reads."""
        year = "--" if self.year is None else f"{self.year:04}"
        rest = "-".join(f"{part:02}" for part in (self.month, self.day) if part is not None)
        joint = "-" if self.year is not None and rest else ""
        return f"{year}{joint}{rest}" + ("|year inferred" if self.year_inferred else "")

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    @property
    def text(self) -> str:
        """In words: ``16 June 2023``, ``June 2023``, ``2023``, ``16 June``."""
        month = None if self.month is None else MONTHS[self.month - 1]
        # "79" alone would be read as 1979.
        year = f"AD {self.year}" if self.year is not None and self.year < 100 else self.year
        return " ".join(str(part) for part in (self.day, month, year) if part is not None)

    @property
    def printed(self) -> "Date":
        """The date as the source prints it: without a year that was inferred."""
        return Date(None, self.month, self.day) if self.year_inferred else self


def figure_text(value: Decimal) -> str:
    """Digits in groups of three, without an exponent: ``15 000``, ``0.25``."""
    return f"{value:,f}".replace(",", GROUP_SEPARATOR)


def with_unit(figure: str, unit: str) -> str:
    """Set the unit where English sets it: ``$3``, ``12%``, ``3 km``."""
    if unit in CURRENCIES:
        return f"{unit}{figure}"
    return f"{figure}{unit}" if unit == "%" else f"{figure} {unit}".rstrip()
