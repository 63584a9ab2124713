"""A question with all that surrounds its content, and its one printed form."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass
from pydantic_core import ErrorDetails

from app.core.messages import N_
from app.core.questions.base import FROZEN, Problem, Text
from app.core.questions.categorise import Categorise
from app.core.questions.cloze import Cloze
from app.core.questions.date import DateQuestion
from app.core.questions.flashcard import Flashcard
from app.core.questions.matching import Matching
from app.core.questions.multiple_answer import MultipleAnswer
from app.core.questions.numerical import Numerical
from app.core.questions.ordering import Ordering
from app.core.questions.short_answer import ShortAnswer
from app.core.questions.single_choice import SingleChoice
from app.core.questions.true_false import TrueFalse

Content = Annotated[
    SingleChoice
    | MultipleAnswer
    | TrueFalse
    | ShortAnswer
    | Numerical
    | DateQuestion
    | Cloze
    | Matching
    | Ordering
    | Categorise
    | Flashcard,
    Field(discriminator="type"),
]
CONTENT: TypeAdapter[Content] = TypeAdapter(Content)


class BadQuestion(ValueError):
    """A printed question that cannot be read; one problem for each field that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, config=FROZEN)
class Citation:
    """A numbered paragraph of an article, counted from 1."""

    article: Text
    paragraph: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True, config=FROZEN)
class Question:
    """Everything about a question but its state. `difficulty` runs from 1 (easy) to 10."""

    uid: Text
    prompt: Text
    content: Content
    explanation: str = ""
    citations: tuple[Citation, ...] = ()
    facts: tuple[Text, ...] = ()
    tags: tuple[Text, ...] = ()
    difficulty: Annotated[float, Field(ge=1, le=10)] | None = None
    hints: tuple[Text, ...] = ()

    @property
    def type(self) -> str:
        return self.content.type

    def to_json(self) -> dict[str, Any]:
        """The printed form: JSON values only, the type beside the content as well as in it."""
        rest = _QUESTION.dump_python(self, mode="json")
        return {"uid": rest.pop("uid"), "type": self.type, **rest}

    @classmethod
    def from_json(cls, printed: object) -> "Question":
        """Read the printed form; raise BadQuestion naming each field that is wrong.

        The type may stand beside the content, in it, or in both if they agree.
        """
        try:
            return _QUESTION.validate_python(_with_type_inside(printed))
        except ValidationError as error:
            raise BadQuestion(tuple(_problem(detail) for detail in error.errors())) from None


_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


def schema() -> dict[str, Any]:
    """The JSON Schema of the printed form."""
    described = _QUESTION.json_schema(mode="serialization")
    names = [{"const": name} for name in sorted(_names_of_types(described))]
    described["properties"] = {
        "uid": described["properties"].pop("uid"),
        "type": {"anyOf": names, "title": "Type", "description": "The same as in the content."},
        **described["properties"],
    }
    return described


def _names_of_types(described: Mapping[str, Any]) -> Iterable[str]:
    names: Mapping[str, str] = described["properties"]["content"]["discriminator"]["mapping"]
    return names


def _with_type_inside(printed: object) -> object:
    if not isinstance(printed, Mapping) or "type" not in printed:
        return printed
    rest = {name: value for name, value in printed.items() if name != "type"}
    content, stated = rest.get("content"), printed["type"]
    if not isinstance(content, Mapping):
        return rest
    if content.get("type", stated) != stated:
        raise BadQuestion((_TYPES_DIFFER,))
    return {**rest, "content": {**content, "type": stated}}


_TYPES_DIFFER = Problem(
    "type",
    N_("The type differs from the type of the content."),
    N_("Give the type once, or the same twice."),
)


def _problem(detail: ErrorDetails) -> Problem:
    where = ".".join(str(step) for step in detail["loc"]) or "question"
    return Problem(where, detail["msg"], N_("See the schema that “bank schema” prints."))
