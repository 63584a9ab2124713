"""Questions that ask almost the same."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from app.core.generation.lint.findings import Item
from app.core.generation.wording import plain
from app.core.questions import Categorise, Matching, Ordering, Question

ALIKE = 97
MOST_COMPARED = 2_000
_SMALL = 3


def are_alike(first: str, second: str) -> bool:
    """Tell whether the same words ask twice, in whatever order, small words and endings aside.

    Both are plain. Another figure asks for something else, however alike the rest.
    """
    one, two = (_content_words(text) for text in (first, second))
    return one == two or _differ_in_endings(first, second)


def _differ_in_endings(first: str, second: str) -> bool:
    if not ratio(first, second, score_cutoff=ALIKE):
        return False
    one, two = (_content_words(text) for text in (first, second))
    return not any(re.search(r"\d", word) for word in one ^ two)


def near_duplicates(questions: Sequence[Question]) -> tuple[tuple[str, str], ...]:
    """Pairs of uids of one type that read alike."""
    return tuple(_pairs(questions))


def _pairs(questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    """In a file of thousands only those of the very same words, which needs no comparing."""
    by_words: defaultdict[tuple[str, frozenset[str]], list[tuple[str, str]]] = defaultdict(list)
    for each in questions:
        text = plain(_whole(each))
        by_words[each.type, frozenset(_content_words(text))].append((each.uid, text))
    for (_, words), same in by_words.items():
        yield from combinations([uid for uid, _ in same], 2) if words else ()
    if len(questions) <= MOST_COMPARED:
        for (one, first), (two, second) in combinations(by_words.items(), 2):
            if one[0] == two[0] and _differ_in_endings(first[0][1], second[0][1]):
                yield first[0][0], second[0][0]


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
