"""Ordering: put items in order."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Annotated, Literal, Self

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.grading import Grade
from app.core.grading.ordering import Scheme, fraction, shares
from app.core.messages import N_
from app.core.questions.base import (
    FROZEN,
    Answer,
    BadAnswer,
    EmptyAnswer,
    Form,
    JudgedRow,
    Problem,
    QuestionType,
    Samples,
    ShownChoice,
    Solution,
    Span,
    Text,
    View,
    id_said,
    typed,
)
from app.core.questions.choices import Id, choice_id, shuffled
from app.core.questions.rows import names_of, problems_of_rows


@dataclass(frozen=True, slots=True, config=FROZEN)
class Item:
    """Something with a place in the order; its label is shown after the answer: "June 2023"."""

    id: Id
    text: Text
    label: str = ""

    @classmethod
    def of(cls, text: str, label: str = "") -> Self:
        return cls(choice_id(text), text, label)


@dataclass(frozen=True, slots=True, config=FROZEN)
class Ordering:
    """The items are in the right order."""

    items: Annotated[tuple[Item, ...], Field(min_length=2, max_length=50)]
    scheme: Scheme = Scheme.ABSOLUTE_POSITION
    type: Literal["ordering"] = "ordering"


def check(content: Ordering) -> tuple[Problem, ...]:
    return tuple(problems_of_rows("items", [(item.id, item.text) for item in content.items]))


def arrange(content: Ordering, rng: Random) -> View:
    names = _names(content)
    rows = [ShownChoice(names[item.id], item.text) for item in content.items]
    places = tuple(ShownChoice(place, place) for place in _places(content))
    return View(content.type, rows=shuffled(rows, rng), options=places)


def parse(content: Ordering, form: Form) -> Answer:
    """From the rows in the order given, or from the place given to each row."""
    ids = {name: item_id for item_id, name in _names(content).items()}
    sent = typed(form, "order").split()
    names = sent or _by_place(_filled(ids, form), _places(content))
    if sorted(names) != sorted(ids):
        raise BadAnswer(N_("Give every item a place."))
    return [ids[name] for name in names]


def grade(content: Ordering, answer: Answer) -> Grade:
    right = _right(content)
    earned = shares(content.scheme, _order(content, answer), right)
    parts = [Grade.of(share) for share in earned]
    return Grade.of(fraction(content.scheme, earned), parts=parts)


def solution(content: Ordering) -> Solution:
    names = _names(content)
    text = _listed(content.items)
    rows = (JudgedRow(names[item.id], item.id, item.text, item.label) for item in content.items)
    return Solution(text, (Span(text, marked=True),), rows=tuple(rows))


def in_words(content: Ordering, answer: Answer) -> str:
    items = {item.id: item for item in content.items}
    return "; ".join(items[item_id].text for item_id in _order(content, answer))


def samples(content: Ordering) -> Samples:
    """Of two wrong orders the worse: under some schemes no order earns nothing."""
    right, names = _right(content), _names(content)
    wrong = min(
        ([*right[1:], right[0]], right[::-1]),
        key=lambda order: grade(content, order).fraction,
    )
    right_names, wrong_names = ([names[each] for each in order] for order in (right, wrong))
    return Samples(
        {"order": [" ".join(right_names)]},
        {"order": [" ".join(wrong_names)]},
        {"order": [" ".join([*right_names, right_names[0]])]},
    )


def form_of(content: Ordering, answer: object) -> Form:
    """Of a list of items, each by id or words."""
    if not isinstance(answer, list):
        raise BadAnswer(N_("Give a list of answers."))
    names, items = _names(content), [ShownChoice(item.id, item.text) for item in content.items]
    said = (id_said(items, each) for each in answer)
    return {"order": [" ".join(names.get(item_id, item_id) for item_id in said)]}


def _right(content: Ordering) -> list[str]:
    return [item.id for item in content.items]


def _names(content: Ordering) -> dict[str, str]:
    return names_of((item.id, item.text) for item in content.items)


def _places(content: Ordering) -> list[str]:
    return [str(place) for place in range(1, len(content.items) + 1)]


def _filled(names: Iterable[str], form: Form) -> dict[str, str]:
    """The place given to each row; raise BadAnswer unless all have one."""
    places = {name: typed(form, f"answer-{name}") for name in names}
    if not any(places.values()):
        raise EmptyAnswer(N_("Put them in order, or skip."))
    for name, place in places.items():
        if not place:
            raise BadAnswer.at(name, N_("Give every item a place."))
    return places


def _by_place(filled: Mapping[str, str], places: Sequence[str]) -> list[str]:
    """The names of the rows in the order of their places."""
    taken: dict[str, str] = {}
    for name, place in filled.items():
        if place not in places:
            raise BadAnswer.at(name, N_("Choose one of the places shown."))
        if place in taken:
            raise BadAnswer.at(name, N_("Two items have the same place."))
        taken[place] = name
    return [taken[place] for place in places]


def _order(content: Ordering, answer: Answer) -> list[str]:
    """The ids in the order given; raise BadAnswer unless each is there once."""
    if not isinstance(answer, list) or sorted(answer) != sorted(_right(content)):
        raise BadAnswer(N_("Give every item a place."))
    return answer


def _listed(items: Sequence[Item]) -> str:
    """With what is known of each: "The treaty (June 2023); the vote"."""
    return "; ".join(f"{item.text} ({item.label})" if item.label else item.text for item in items)


TYPE = QuestionType(Ordering, check, arrange, parse, grade, solution, in_words, samples, form_of)
