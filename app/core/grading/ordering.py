"""What an order is worth beside the right one, by the nine schemes of Moodle's question type
"ordering" (https://docs.moodle.org/en/Ordering_question_type), so that imports keep their meaning.

Each scheme gives every item its share, from 0 to 1, and the fraction is the mean of the shares.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

Places = Sequence[int]
"""Where each item stands in the given order, counted from 0, the items being in the right order."""


class Scheme(StrEnum):
    """How an order is graded; named as in the field."""

    ALL_OR_NOTHING = "all_or_nothing"
    ABSOLUTE_POSITION = "absolute_position"
    RELATIVE_NEXT_EXCLUDE_LAST = "relative_next_exclude_last"
    RELATIVE_NEXT_INCLUDE_LAST = "relative_next_include_last"
    RELATIVE_ONE_PREVIOUS_AND_NEXT = "relative_one_previous_and_next"
    RELATIVE_ALL_PREVIOUS_AND_NEXT = "relative_all_previous_and_next"
    LONGEST_ORDERED_SUBSET = "longest_ordered_subset"
    LONGEST_CONTIGUOUS_SUBSET = "longest_contiguous_subset"
    RELATIVE_TO_CORRECT = "relative_to_correct"


def shares(scheme: Scheme, given: Sequence[str], right: Sequence[str]) -> tuple[float, ...]:
    """What each item earns, in the right order; `given` holds the same two or more items."""
    return tuple(float(share) for share in _SHARES[scheme]([given.index(item) for item in right]))


def fraction(scheme: Scheme, earned: Sequence[float]) -> float:
    """What the order earns as a whole, from what `shares` says of its items."""
    counted = earned[:-1] if scheme is Scheme.RELATIVE_NEXT_EXCLUDE_LAST else earned
    return sum(counted) / len(counted)


def _all_or_nothing(places: Places) -> list[bool]:
    """All or nothing: every item at its place, or no item earns anything."""
    return [all(_absolute_position(places))] * len(places)


def _absolute_position(places: Places) -> list[bool]:
    """Absolute position: the item is at its place."""
    return [place == right for right, place in enumerate(places)]


def _relative_next(places: Places) -> list[bool]:
    """Relative to the next item: the one that should follow does so at once, and nothing follows
    the last. What the last one earns is not counted where it is excluded.
    """
    followed = [after == before + 1 for before, after in pairwise(places)]
    return [*followed, places[-1] == len(places) - 1]


def _relative_one_previous_and_next(places: Places) -> list[float]:
    """Relative to one previous and next item: half for each neighbour; nothing comes before the
    first and after the last.
    """
    followed = _relative_next(places)
    preceded = [places[0] == 0, *followed[:-1]]
    return [(before + after) / 2 for before, after in zip(preceded, followed, strict=True)]


def _relative_all_previous_and_next(places: Places) -> list[float]:
    """Relative to all the previous and next items: the part of the others that stand on the right
    side of it.
    """
    others = range(len(places))
    return [
        sum((place < places[other]) == (right < other) for other in others if other != right)
        / (len(places) - 1)
        for right, place in enumerate(places)
    ]


def _longest_ordered_subset(places: Places) -> list[bool]:
    """Longest ordered subset: the item is one of the most items that stand in the right order,
    whatever stands between them.
    """
    runs: list[tuple[int, ...]] = []
    for place in places:
        before = max((run for run in runs if run[-1] < place), key=len, default=())
        runs.append((*before, place))
    return _in_longest(runs, places)


def _longest_contiguous_subset(places: Places) -> list[bool]:
    """Longest contiguous subset: the item is one of the most items that follow each other in the
    right order and stand in that order here, whatever stands between them.
    """
    runs: list[tuple[int, ...]] = [(places[0],)]
    for place in places[1:]:
        runs.append((*runs[-1], place) if place > runs[-1][-1] else (place,))
    return _in_longest(runs, places)


def _in_longest(runs: Sequence[tuple[int, ...]], places: Places) -> list[bool]:
    """One item alone is always in order, so that earns nothing."""
    longest = max(runs, key=len)
    return [len(longest) > 1 and place in longest for place in places]


def _relative_to_correct(places: Places) -> list[float]:
    """Relative to the correct position: less by each place that the item is off."""
    furthest = len(places) - 1
    return [1 - abs(place - right) / furthest for right, place in enumerate(places)]


_SHARES: Mapping[Scheme, Callable[[Places], Sequence[float]]] = MappingProxyType(
    {
        Scheme.ALL_OR_NOTHING: _all_or_nothing,
        Scheme.ABSOLUTE_POSITION: _absolute_position,
        Scheme.RELATIVE_NEXT_EXCLUDE_LAST: _relative_next,
        Scheme.RELATIVE_NEXT_INCLUDE_LAST: _relative_next,
        Scheme.RELATIVE_ONE_PREVIOUS_AND_NEXT: _relative_one_previous_and_next,
        Scheme.RELATIVE_ALL_PREVIOUS_AND_NEXT: _relative_all_previous_and_next,
        Scheme.LONGEST_ORDERED_SUBSET: _longest_ordered_subset,
        Scheme.LONGEST_CONTIGUOUS_SUBSET: _longest_contiguous_subset,
        Scheme.RELATIVE_TO_CORRECT: _relative_to_correct,
    }
)
