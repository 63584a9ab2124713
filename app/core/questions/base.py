"""What all types of question share: the shapes that go in and come out of them."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Annotated, Any, Generic, Self, TypeVar

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
"""A sent form: ``answer`` (and ``unit``), several times where several may be chosen, or
``answer-1``, ``unit-1``, ``answer-2``… for gaps and rows, or ``order``: row names, spaces between.
"""

Answer = str | dict[str, str] | list[str]
"""What is stored of a response: a choice's id or the typed words; those of each gap or row by name;
the ids that were chosen, or the ids of items in the order given.
"""


class BadAnswer(ValueError):
    """An answer that cannot be graded; `message` and `params` say what to enter, `gap` names the
    gap or row it is about.
    """

    gap: str | None = None

    def __init__(self, message: str, **params: str | int) -> None:
        super().__init__(fill(message, params))
        self.message = message
        self.params = params

    @classmethod
    def at(cls, gap: str, message: str) -> Self:
        error = cls(message)
        error.gap = gap
        return error


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
class JudgedRow:
    """A row after the answer. `name` is the key in a stored answer of rows, `id` the item in a
    stored order; `right` says what belongs here, or what is known of an item put in order ("June
    2023").
    """

    name: str
    id: str
    text: str
    right: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap of a cloze: its name is the end of its field's name (``answer-1``)."""

    name: str
    view: "View"


@dataclass(frozen=True, slots=True)
class View:
    """Exactly what a learner may see before answering, the prompt aside.

    `hint` says what form the answer takes; `parts` is a cloze's sentence, text and gaps in turn.
    Each of the `rows` is answered with one of the `options`; its id is the end of its field's name
    (``answer-1``). The options of an order are the places.
    """

    type: str
    choices: tuple[ShownChoice, ...] = ()
    hint: Words | None = None
    inputmode: str = "text"
    units: tuple[str, ...] = ()
    parts: tuple[str | GapView, ...] = ()
    rows: tuple[ShownChoice, ...] = ()
    options: tuple[ShownChoice, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Solution:
    """The right answer in words, and the same as spans with the asked value marked.

    `choices` judges each choice and `rows` each row, in the content's order, as the parts of the
    grade are; `options` says the ids that rows are answered with; `gaps` holds a cloze's answers.
    """

    text: str
    spans: tuple[Span, ...]
    choices: tuple[JudgedChoice, ...] = ()
    gaps: tuple["Solution", ...] = ()
    rows: tuple[JudgedRow, ...] = ()
    options: tuple[ShownChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Samples:
    """Forms that a question without problems answers itself with: graded 1, graded less (0 where
    that can be), refused with BadAnswer.
    """

    right: Form
    wrong: Form
    malformed: Form


def plain_form(_content: object, answer: object) -> Form:
    """An answer from JSON as the form that would send it: "Bamako", true, 12, {"1": "2013"}."""
    if isinstance(answer, Mapping):
        return {f"answer-{name}": [as_typed(value)] for name, value in answer.items()}
    return {"answer": [as_typed(answer)]}


def no_parts(_content: object) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class QuestionType(Generic[C]):
    """What a type can do with its content; `samples` is None for a type that is not graded.

    `form_of` makes a form of an answer from JSON, as it is stored or as people write it; `parts`
    counts the parts that are remembered one by one.
    """

    content: type[C]
    check: Callable[[C], tuple[Problem, ...]]
    arrange: Callable[[C, Random], View]
    parse: Callable[[C, Form], Answer]
    grade: Callable[[C, Answer], Grade]
    solution: Callable[[C], Solution]
    in_words: Callable[[C, Answer], str]
    samples: Callable[[C], Samples] | None
    form_of: Callable[[C, object], Form] = plain_form
    parts: Callable[[C], int] = no_parts

    @property
    def is_graded(self) -> bool:
        return self.samples is not None


def as_typed(value: object) -> str:
    """A value from JSON as the text of a field; BadAnswer for what is no single value."""
    if value is None:
        return ""
    if not isinstance(value, str | bool | int | float):
        raise BadAnswer(N_("Give one answer as text."))
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_read(text: str) -> str:
    """What two texts have in common that a reader takes for the same."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def id_said(shown: Iterable[ShownChoice], said: object) -> str:
    """The id of what is meant, by id or in its words; what means nothing comes back as it is."""
    given, known = as_typed(said), tuple(shown)
    if any(each.id == given for each in known):
        return given
    meant = (each.id for each in known if as_read(each.text) == as_read(given))
    return next(meant, given)


def typed(form: Form, name: str = "answer") -> str:
    """One field as text fit for any database: composed, trimmed, without control characters."""
    values = form.get(name, ())
    return cleaned(values[0]) if values else ""


def cleaned(value: str) -> str:
    text = unicodedata.normalize("NFC", value)
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
