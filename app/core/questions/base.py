"""What all types of question share: the shapes that go in and come out of them."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Annotated, Any, Generic, TypeVar

from pydantic import ConfigDict, Field

from app.core.grading import Grade
from app.core.messages import N_, Words, fill

C = TypeVar("C")
FROZEN = ConfigDict(extra="forbid")
LONGEST_ANSWER = 2_000
JOINERS = "\u200c\u200d"  # unseen too, but Persian and Hindi are misspelt without them
Text = Annotated[str, Field(min_length=1, max_length=64_000)]
Fraction = Annotated[float, Field(ge=-1, le=1)]

Form = Mapping[str, Sequence[str]]
"""A sent form: ``answer`` (and ``unit``), or ``answer-1``, ``unit-1``, ``answer-2``… for gaps."""

Answer = str | dict[str, str]
"""What is stored of a response: a choice's id, the typed words, or those of each gap by name."""


class BadAnswer(ValueError):
    """An answer that cannot be graded; `message` and `params` say what to enter, `gap` names the
    gap of a cloze it is about.
    """

    gap: str | None = None

    def __init__(self, message: str, **params: str | int) -> None:
        super().__init__(fill(message, params))
        self.message = message
        self.params = params


class EmptyAnswer(BadAnswer):
    """Nothing was chosen or typed."""

    def __init__(self, message: str = N_("Choose an answer, or skip.")) -> None:
        super().__init__(message)


class NotGraded(TypeError):
    """The type is rated by the learner, so it has no answer to parse or grade."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a question's content: which field, what, and how to mend it."""

    where: str
    message: str
    mend: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; the asked value is marked."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ShownChoice:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedChoice:
    """A choice after the answer: whether it is right, and why (or why not)."""

    id: str
    text: str
    is_right: bool
    why: str


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap of a cloze: its name is the end of its field's name (``answer-1``)."""

    name: str
    view: "View"


@dataclass(frozen=True, slots=True)
class View:
    """Exactly what a learner may see before answering, the prompt aside.

    `hint` says what form the answer takes; `parts` is a cloze's sentence, text and gaps in turn.
    """

    type: str
    choices: tuple[ShownChoice, ...] = ()
    hint: Words | None = None
    inputmode: str = "text"
    units: tuple[str, ...] = ()
    parts: tuple[str | GapView, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Solution:
    """The right answer in words, and the same as spans with the asked value marked.

    `choices` judges each choice in the content's order; `gaps` holds the answers of a cloze.
    """

    text: str
    spans: tuple[Span, ...]
    choices: tuple[JudgedChoice, ...] = ()
    gaps: tuple["Solution", ...] = ()


@dataclass(frozen=True, slots=True)
class Samples:
    """Forms that a question without problems answers itself with: graded 1, graded less, refused
    with BadAnswer.
    """

    right: Form
    wrong: Form
    malformed: Form


@dataclass(frozen=True, slots=True)
class QuestionType(Generic[C]):
    """What a type can do with its content; `samples` is None for a type that is not graded."""

    content: type[C]
    check: Callable[[C], tuple[Problem, ...]]
    arrange: Callable[[C, Random], View]
    parse: Callable[[C, Form], Answer]
    grade: Callable[[C, Answer], Grade]
    solution: Callable[[C], Solution]
    in_words: Callable[[C, Answer], str]
    samples: Callable[[C], Samples] | None

    @property
    def is_graded(self) -> bool:
        return self.samples is not None


def typed(form: Form, name: str = "answer") -> str:
    """One field as text fit for any database: composed, trimmed, without control characters."""
    values = form.get(name, ())
    text = unicodedata.normalize("NFC", values[0]) if values else ""
    if len(text) > LONGEST_ANSWER:
        raise BadAnswer(N_("Use at most %(limit)s characters."), limit=LONGEST_ANSWER)
    return "".join(_printable(character) for character in text).strip()


def _printable(character: str) -> str:
    if character.isspace():
        return " "
    return character if character in JOINERS or not _is_unseen(character) else ""


def _is_unseen(character: str) -> bool:
    """Control and format characters and halves of pairs: pasted by accident, or refused by
    PostgreSQL.
    """
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


def text_of(answer: Answer) -> str:
    """The answer of a type that stores one text; raise BadAnswer for any other shape."""
    if not isinstance(answer, str):
        raise BadAnswer(N_("Give one answer as text."))
    return answer


def marked(text: str) -> Solution:
    """A solution that is nothing but its answer."""
    return Solution(text, (Span(text, marked=True),))
