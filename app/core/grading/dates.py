"""Dates as people type them, and which of them are the same."""

import re
from collections.abc import Sequence

from pydantic import ValidationError

from app.core.grading.lexicon import MONTH_NUMBERS, WEEKDAYS
from app.core.grading.text import without_accents
from app.core.values import Date, Precision

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|\.)")
_ERA = re.compile(r"\b(?:ad|ce) ?(\d{1,4})\b|\b(\d{1,4}) ?(?:ad|ce)\b")
_FILLERS = WEEKDAYS | {"the", "of", "in", "on", "le", "en"}


class UnreadableDate(ValueError):
    """No date was found in the words."""


class AmbiguousDate(UnreadableDate):
    """Day and month could be either of two figures: "6/7/2023"."""


def read_date(text: str, *, day_first: bool | None = None) -> Date:
    """Read "16 June 2023", "June 16th, 2023", "2023-06-16", "16/6/2023", "June 2023", "2023",
    "16 June" and the like, in English or French.

    Figures alone are read where only one reading is a date, or as `day_first` says.
    """
    plain = without_accents(text.casefold()).replace(",", " ")
    words = _ERA.sub(lambda match: (match[1] or match[2]).zfill(4), plain).split()
    words = [word for word in words if word.rstrip(".") not in _FILLERS]
    try:
        date = _from_figures(" ".join(words), day_first) or _from_words(words)
    except ValidationError:
        date = None
    if date is None:
        raise UnreadableDate(text)
    return date


def is_same_date(given: Date, key: Date) -> bool:
    """Whether the answer agrees with all that the key knows; it may say more.

    A year that the key only infers may be left out, but not be another one.
    """
    year_agrees = given.year == key.year if given.year else is_year_optional(key)
    return (
        (key.year is None or year_agrees)
        and (key.month is None or given.month == key.month)
        and (key.day is None or given.day == key.day)
    )


def is_precise_enough(given: Date, key: Date) -> bool:
    """Whether the answer says everything that the key asks for."""
    return (
        (given.year is not None or is_year_optional(key))
        and (given.month is not None or key.month is None)
        and (given.day is not None or key.day is None)
    )


def is_year_optional(key: Date) -> bool:
    return key.precision is not Precision.YEAR and (key.year is None or key.year_inferred)


def _from_figures(text: str, day_first: bool | None) -> Date | None:
    if match := _ISO.fullmatch(text):
        return Date(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return Date(int(match[2]), int(match[1]))
    if match := _DAY_AND_MONTH.fullmatch(text):
        return _from_day_and_month(int(match[1]), int(match[2]), int(match[3]), day_first)
    return None


def _from_day_and_month(first: int, second: int, year: int, day_first: bool | None) -> Date:
    if max(first, second) > 12 or first == second:
        day_first = second <= 12
    elif day_first is None:
        raise AmbiguousDate(f"{first}/{second}/{year}")
    return Date(year, second, first) if day_first else Date(year, first, second)


def _from_words(words: Sequence[str]) -> Date | None:
    """At most one month, one day and one year, in any order: "June 16th, 2023"."""
    figures = [_ORDINAL.sub(r"\1", word) for word in words if word[0].isdigit()]
    months = [MONTH_NUMBERS.get(word.rstrip(".")) for word in words if not word[0].isdigit()]
    days = [int(figure) for figure in figures if re.fullmatch(r"\d{1,2}", figure)]
    years = [int(figure) for figure in figures if re.fullmatch(r"\d{3,4}", figure)]
    understood = len(days) + len(years) == len(figures) and None not in months
    if not understood or not words or max(len(months), len(days), len(years)) > 1:
        return None
    return Date(_only(years), _only(months), _only(days))


def _only(parts: Sequence[int | None]) -> int | None:
    return parts[0] if parts else None
