"""Figures as people type them, and how near is near enough."""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from app.core.grading.lexicon import HUNDRED, SCALES, SMALL_NUMBERS
from app.core.values import LONGEST_FIGURE, Bound


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

    def holds(self, value: Decimal, answer: Decimal) -> bool:
        """Whether the value is within this tolerance of the answer; the edges are."""
        if self.kind is ToleranceKind.GEOMETRIC:
            return _is_within_factor(value, answer, 1 + self.amount)
        share = abs(answer) if self.kind is ToleranceKind.RELATIVE else Decimal(1)
        return abs(value - answer) <= self.amount * share


@dataclass(frozen=True, slots=True)
class Figure:
    """What was typed: a value in the unit as typed, and the bound if one was said."""

    value: Decimal
    unit: str = ""
    bound: Bound | None = None


def read_figure(text: str) -> Figure | None:
    """Read "1,000", "1 000", "1.5", "1,5", "3x10^8", "$5 million", "at least 500 people",
    "six million"; None when there is no number to be read.

    One comma groups thousands if exactly three digits follow it and the figure does not start
    with 0; any other single comma, and every single point, is the decimal sign.
    """
    bound, rest = _without_bound(_with_plain_signs(text))
    match = _FIGURE.fullmatch(rest)
    if match is None:
        return _figure_in_words(rest, bound)
    mantissa = _plain_mantissa(match["mantissa"])
    exponent = int(match["exponent"] or match["power"] or 0)
    if mantissa is None or abs(exponent) > 2 * LONGEST_FIGURE:
        return None
    sign = "-" if "-" in (match["sign"], match["outer_sign"]) else ""
    scale, after = _without_scale(match["after"])
    unit = f"{match['before']} {after}".strip()
    return Figure(Decimal(f"{sign}{mantissa}").scaleb(exponent) * scale, unit, bound)


def contradicts(said: Bound | None, known: Bound) -> bool:
    """Whether someone said "at most" of what is "at least", or the reverse."""
    return {_direction(said), _direction(known)} == {-1, 1}


def is_same_unit(typed: str, known: str) -> bool:
    """Whether both name one unit: "metres" and "m", "Person" and "people"."""
    return typed == known or _unit_key(typed) == _unit_key(known)


_BOUND_WORDS = {
    "at least": Bound.AT_LEAST,
    "no fewer than": Bound.AT_LEAST,
    "no less than": Bound.AT_LEAST,
    "minimum": Bound.AT_LEAST,
    ">=": Bound.AT_LEAST,
    "≥": Bound.AT_LEAST,
    "more than": Bound.MORE_THAN,
    "over": Bound.MORE_THAN,
    "above": Bound.MORE_THAN,
    ">": Bound.MORE_THAN,
    "at most": Bound.AT_MOST,
    "no more than": Bound.AT_MOST,
    "up to": Bound.AT_MOST,
    "<=": Bound.AT_MOST,
    "≤": Bound.AT_MOST,
    "less than": Bound.AT_MOST,
    "fewer than": Bound.AT_MOST,
    "under": Bound.AT_MOST,
    "<": Bound.AT_MOST,
    "nearly": Bound.NEARLY,
    "almost": Bound.NEARLY,
    "about": Bound.ABOUT,
    "around": Bound.ABOUT,
    "approximately": Bound.ABOUT,
    "roughly": Bound.ABOUT,
    "circa": Bound.ABOUT,
    "some": Bound.ABOUT,
    "~": Bound.ABOUT,
    "≈": Bound.ABOUT,
    "exactly": Bound.EXACTLY,
}
_LONGEST_FIRST = sorted(_BOUND_WORDS, key=len, reverse=True)
_BOUND = re.compile(rf"({'|'.join(map(re.escape, _LONGEST_FIRST))})(?![^\W\d])\s*", re.IGNORECASE)
_DIRECTIONS = {Bound.AT_LEAST: 1, Bound.MORE_THAN: 1, Bound.AT_MOST: -1, Bound.NEARLY: -1}

_FIGURE = re.compile(
    r"(?P<outer_sign>[+-]?)\s*(?P<before>(?:[^\d\s.,+-][^\d.,+-]*?)?)\s*(?P<sign>[+-]?)\s*"
    r"(?P<mantissa>\d+(?:[ ,.']\d+)*[.,]?|[.,]\d+)"
    r"(?:[eE](?P<exponent>[+-]?\d+)|\s*[x×*·]\s*10\s*(?:\^|\*\*)\s*(?P<power>[+-]?\d+))?"
    r"(?![\d.,])\s*(?P<after>.*)"
)
_GROUPED = {
    separator: re.compile(
        rf"[0-9]{{1,3}}(?:{re.escape(separator)}[0-9]{{2,3}})*"
        rf"{re.escape(separator)}[0-9]{{3}}"
    )
    for separator in " ,."
}
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")

_UNIT_NAMES = (
    "m metre metres meter meters",
    "km kilometre kilometres kilometer kilometers",
    "cm centimetre centimetres centimeter centimeters",
    "kg kilogram kilograms kilogramme kilogrammes",
    "% percent pct",
    "$ usd dollar dollars",
    "€ eur euro euros",
    "£ gbp pound pounds",
    "people person persons",
)
_UNIT_KEYS = {name: names for names in _UNIT_NAMES for name in names.split()}


def _is_within_factor(value: Decimal, answer: Decimal, factor: Decimal) -> bool:
    """Multiplying instead of dividing keeps the edges exact."""
    size = abs(value)
    same_side = value * answer > 0 or value == answer
    return same_side and abs(answer) <= size * factor and size <= abs(answer) * factor


def _with_plain_signs(text: str) -> str:
    plain = text.replace("−", "-").replace("’", "'").replace("\u2013", "-")
    return re.sub(r"\s+", " ", plain).strip()


def _without_bound(text: str) -> tuple[Bound | None, str]:
    match = _BOUND.match(text)
    return (_BOUND_WORDS[match[1].lower()], text[match.end() :]) if match else (None, text)


def _plain_mantissa(typed: str) -> str | None:
    """Digits with at most a decimal point; None when the separators make no number."""
    head, sign, decimals = _apart(typed.replace("'", " "))
    for separator in " ,.":
        if separator in head:
            if not _GROUPED[separator].fullmatch(head):
                return None
            head = head.replace(separator, "")
    return f"{head or 0}.{decimals}" if sign and decimals else head or None


def _apart(typed: str) -> tuple[str, str, str]:
    """Split at the decimal sign, if there is one: head, sign, decimals."""
    last = max(typed.rfind("."), typed.rfind(","))
    if last < 0 or typed.count(typed[last]) > 1 or _THOUSANDS.fullmatch(typed):
        return typed, "", ""
    return typed[:last], typed[last], typed[last + 1 :]


def _without_scale(text: str) -> tuple[Decimal, str]:
    """Take "million" off the front of "million people"."""
    scale = Decimal(1)
    word, _, rest = text.partition(" ")
    while word.lower() in SCALES:
        scale *= SCALES[word.lower()]
        word, _, rest = rest.partition(" ")
    return scale, f"{word} {rest}".strip()


def _figure_in_words(text: str, bound: Bound | None) -> Figure | None:
    """Read "six million people" as far as the words are numbers; the rest is the unit."""
    words = text.replace("-", " ").split()
    known = next((i for i, word in enumerate(words) if not _is_number_word(word)), len(words))
    value = _sum_of([word.lower() for word in words[:known]])
    return None if value is None else Figure(value, " ".join(words[known:]), bound)


def _is_number_word(word: str) -> bool:
    return word.lower() in {*SMALL_NUMBERS, *SCALES, HUNDRED, "and", "a"}


def _sum_of(words: Sequence[str]) -> Decimal | None:
    total, group = Decimal(0), Decimal(0)
    counted = [word for word in words if word not in ("and", "a")]
    for word in counted:
        if word in SMALL_NUMBERS:
            if not _may_follow(SMALL_NUMBERS[word], group):
                return None
            group += SMALL_NUMBERS[word]
        elif word == HUNDRED:
            group = (group or Decimal(1)) * 100
        else:
            total, group = total + (group or Decimal(1)) * SCALES[word], Decimal(0)
    return total + group if counted else None


def _may_follow(value: Decimal, group: Decimal) -> bool:
    """Whether "seven" may follow "twenty" or "hundred"; "six seven" is no number."""
    tens = group % 100
    return tens == 0 or (tens >= 20 and tens % 10 == 0 and 0 < value < 10)


def _direction(bound: Bound | None) -> int:
    return 0 if bound is None else _DIRECTIONS.get(bound, 0)


def _unit_key(unit: str) -> str:
    name = unit.casefold().rstrip(".")
    return _UNIT_KEYS.get(name, name if len(name) < 4 else name.removesuffix("s"))
