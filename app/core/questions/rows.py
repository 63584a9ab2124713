"""Rows that are each answered with one of the same options, as matching and categorise share
them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from app.core.grading import Grade
from app.core.messages import N_
from app.core.questions.base import (
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    JudgedRow,
    Problem,
    QuestionType,
    Samples,
    ShownChoice,
    Solution,
    Span,
    View,
    as_read,
    id_said,
    typed,
)
from app.core.questions.choices import choice_id, shuffled

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Row:
    """`right` is the id of the option that belongs to it."""

    id: str
    text: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows in the content's order and the options for all of them."""

    type: str
    rows: tuple[Row, ...]
    options: tuple[ShownChoice, ...]

    @property
    def named(self) -> tuple[tuple[str, Row], ...]:
        """The rows with their names, in the content's order."""
        names = names_of((row.id, row.text) for row in self.rows)
        return tuple((names[row.id], row) for row in self.rows)

    @property
    def names(self) -> tuple[ShownChoice, ...]:
        return tuple(ShownChoice(name, row.text) for name, row in self.named)

    def text_of(self, option_id: str) -> str:
        return next((option.text for option in self.options if option.id == option_id), "…")


def names_of(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The names "1", "2"… of rows by their ids, given ids and texts.

    They hang on the texts alone: the order of the content may be the very thing that is asked, or
    have all that belongs together in a row, and so may ids that a person chose.
    """
    by_text = sorted(rows, key=lambda row: choice_id(row[1]))
    return {id_: str(number) for number, (id_, _) in enumerate(by_text, start=1)}


def problems_of_rows(where: str, rows: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """What is wrong with the ids and texts of rows whatever belongs to them."""
    if len({id_ for id_, _ in rows}) < len(rows):
        yield Problem(
            where, N_("Two rows have the same id."), N_("Give each row an id of its own.")
        )
    if len({as_read(text) for _, text in rows}) < len(rows):
        yield Problem(where, N_("Two rows read the same."), N_("Reword or remove one of them."))


def question_type(
    content: type[C],
    check: Callable[[C], tuple[Problem, ...]],
    sheet_of: Callable[[C], Sheet],
) -> QuestionType[C]:
    """The type of a content that can be laid out as a sheet."""
    return QuestionType(
        content,
        check,
        arrange=lambda content, rng: arrange(sheet_of(content), rng),
        parse=lambda content, form: parse(sheet_of(content), form),
        grade=lambda content, answer: grade(sheet_of(content), answer),
        solution=lambda content: solution(sheet_of(content)),
        in_words=lambda content, answer: in_words(sheet_of(content), answer),
        samples=lambda content: samples(sheet_of(content)),
        form_of=lambda content, answer: form_of(sheet_of(content), answer),
        parts=lambda content: len(sheet_of(content).rows),
    )


def arrange(sheet: Sheet, rng: Random) -> View:
    rows, options = shuffled(sheet.names, rng), shuffled(sheet.options, rng)
    return View(sheet.type, rows=rows, options=options)


def parse(sheet: Sheet, form: Form) -> Answer:
    """The ids of the options by row; a row may stay empty as long as not all do."""
    filled = {name: typed(form, f"answer-{name}") for name, _ in sheet.named}
    answers = {name: option_id for name, option_id in filled.items() if option_id}
    if not answers:
        raise EmptyAnswer
    _check_known(sheet, answers)
    return answers


def grade(sheet: Sheet, answer: Answer) -> Grade:
    """The share of rows that are right; an empty row counts as wrong."""
    answers = _answers(sheet, answer)
    parts = [
        Grade.of(float(answers.get(name) == row.right), feedback=row.why)
        for name, row in sheet.named
    ]
    return Grade.of(sum(part.fraction for part in parts) / len(parts), parts=parts)


def solution(sheet: Sheet) -> Solution:
    rows = tuple(
        JudgedRow(name, row.id, row.text, sheet.text_of(row.right), row.why)
        for name, row in sheet.named
    )
    spans = [span for row in rows for span in (Span(f"; {row.text}: "), Span(row.right, True))]
    spans[0] = Span(f"{rows[0].text}: ")
    text = "".join(span.text for span in spans)
    return Solution(text, tuple(spans), rows=rows, options=sheet.options)


def in_words(sheet: Sheet, answer: Answer) -> str:
    """Every row with what was put to it; an empty row shows "…"."""
    answers = _answers(sheet, answer)
    return "; ".join(
        f"{row.text}: {sheet.text_of(answers.get(name, ''))}" for name, row in sheet.named
    )


def samples(sheet: Sheet) -> Samples:
    named = sheet.named
    wrong = {
        row.id: next(option.id for option in sheet.options if option.id != row.right)
        for row in sheet.rows
    }
    return Samples(
        {f"answer-{name}": [row.right] for name, row in named},
        {f"answer-{name}": [wrong[row.id]] for name, row in named},
        {f"answer-{name}": ["no such answer"] for name, row in named},
    )


def form_of(sheet: Sheet, answer: object) -> Form:
    """Of a mapping of rows to options: rows by name, as it is stored, or by id or words."""
    if not isinstance(answer, Mapping):
        raise BadAnswer(N_("Give one answer for each row."))
    named = answer if answer.keys() <= dict(sheet.named).keys() else _named(sheet, answer)
    return {f"answer-{name}": [id_said(sheet.options, said)] for name, said in named.items()}


def _named(sheet: Sheet, answer: Mapping[str, object]) -> Mapping[str, object]:
    names = {row.id: name for name, row in sheet.named}
    rows = [ShownChoice(row.id, row.text) for row in sheet.rows]
    said = ((id_said(rows, key), value) for key, value in answer.items())
    return {names.get(row, row): value for row, value in said}


def _answers(sheet: Sheet, answer: Answer) -> dict[str, str]:
    if not isinstance(answer, dict):
        raise BadAnswer(N_("Give one answer for each row."))
    _check_known(sheet, answer)
    return answer


def _check_known(sheet: Sheet, answers: Mapping[str, str]) -> None:
    known = {option.id for option in sheet.options}
    for name, option_id in answers.items():
        if option_id not in known:
            raise BadAnswer.at(name, N_("Choose one of the answers shown."))
