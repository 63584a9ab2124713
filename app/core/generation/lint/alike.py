"""Questions that ask almost the same."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from app.core.generation.lint.findings import Item
from app.core.generation.wording import plain
from app.core.questions import Categorise, Matching, Ordering, Question

ALIKE = 97
_SMALL = 3


def are_alike(first: str, second: str) -> bool:
    """Tell whether the same words ask twice, in whatever order, small words and endings aside.

    Both are plain. Another figure or name asks for something else, however alike the rest.
    """
    one, two = (_content_words(text) for text in (first, second))
    if one == two:
        return True
    return not _tells_apart(one ^ two) and ratio(first, second) >= ALIKE


def near_duplicates(questions: Sequence[Question]) -> tuple[tuple[str, str], ...]:
    """Pairs of uids of one type that read alike."""
    return tuple(_pairs(questions))


def _pairs(questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    asked = [(each, plain(_whole(each))) for each in questions]
    for (one, first), (two, second) in combinations(asked, 2):
        if one.type == two.type and are_alike(first, second):
            yield one.uid, two.uid


def _whole(question: Question) -> str:
    """What makes the question this one: “Match each …” is said of many."""
    item = Item(question, "")
    match question.content:
        case Matching(pairs):
            rows = [pair.text for pair in pairs]
        case Ordering(items) | Categorise(_, items):
            rows = [each.text for each in items]
        case _:
            points = re.search(r"\b(?:these|following)\b", item.stem)
            rows = [text for group in item.groups for text in group.texts if points]
    return " ".join((item.stem, *rows))


def _content_words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) > _SMALL or word.isdigit()}


def _tells_apart(words: set[str]) -> bool:
    return any(re.search(r"\d", word) for word in words)
