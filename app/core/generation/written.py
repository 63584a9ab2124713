"""The shape of `bank.toml` and `facts.toml` before any reference is followed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from app.core.generation.source import EntityKind, FactKind, Truth

# One line of words: what is typed over several lines in the file is joined.
Text = Annotated[
    str, BeforeValidator(lambda raw: " ".join(raw.split()) if isinstance(raw, str) else raw)
]
Said = Annotated[Text, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
# A year, a month or a day.
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenArticle(Written):
    title: Said
    publisher: Said
    url: Said
    language: Said = "en"
    author: Text = ""
    published_on: Moment | None = None


class WrittenBank(Written):
    id: Id
    name: Said
    description: Said
    licence: Said
    as_of: Moment
    article: WrittenArticle
    language: Said = "en"
    content_note: Text = ""
    release: Annotated[int, Field(ge=1)] = 1
    labels: Mapping[int, Said] = {}


class WrittenEntity(Written):
    id: Id
    kind: EntityKind
    name: Said
    the: bool = False
    aliases: tuple[Said, ...] = ()
    acronym: Text = ""
    group: Text = ""
    about: Text = ""


class WrittenCitation(Written):
    paragraph: Annotated[int, Field(ge=1)]


class WrittenDistractor(Written):
    text: Said
    why: Text = ""


def _as_table(raw: Any) -> Any:
    return {"text": raw} if isinstance(raw, str) else raw


class WrittenFact(Written):
    id: Id
    kind: FactKind
    text: Said
    ask: Mapping[str, Said] = {}
    ask_one: Mapping[str, Said] = {}
    reverse: Mapping[str, Said] = {}
    cite: tuple[WrittenCitation, ...] = ()
    truth: Truth = Truth.REPORTED
    speaker: Text = ""
    hedge: Text = ""
    importance: Annotated[int, Field(ge=1, le=3)] = 2
    as_of: Moment | None = None
    sensitive: bool = False
    tags: tuple[Said, ...] = ()
    explain: Text = ""
    accept: Mapping[str, tuple[Said, ...]] = {}
    also_true: Mapping[str, tuple[Said, ...]] = {}
    distractors: Mapping[
        str, tuple[Annotated[WrittenDistractor, BeforeValidator(_as_table)], ...]
    ] = {}
    false: Mapping[str, Said] = {}
    safe: tuple[str, ...] = ()
    tolerance: Mapping[str, Annotated[Decimal, Field(ge=0)]] = {}
    skip: tuple[str, ...] = ()
    replaces: tuple[Id, ...] = ()
