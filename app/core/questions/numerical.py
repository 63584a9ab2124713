"""Numerical: a typed figure, with tolerance and units."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.grading import Grade
from app.core.grading.numbers import Figure, Tolerance, contradicts, is_same_unit, read_figure
from app.core.messages import N_, Words
from app.core.questions.base import (
    FROZEN,
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    Fraction,
    Problem,
    QuestionType,
    Samples,
    Solution,
    Text,
    View,
    marked,
    text_of,
    typed,
)
from app.core.values import LONGEST_FIGURE, Number, figure_text, with_unit


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


def check(content: Numerical) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: Numerical) -> Iterator[Problem]:
    if all(accepted.fraction < 1 for accepted in content.answers):
        yield Problem(
            "answers", N_("No answer is fully right."), N_("Give one answer the fraction 1.")
        )
    if len({accepted.number.unit for accepted in content.answers}) > 1:
        yield Problem(
            "answers", N_("The answers have different units."), N_("Give all in the same unit.")
        )
    if content.units and all(unit.factor != 1 for unit in content.units):
        yield Problem(
            "units", N_("No unit is that of the answers."), N_("Add their unit with factor 1.")
        )


def arrange(content: Numerical, _rng: Random) -> View:
    units = _units(content)
    hint = Words(N_("a number"))
    if len(units) == 1:
        hint = Words(N_("a number (%(unit)s)"), {"unit": units[0].name})
    names = tuple(unit.name for unit in units)
    return View(content.type, hint=hint, inputmode="decimal", units=names)


def parse(content: Numerical, form: Form) -> Answer:
    """The words as typed, with the unit that was chosen beside them unless they name one."""
    words = typed(form)
    if not words:
        raise EmptyAnswer(N_("Enter a number, or skip."))
    if not _read(content, words).unit:
        words = f"{words} {typed(form, 'unit')}".rstrip()
        _read(content, words)
    return words


def grade(content: Numerical, answer: Answer) -> Grade:
    words = text_of(answer)
    figure = _read(content, words)
    value = figure.value * _unit_of(content, figure).factor
    read_as = _read_back(words, figure)
    for accepted in content.answers:
        if contradicts(figure.bound, accepted.number.bound):
            continue
        if accepted.tolerance.holds(value, accepted.number.value):
            return Grade.of(accepted.fraction, feedback=accepted.feedback, read_as=read_as)
    return Grade.of(0, read_as=read_as)


def solution(content: Numerical) -> Solution:
    return marked(max(content.answers, key=lambda accepted: accepted.fraction).number.text)


def in_words(_content: Numerical, answer: Answer) -> str:
    return text_of(answer)


def samples(content: Numerical) -> Samples:
    right = next(one.number.value for one in content.answers if one.fraction == 1)
    far = max(abs(accepted.number.value) for accepted in content.answers) + 1
    guesses = (f"{far * 10**zeros:f}" for zeros in range(LONGEST_FIGURE))
    wrong = next(guess for guess in guesses if grade(content, guess).fraction == 0)
    return Samples({"answer": [f"{right:f}"]}, {"answer": [wrong]}, {"answer": ["no number"]})


def _read(content: Numerical, words: str) -> Figure:
    figure = read_figure(words)
    if figure is None:
        raise BadAnswer(N_("Enter a number, such as 3.5."))
    _unit_of(content, figure)
    return figure


def _unit_of(content: Numerical, figure: Figure) -> Unit:
    """The unit that was typed, or the answers' own when none was."""
    units = _units(content)
    own = next((unit for unit in units if unit.factor == 1), Unit("1"))
    if not figure.unit:
        return own
    for unit in units:
        if unit.name == figure.unit:
            return unit
    for unit in units:
        if is_same_unit(figure.unit, unit.name):
            return unit
    if not units:
        raise BadAnswer(N_("Enter only a number, such as 3.5."))
    raise BadAnswer(N_("Enter a number in this unit: %(unit)s."), unit=own.name)


def _units(content: Numerical) -> tuple[Unit, ...]:
    unit = content.answers[0].number.unit
    return content.units or ((Unit(unit),) if unit else ())


def _read_back(words: str, figure: Figure) -> str:
    """The figure as understood, unless it was typed just so."""
    text = with_unit(figure_text(figure.value.normalize()), figure.unit)
    return "" if "".join(text.split()) == "".join(words.split()) else text


TYPE = QuestionType(Numerical, check, arrange, parse, grade, solution, in_words, samples)
