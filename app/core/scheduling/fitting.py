"""Weights of a learner's own, taken only when they foretell unseen answers better."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from operator import itemgetter

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from app.core.scheduling.cards import Kind, Line
from app.core.scheduling.log import standing
from app.core.scheduling.memory import DEFAULT_WEIGHTS, Weights, check_weights

# (rating 1 to 4, study day) of each review of one card, oldest first.
History = Sequence[tuple[int, int]]

LEAST_REVIEWS = 400
HELD_OUT_SHARE = 0.2


class TooFewReviews(ValueError):
    """Under 400 reviews, or none that came a day or more after another."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`weights` are the ones to use: the fitted ones if `is_better`, else those of before.
    Both losses are on the same held-out reviews, the latest fifth."""

    weights: Weights
    is_better: bool
    loss_before: float
    loss_after: float
    reviews: int


def fit(histories: Iterable[History], current: Weights = DEFAULT_WEIGHTS) -> Fit:
    """Fit weights to histories. Holds the interpreter while it computes: for jobs only.

    Raises TooFewReviews.
    """
    check_weights(current)
    histories = list(histories)
    reviews = sum(len(history) for history in histories)
    items = _items(histories)
    split = len(items) - ceil(len(items) * HELD_OUT_SHARE)
    if reviews < LEAST_REVIEWS or split < 1:
        raise TooFewReviews
    known, held_out = items[:split], items[split:]
    before, after = _loss(current, held_out), _loss(_fitted(known), held_out)
    is_better = after < before
    weights = _fitted(items) if is_better else current
    return Fit(weights, is_better, before, after, reviews)


def log_loss(histories: Iterable[History], weights: Weights = DEFAULT_WEIGHTS) -> float | None:
    """How wrong the weights foretell each review that came a day or more after another:
    mean of -ln(chance given to what happened). None when there is no such review."""
    items = _items(histories)
    return _loss(weights, items) if items else None


def history_of(lines: Iterable[Line]) -> History:
    """What one card's log tells a fit. It ends where the answer key changed, and is empty
    when the card's past was brought as a state: both hide how the memory was made."""
    history: list[tuple[int, int]] = []
    for line in standing(lines):
        if line.kind is Kind.IMPORTED:
            return ()
        if line.kind is Kind.RELEARN:
            break
        if line.rating is not None:
            history.append((int(line.rating), line.day))
    return history


def _items(histories: Iterable[History]) -> list[FSRSItem]:
    """One item for each review to foretell: it and all before it; by study day, so that the
    latest can be held out."""
    dated = [dated_item for history in histories for dated_item in _prefixes(history)]
    return [item for _, item in sorted(dated, key=itemgetter(0))]


def _prefixes(history: History) -> Iterable[tuple[int, FSRSItem]]:
    gaps = [0, *(max(0, day - before) for (_, before), (_, day) in pairwise(history))]
    reviews = [FSRSReview(rating, gap) for (rating, _), gap in zip(history, gaps, strict=False)]
    for count, ((_, day), gap) in enumerate(zip(history, gaps, strict=False), start=1):
        if gap > 0:
            yield day, FSRSItem(reviews[:count])


def _fitted(items: Sequence[FSRSItem]) -> Weights:
    return tuple(FSRS(DEFAULT_WEIGHTS).compute_parameters(items))


def _loss(weights: Weights, items: Sequence[FSRSItem]) -> float:
    return FSRS(weights).evaluate(items).log_loss
