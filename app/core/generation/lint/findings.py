"""What the lint looks at, and what it says: a code, where, why, and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from app.core.generation.lint.codes import CODES, Severity
from app.core.messages import Words
from app.core.questions import (
    Choice,
    Cloze,
    DateQuestion,
    Flashcard,
    Gap,
    MultipleAnswer,
    Numerical,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from app.core.questions.question import Content
from app.core.values import figure_text

BLANK = "____"
# What is longer is no question, and a hostile one must not keep the rules busy.
MOST_READ = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    severity: Severity
    where: str
    message: Words
    mend: Words

    @property
    def is_error(self) -> bool:
        """Does it stop a release?"""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return f"{self.severity} {self.code}: {self.where}: {self.message} {self.mend}"


def finding(code: str, where: str, message: str, mend: str, **params: str | int) -> Finding:
    """Both templates are filled by the same `params`."""
    return Finding(code, CODES[code].severity, where, Words(message, params), Words(mend, params))


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that stand together, of a question or of a gap, and what is read before them."""

    stem: str
    choices: tuple[Choice, ...]
    has_one_key: bool

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(choice.text for choice in self.choices if self.is_right(choice))

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(choice.text for choice in self.choices if not self.is_right(choice))

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(choice.text for choice in self.choices)

    def is_right(self, choice: Choice) -> bool:
        return choice.is_right if self.has_one_key else choice.fraction > 0


@dataclass(frozen=True)
class Item:
    """A question as the rules look at it; `where` is what a finding calls it.

    What is released has a fact behind it, which knows its speaker, its doubt and its date.
    """

    question: Question
    where: str
    is_released: bool = False
    loaded: tuple[str, ...] = ()

    @cached_property
    def stem(self) -> str:
        """All that is read before answering, a cloze's sentence with its gap as a blank."""
        content = self.question.content
        if isinstance(content, Cloze):
            parts = (BLANK if isinstance(part, Gap) else part for part in content.parts)
            return "".join(parts)[:MOST_READ]
        return self.question.prompt[:MOST_READ]

    @property
    def explanation(self) -> str:
        return self.question.explanation[:MOST_READ]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every wording of the right answer; none for a statement to judge or parts to arrange."""
        return tuple(key[:MOST_READ] for key in _keys(self.question.content))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return tuple(self._groups())

    @property
    def statement(self) -> str:
        """What is to be judged, if anything is."""
        return self.stem if isinstance(self.question.content, TrueFalse) else ""

    def finding(self, code: str, message: str, mend: str, **params: str | int) -> Finding:
        return finding(code, self.where, message, mend, **params)

    def _groups(self) -> Iterator[Group]:
        match self.question.content:
            case SingleChoice(choices):
                yield Group(self.stem, _brief(choices), has_one_key=True)
            case MultipleAnswer(choices):
                yield Group(self.stem, _brief(choices), has_one_key=False)
            case Cloze(parts):
                for part in parts:
                    if isinstance(part, Gap) and isinstance(part.content, SingleChoice):
                        yield Group(self.stem, _brief(part.content.choices), has_one_key=True)


def _brief(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    if all(len(each.text) + len(each.why) <= MOST_READ for each in choices):
        return choices
    return tuple(
        replace(each, text=each.text[:MOST_READ], why=each.why[:MOST_READ]) for each in choices
    )


def _keys(content: Content) -> Iterator[str]:
    match content:
        case SingleChoice(choices):
            yield from (choice.text for choice in choices if choice.is_right)
        case MultipleAnswer(choices):
            yield from (choice.text for choice in choices if choice.fraction > 0)
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
