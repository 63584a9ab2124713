"""The shape of `bank.toml` and `facts.toml` before any reference is followed."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from app.core.generation.source import EntityKind, FactKind, Skill, Truth
from app.core.values import Date

# As long as the columns that keep them: SQLite would take more, PostgreSQL refuses it.
LONGEST_TITLE, LONGEST_NAME, LONGEST_LABEL, LONGEST_URL = 500, 200, 100, 1_000
MOST_RELEASES = 2**31 - 1


def _in_one_line(raw: Any) -> Any:
    return " ".join(raw.split()) if isinstance(raw, str) else raw


def _readable(text: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise ValueError(f"{text!r} holds a control character")
    return text


def _existing(moment: str) -> str:
    Date.parse(moment)
    return moment


# One line of words: what is typed over several lines in the file is joined.
Text = Annotated[str, BeforeValidator(_in_one_line), AfterValidator(_readable)]
Said = Annotated[Text, StringConstraints(min_length=1)]
Name = Annotated[Said, StringConstraints(max_length=LONGEST_NAME)]
Label = Annotated[Said, StringConstraints(max_length=LONGEST_LABEL)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
# A renamed fact, or one slot of a fact that was split.
Replaced = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(#[a-z][a-z0-9_]*)?$", max_length=120),
]
Member = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*#[a-z][a-z0-9_]*$")]
# A year, a month or a day.
Moment = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
    AfterValidator(_existing),
]
Language = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=10)
]
# A page that leads there: a script in its place would run on ours.
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=LONGEST_URL)]


class Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenArticle(Written):
    title: Annotated[Said, StringConstraints(max_length=LONGEST_TITLE)]
    publisher: Name
    url: Url
    language: Language = "en"
    author: Annotated[Text, StringConstraints(max_length=LONGEST_NAME)] = ""
    published_on: Moment | None = None


class WrittenBank(Written):
    id: Id
    name: Name
    description: Said
    licence: Label
    as_of: Moment
    article: WrittenArticle
    language: Language = "en"
    content_note: Text = ""
    release: Annotated[int, Field(ge=1, le=MOST_RELEASES)] = 1
    labels: Mapping[int, Label] = {}
    loaded: tuple[Said, ...] = ()


class WrittenEntity(Written):
    id: Id
    kind: EntityKind
    name: Name
    the: bool = False
    aliases: tuple[Said, ...] = ()
    acronym: Text = ""
    group: Text = ""
    about: Text = ""
    roles: tuple[Said, ...] = ()
    side: Text = ""


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
    ask_not: Mapping[str, Said] = {}
    reverse: Mapping[str, Said] = {}
    event: Mapping[str, Said] = {}
    gist: Text = ""
    cite: tuple[WrittenCitation, ...] = ()
    truth: Truth = Truth.REPORTED
    speaker: Text = ""
    hedge: Annotated[Text, StringConstraints(max_length=LONGEST_LABEL)] = ""
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
    skill: Skill | None = None
    replaces: tuple[Replaced, ...] = ()


class WrittenCategory(Written):
    name: Label
    # `from` is a word of Python's own.
    slots: Annotated[tuple[Member, ...], Field(alias="from")] = ()
    facts: tuple[Id, ...] = ()


class WrittenSorting(Written):
    id: Id
    prompt: Said
    categories: Annotated[tuple[WrittenCategory, ...], Field(min_length=2, max_length=4)]
    importance: Annotated[int, Field(ge=1, le=3)] = 2
    explain: Text = ""
