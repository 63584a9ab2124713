"""What the lint says: a code, whether it stops a release, where, why, and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.generation.lint.codes import SEVERITIES, Severity
from app.core.messages import Words
from app.core.questions import (
    Cloze,
    DateQuestion,
    Flashcard,
    Gap,
    Numerical,
    Question,
    ShortAnswer,
    SingleChoice,
)
from app.core.questions.question import Content
from app.core.values import figure_text

BLANK = "____"


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    severity: Severity
    where: str
    message: Words
    mend: Words

    def __str__(self) -> str:
        return f"{self.severity} {self.code}: {self.where}: {self.message} {self.mend}"


def finding(code: str, where: str, message: str, mend: str, **params: str | int) -> Finding:
    """Both templates are filled by the same `params`."""
    return Finding(code, SEVERITIES[code], where, Words(message, params), Words(mend, params))


@dataclass(frozen=True, slots=True)
class Item:
    """A question as the rules look at it; `where` is what a finding calls it."""

    question: Question
    where: str

    @property
    def stem(self) -> str:
        """All that is read before answering, a cloze's sentence with its gap as a blank."""
        content = self.question.content
        if isinstance(content, Cloze):
            return "".join(BLANK if isinstance(part, Gap) else part for part in content.parts)
        return self.question.prompt

    @property
    def keys(self) -> tuple[str, ...]:
        """Every wording of the right answer; none for a statement to judge."""
        return tuple(_keys(self.question.content))

    @property
    def choices(self) -> SingleChoice | None:
        content = self.question.content
        return content if isinstance(content, SingleChoice) else None

    def finding(self, code: str, message: str, mend: str, **params: str | int) -> Finding:
        return finding(code, self.where, message, mend, **params)


def _keys(content: Content) -> Iterator[str]:
    match content:
        case SingleChoice(choices):
            yield from (choice.text for choice in choices if choice.is_right)
        case ShortAnswer(answers):
            yield from (answer.text for answer in answers)
        case Numerical(answers):
            yield from (figure_text(answer.number.value) for answer in answers)
        case DateQuestion(answers):
            yield from (each.printed.text for each in answers)
        case Flashcard(_, answer):
            yield answer
        case Cloze(parts):
            for part in parts:
                if isinstance(part, Gap):
                    yield from _keys(part.content)
