"""Date: a typed year, month or day."""

from collections.abc import Iterator
from random import Random
from typing import Annotated, Literal, NamedTuple

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.grading import Grade
from app.core.grading.dates import (
    AmbiguousDate,
    UnreadableDate,
    is_precise_enough,
    is_same_date,
    is_year_optional,
    read_date,
)
from app.core.messages import N_, Words
from app.core.questions.base import (
    FROZEN,
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    Problem,
    QuestionType,
    Samples,
    Solution,
    View,
    marked,
    text_of,
    typed,
)
from app.core.values import Date, Precision


@dataclass(frozen=True, slots=True, config=FROZEN)
class DateQuestion:
    """Any of the dates is right, and the first is the one shown; all have the same precision.

    A year that is inferred or unknown may be left out of the answer.
    """

    answers: Annotated[tuple[Date, ...], Field(min_length=1)]
    type: Literal["date"] = "date"


class Wanted(NamedTuple):
    """What a date must say, as a hint before and a request after an answer that says less."""

    hint: str
    request: str


_WANTED = {
    (Precision.YEAR, False): Wanted(N_("a year"), N_("Enter a year, such as 1969.")),
    (Precision.MONTH, False): Wanted(
        N_("month and year"), N_("Enter month and year, such as July 1969.")
    ),
    (Precision.MONTH, True): Wanted(N_("a month"), N_("Enter a month, such as July.")),
    (Precision.DAY, False): Wanted(
        N_("day, month and year"), N_("Enter day, month and year, such as 20 July 1969.")
    ),
    (Precision.DAY, True): Wanted(N_("day and month"), N_("Enter day and month, such as 20 July.")),
}


def check(content: DateQuestion) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: DateQuestion) -> Iterator[Problem]:
    if len({_form_of(date) for date in content.answers}) > 1:
        yield Problem(
            "answers",
            N_("The answers do not say the same parts of a date."),
            N_("Give all as years, all as months or all as days."),
        )


def arrange(content: DateQuestion, _rng: Random) -> View:
    inputmode = "numeric" if content.answers[0].precision is Precision.YEAR else "text"
    return View(content.type, hint=Words(_wanted(content).hint), inputmode=inputmode)


def parse(content: DateQuestion, form: Form) -> Answer:
    """The words as typed, once they say a date that is precise enough to be graded."""
    words = typed(form)
    if not words:
        raise EmptyAnswer(N_("Enter a date, or skip."))
    _read(content, words)
    return words


def grade(content: DateQuestion, answer: Answer) -> Grade:
    words = text_of(answer)
    given = _read(content, words)
    is_right = any(is_same_date(given, key) for key in content.answers)
    return Grade.of(float(is_right), read_as="" if given.text == words else given.text)


def solution(content: DateQuestion) -> Solution:
    return marked(content.answers[0].text)


def in_words(_content: DateQuestion, answer: Answer) -> str:
    return text_of(answer)


def samples(content: DateQuestion) -> Samples:
    wrong = next(date for date in _near(content.answers[0]) if not _is_right(content, date))
    return Samples(
        {"answer": [content.answers[0].text]}, {"answer": [wrong.text]}, {"answer": ["no date"]}
    )


def _read(content: DateQuestion, words: str) -> Date:
    try:
        given = read_date(words)
    except AmbiguousDate:
        raise BadAnswer(N_("Write the month as a word, such as 7 June 1969.")) from None
    except UnreadableDate:
        raise BadAnswer(_wanted(content).request) from None
    if not is_precise_enough(given, content.answers[0]):
        raise BadAnswer(_wanted(content).request)
    return given


def _wanted(content: DateQuestion) -> Wanted:
    return _WANTED[_form_of(content.answers[0])]


def _form_of(date: Date) -> tuple[Precision, bool]:
    return date.precision, is_year_optional(date)


def _is_right(content: DateQuestion, given: Date) -> bool:
    return any(is_same_date(given, key) for key in content.answers)


def _near(date: Date) -> Iterator[Date]:
    """Other dates of the same form: other years, else other months."""
    if date.year is not None:
        for year in range(1_000, 10_000):
            yield Date(year, date.month, None if date.day is None else min(date.day, 28))
    for month in range(1, 13):
        yield Date(date.year, month, None if date.day is None else min(date.day, 28))


TYPE = QuestionType(DateQuestion, check, arrange, parse, grade, solution, in_words, samples)
