"""Which card comes next, how many today, and how long that takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil
from statistics import median

from app.core.scheduling.cards import Card
from app.core.scheduling.log import elapsed_days
from app.core.scheduling.presets import Preset

REVIEWS_BEFORE_NEW = 4
ANSWERS_FOR_A_PACE = 50


class Next(Enum):
    """Where the next card is taken from; AHEAD is a learning card before its time."""

    LEARNING = "learning"
    REVIEW = "review"
    NEW = "new"
    AHEAD = "ahead"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cards could be asked: learning due now, learning due within the preset's
    `ahead`, reviews due today, new ones. Resting cards and siblings left out."""

    learning: int = 0
    ahead: int = 0
    reviews: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered on this study day: cards that were in review, cards first seen."""

    reviews: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Portion:
    """What is left of today, caps applied; `held_back` are due reviews above the cap."""

    learning: int
    ahead: int
    reviews: int
    new: int
    held_back: int

    @property
    def left(self) -> int:
        return self.learning + self.ahead + self.reviews + self.new


def portion(
    waiting: Waiting, answered: Answered, preset: Preset, more_new: int = 0, more_reviews: int = 0
) -> Portion:
    """Today's portion. Learning cards are never capped; `more_…` is asked for on top."""
    reviews_allowed = max(0, preset.reviews_per_day + more_reviews - answered.reviews)
    reviews = min(waiting.reviews, reviews_allowed)
    return Portion(
        learning=waiting.learning,
        ahead=waiting.ahead,
        reviews=reviews,
        new=min(waiting.new, max(0, preset.new_per_day + more_new - answered.new)),
        held_back=waiting.reviews - reviews,
    )


def next_up(left: Portion, answered: Answered) -> Next:
    """Learning that is due, then reviews with one new card after every four, then ahead."""
    if left.learning:
        return Next.LEARNING
    new_is_owed = answered.reviews // REVIEWS_BEFORE_NEW > answered.new
    if left.new and (new_is_owed or not left.reviews):
        return Next.NEW
    if left.reviews:
        return Next.REVIEW
    return Next.AHEAD if left.ahead else Next.DONE


def urgency(card: Card, today: int) -> float:
    """Elapsed days over stability. Most urgent first is lowest retrievability first, whatever
    the weights, so a query may order by `(today - last_on) / stability DESC`."""
    return 0.0 if card.memory is None else elapsed_days(card, today) / card.memory.stability


@dataclass(frozen=True, slots=True)
class Pace:
    new_s: float = 12.0
    review_s: float = 7.0


def pace_of(new_ms: Sequence[int], reviews_ms: Sequence[int]) -> Pace:
    """The learner's own medians, each from 50 answers on, else the usual pace."""
    usual = Pace()
    return Pace(
        new_s=_median_s(new_ms, usual.new_s), review_s=_median_s(reviews_ms, usual.review_s)
    )


def minutes(new: int, reviews: int, pace: Pace | None = None) -> int:
    """How long so many cards take, rounded up; learning cards count as reviews."""
    pace = pace or Pace()
    return ceil((new * pace.new_s + reviews * pace.review_s) / 60)


def _median_s(durations_ms: Sequence[int], usual_s: float) -> float:
    return median(durations_ms) / 1000 if len(durations_ms) >= ANSWERS_FOR_A_PACE else usual_s
