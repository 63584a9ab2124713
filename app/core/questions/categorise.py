"""Categorise: which group each item belongs to."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.messages import N_
from app.core.questions import rows
from app.core.questions.base import FROZEN, Problem, ShownChoice, Text, as_read
from app.core.questions.choices import Id, choice_id
from app.core.questions.rows import Row, Sheet


@dataclass(frozen=True, slots=True, config=FROZEN)
class Category:
    id: Id
    name: Text

    @classmethod
    def of(cls, name: str) -> Self:
        return cls(choice_id(name), name)


@dataclass(frozen=True, slots=True, config=FROZEN)
class Sorted:
    """An item, the id of the category it belongs to, and why."""

    id: Id
    text: Text
    category: Id
    why: str = ""

    @classmethod
    def of(cls, text: str, category: Category, *, why: str = "") -> Self:
        return cls(choice_id(text), text, category.id, why)


@dataclass(frozen=True, slots=True, config=FROZEN)
class Categorise:
    categories: Annotated[tuple[Category, ...], Field(min_length=2, max_length=26)]
    items: Annotated[tuple[Sorted, ...], Field(min_length=2, max_length=50)]
    type: Literal["categorise"] = "categorise"


def check(content: Categorise) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: Categorise) -> Iterator[Problem]:
    known = {category.id for category in content.categories}
    if len(known) < len(content.categories):
        yield Problem(
            "categories",
            N_("Two categories have the same id."),
            N_("Give each category an id of its own."),
        )
    if len({as_read(category.name) for category in content.categories}) < len(content.categories):
        yield Problem(
            "categories", N_("Two categories read the same."), N_("Reword or remove one of them.")
        )
    if not {item.category for item in content.items} <= known:
        yield Problem(
            "items", N_("An item belongs to no category."), N_("Choose a category for each item.")
        )
    yield from rows.problems_of_rows("items", [(item.id, item.text) for item in content.items])


def _sheet(content: Categorise) -> Sheet:
    items = tuple(Row(item.id, item.text, item.category, item.why) for item in content.items)
    categories = tuple(ShownChoice(category.id, category.name) for category in content.categories)
    return Sheet(content.type, items, categories)


TYPE = rows.question_type(Categorise, check, _sheet)
