"""Cloze: a sentence with gaps, each of them a small question."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.grading import Grade, Verdict
from app.core.messages import N_
from app.core.questions import date, numerical, short_answer, single_choice
from app.core.questions.base import (
    FROZEN,
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    GapView,
    Problem,
    QuestionType,
    Samples,
    Solution,
    Span,
    Text,
    View,
    text_of,
)
from app.core.questions.date import DateQuestion
from app.core.questions.numerical import Numerical
from app.core.questions.short_answer import ShortAnswer
from app.core.questions.single_choice import SingleChoice

GapContent = Annotated[
    ShortAnswer | Numerical | DateQuestion | SingleChoice, Field(discriminator="type")
]


@dataclass(frozen=True, slots=True, config=FROZEN)
class Gap:
    """A blank; its weight is its share in the grade beside the other gaps."""

    content: GapContent
    weight: Annotated[float, Field(gt=0, le=1_000)] = 1.0


@dataclass(frozen=True, slots=True, config=FROZEN)
class Cloze:
    """Text and gaps in reading order: ``("The tower opened in ", Gap(…), ".")``.

    Gaps are named "1", "2"… in that order, and so are their fields: ``answer-1``.
    """

    parts: Annotated[tuple[Text | Gap, ...], Field(min_length=1)]
    type: Literal["cloze"] = "cloze"


GAP_TYPES: dict[str, QuestionType[Any]] = {
    "single_choice": single_choice.TYPE,
    "short_answer": short_answer.TYPE,
    "numerical": numerical.TYPE,
    "date": date.TYPE,
}


def check(content: Cloze) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: Cloze) -> Iterator[Problem]:
    if not _gaps(content):
        yield Problem("parts", N_("The sentence has no gap."), N_("Add a gap to fill."))
    for name, gap in _gaps(content).items():
        for problem in _type_of(gap).check(gap.content):
            yield replace(problem, where=f"gap {name}: {problem.where}")


def arrange(content: Cloze, rng: Random) -> View:
    names = iter(_gaps(content))
    parts = (
        GapView(next(names), _type_of(part).arrange(part.content, rng))
        if isinstance(part, Gap)
        else part
        for part in content.parts
    )
    return View(content.type, parts=tuple(parts))


def parse(content: Cloze, form: Form) -> Answer:
    """What was filled in, by gap; a gap may stay empty as long as not all do."""
    answers = {}
    for name, gap in _gaps(content).items():
        filled = _form_of_gap(form, name)
        if any(value.strip() for value in filled["answer"]):
            answers[name] = _parse_gap(name, gap, filled)
    if not answers:
        raise EmptyAnswer(N_("Fill in a gap, or skip."))
    return answers


def grade(content: Cloze, answer: Answer) -> Grade:
    """The mean of the gaps by weight; an empty gap counts as wrong."""
    gaps, answers = _gaps(content), _answers(answer)
    parts = [_grade_gap(gap, answers.get(name)) for name, gap in gaps.items()]
    weights = [gap.weight for gap in gaps.values()]
    earned = sum(part.fraction * weight for part, weight in zip(parts, weights, strict=True))
    slipped = any(part.verdict is Verdict.RIGHT_BUT_SPELLING for part in parts)
    return Grade.of(earned / sum(weights), spelling=slipped, parts=parts)


def solution(content: Cloze) -> Solution:
    gaps = [_type_of(gap).solution(gap.content) for gap in _gaps(content).values()]
    texts = iter(gap.text for gap in gaps)
    spans = tuple(
        Span(next(texts), marked=True) if isinstance(part, Gap) else Span(part)
        for part in content.parts
    )
    return Solution("".join(span.text for span in spans), spans, gaps=tuple(gaps))


def in_words(content: Cloze, answer: Answer) -> str:
    """The sentence as it was filled in; an empty gap shows as "…"."""
    answers, names = _answers(answer), iter(_gaps(content))
    return "".join(
        _gap_in_words(part, answers.get(next(names))) if isinstance(part, Gap) else part
        for part in content.parts
    )


def samples(content: Cloze) -> Samples:
    gaps = {name: _samples_of(gap) for name, gap in _gaps(content).items()}
    return Samples(
        {f"answer-{name}": sample.right["answer"] for name, sample in gaps.items()},
        {f"answer-{name}": sample.wrong["answer"] for name, sample in gaps.items()},
        {f"answer-{name}": sample.malformed["answer"] for name, sample in gaps.items()},
    )


def _gaps(content: Cloze) -> dict[str, Gap]:
    gaps = (part for part in content.parts if isinstance(part, Gap))
    return {str(number): gap for number, gap in enumerate(gaps, start=1)}


def _type_of(gap: Gap) -> QuestionType[Any]:
    return GAP_TYPES[gap.content.type]


def _form_of_gap(form: Form, name: str) -> Form:
    return {field: form.get(f"{field}-{name}", ()) for field in ("answer", "unit")}


def _parse_gap(name: str, gap: Gap, form: Form) -> str:
    try:
        return text_of(_type_of(gap).parse(gap.content, form))
    except BadAnswer as error:
        error.gap = name
        raise


def _answers(answer: Answer) -> dict[str, str]:
    if not isinstance(answer, dict):
        raise BadAnswer(N_("Give one answer for each gap."))
    return answer


def _grade_gap(gap: Gap, answer: str | None) -> Grade:
    return Grade.of(0) if answer is None else _type_of(gap).grade(gap.content, answer)


def _gap_in_words(gap: Gap, answer: str | None) -> str:
    return "…" if answer is None else _type_of(gap).in_words(gap.content, answer)


def _samples_of(gap: Gap) -> Samples:
    sampled = _type_of(gap).samples
    assert sampled is not None, "only graded types fit a gap"
    return sampled(gap.content)


def parts(content: Cloze) -> int:
    return len(_gaps(content))


TYPE = QuestionType(Cloze, check, arrange, parse, grade, solution, in_words, samples, parts=parts)
