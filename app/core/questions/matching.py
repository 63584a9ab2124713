"""Matching: what belongs to what."""

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
class Pair:
    """A row and what belongs to it; `why` says why. Pairs with the same words to match share
    them.
    """

    id: Id
    text: Text
    match: Text
    why: str = ""

    @classmethod
    def of(cls, text: str, match: str, *, why: str = "") -> Self:
        return cls(choice_id(text), text, match, why)


@dataclass(frozen=True, slots=True, config=FROZEN)
class Matching:
    """The extra matches belong to no pair."""

    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=50)]
    extra: Annotated[tuple[Text, ...], Field(max_length=50)] = ()
    type: Literal["matching"] = "matching"


def check(content: Matching) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: Matching) -> Iterator[Problem]:
    yield from rows.problems_of_rows("pairs", [(pair.id, pair.text) for pair in content.pairs])
    options = _options(content)
    if len({as_read(option.text) for option in options}) < len(options):
        yield Problem(
            "pairs", N_("Two matches read the same."), N_("Write the same match the same way.")
        )
    if len(options) < 2:
        yield Problem("pairs", N_("There is only one match."), N_("Add a pair or an extra match."))
    if {choice_id(text) for text in content.extra} & {_match_id(pair) for pair in content.pairs}:
        yield Problem(
            "extra", N_("An extra match belongs to a pair."), N_("Remove it from the extra ones.")
        )


def _sheet(content: Matching) -> Sheet:
    pairs = tuple(Row(pair.id, pair.text, _match_id(pair), pair.why) for pair in content.pairs)
    return Sheet(content.type, pairs, _options(content))


def _options(content: Matching) -> tuple[ShownChoice, ...]:
    """Each match once."""
    texts = (*(pair.match for pair in content.pairs), *content.extra)
    by_id = {choice_id(text): text for text in texts}
    return tuple(ShownChoice(*option) for option in by_id.items())


def _match_id(pair: Pair) -> str:
    return choice_id(pair.match)


TYPE = rows.question_type(Matching, check, _sheet)
