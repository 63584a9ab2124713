"""Weights of a learner's own, taken only when they foretell unseen answers better."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from operator import attrgetter
from statistics import fmean
from typing import NamedTuple

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, MemoryState

from app.core.scheduling.cards import Kind, Line
from app.core.scheduling.log import standing
from app.core.scheduling.memory import (
    DEFAULT_WEIGHTS,
    InvalidInput,
    Rating,
    Weights,
    check_weights,
    curve_of,
)

# (rating 1 to 4, study day) of each review of one card, oldest first.
History = Sequence[tuple[int, int]]

LEAST_REVIEWS = 400
HELD_OUT_SHARE = 0.2
# A certainty that proves wrong costs much, not infinitely much.
LEAST_CHANCE = 1e-9


class TooFewReviews(ValueError):
    """Under 400 reviews, or none that came a day or more after another."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`weights` are the ones to use: the fitted ones if `is_better`, else those of before.
    Both losses are on the same held-out reviews, those of the latest fifth."""

    weights: Weights
    is_better: bool
    loss_before: float
    loss_after: float
    reviews: int


def fit(histories: Iterable[History], current: Weights = DEFAULT_WEIGHTS) -> Fit:
    """Fit weights to histories. Holds the interpreter while it computes: for jobs only.

    Raises TooFewReviews, and InvalidInput for a rating that is none.
    """
    check_weights(current)
    pasts = _pasts(histories)
    items = _items(pasts)
    reviews = sum(len(past.ratings) for past in pasts)
    if reviews < LEAST_REVIEWS or not items:
        raise TooFewReviews
    held_from = items[int(len(items) * (1 - HELD_OUT_SHARE))].day
    known = [item for item in items if item.day < held_from]
    if not known:
        raise TooFewReviews
    before = fmean(_losses(pasts, current, held_from))
    after = fmean(_losses(pasts, _fitted(known), held_from))
    is_better = after < before
    weights = _fitted(items) if is_better else current
    return Fit(weights, is_better, before, after, reviews)


def log_loss(histories: Iterable[History], weights: Weights = DEFAULT_WEIGHTS) -> float | None:
    """How badly the weights foretell the reviews that came a day or more after another: the
    mean of -ln(chance given to what happened). None when there is no such review.

    The library's own figure differs: it counts late items more, by their order.
    """
    losses = _losses(_pasts(histories), weights)
    return fmean(losses) if losses else None


def history_of(lines: Iterable[Line]) -> History:
    """What one card's log tells a fit. It ends where the answer key changed, and is empty
    when the card's past was brought as a state: both hide how the memory was made."""
    history: list[tuple[int, int]] = []
    for line in standing(lines):
        if line.kind is Kind.IMPORTED:
            return []
        if line.kind is Kind.RELEARN:
            break
        if line.rating is not None:
            history.append((int(line.rating), line.day))
    return history


@dataclass(frozen=True, slots=True)
class _Past:
    """One card's reviews; a gap is the study days since the review before, 0 for the first
    and when the day went back. Only a review after a gap is foretold by FSRS."""

    ratings: tuple[int, ...]
    days: tuple[int, ...]
    gaps: tuple[int, ...]
    reviews: list[FSRSReview]


class _Item(NamedTuple):
    """A review to foretell, on its study day, with all reviews before it."""

    day: int
    reviews: FSRSItem


def _pasts(histories: Iterable[History]) -> list[_Past]:
    return [_past(history) for history in histories if history]


def _past(history: History) -> _Past:
    ratings, days = zip(*history, strict=True)
    if not Rating.AGAIN <= min(ratings) <= max(ratings) <= Rating.EASY:
        raise InvalidInput("rating", "give a rating from 1 (again) to 4 (easy)")
    gaps = (0, *(max(0, day - before) for before, day in pairwise(days)))
    reviews = [FSRSReview(rating, gap) for rating, gap in zip(ratings, gaps, strict=True)]
    return _Past(ratings, days, gaps, reviews)


def _items(pasts: Sequence[_Past]) -> list[_Item]:
    """By day: the library counts later items more, and the latest are held out."""
    items = [
        _Item(past.days[place], FSRSItem(past.reviews[: place + 1]))
        for past in pasts
        for place, gap in enumerate(past.gaps)
        if gap > 0
    ]
    return sorted(items, key=attrgetter("day"))


def _fitted(items: Sequence[_Item]) -> Weights:
    reviews = [item.reviews for item in items]
    return tuple(FSRS(DEFAULT_WEIGHTS).compute_parameters(reviews))


def _losses(pasts: Sequence[_Past], weights: Weights, since: int = 0) -> list[float]:
    """-ln of the chance given to what happened, for each review to foretell from a day on."""
    recent = [past for past in pasts if max(past.days) >= since]
    whole = [FSRSItem(past.reviews) for past in recent]
    states = FSRS(weights).historical_memory_state_batch(whole)
    curve = curve_of(weights)
    return [
        loss
        for past, after in zip(recent, states, strict=True)
        for loss in _losses_of(past, after, curve, since)
    ]


def _losses_of(
    past: _Past, states: Sequence[MemoryState], curve: tuple[float, float], since: int
) -> Iterator[float]:
    decay, factor = curve
    for place, gap in enumerate(past.gaps):
        if gap > 0 and past.days[place] >= since:
            chance = (1 + factor * gap / states[place - 1].stability) ** -decay
            happened = chance if past.ratings[place] > Rating.AGAIN else 1 - chance
            yield -log(max(LEAST_CHANCE, happened))
