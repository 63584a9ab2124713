"""What the days of a learner add up to. Plain values in, plain values out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.reviews.queries import BankFront, DoneDay

EPOCH = date(1970, 1, 1)
A_WEEK = timedelta(weeks=1)
# What the page looks back on, and ahead to.
MONTHS, WEEKS, RECENT_DAYS, COMING_DAYS = 12, 26, 30, 30
# Below this many reviews, remembered against expected says nothing yet.
ENOUGH_REVIEWS = 50


@dataclass(frozen=True, slots=True)
class Known:
    """How the banks in study stand; a bank's `recalled` is rounded, and they add up."""

    banks: Sequence[BankFront]

    @property
    def recalled(self) -> int:
        return sum(bank.recalled for bank in self.banks)

    @property
    def asked(self) -> int:
        return sum(bank.asked for bank in self.banks)

    @property
    def is_empty(self) -> bool:
        return not any(bank.known + bank.learning for bank in self.banks)


@dataclass(frozen=True, slots=True)
class Coming:
    """What falls due on the days after today, as things stand."""

    days: Sequence[tuple[date, int]]

    @property
    def busiest(self) -> tuple[date, int] | None:
        """The first of the busiest days; none where nothing falls due."""
        when, count = max(self.days, key=lambda day: day[1])
        return (when, count) if count else None


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    days: int
    answers: int


@dataclass(frozen=True, slots=True)
class Done:
    """Answers by day and by week, oldest first; `recent` counts the days studied lately."""

    answers: Mapping[date, int]
    weeks: Sequence[Week]
    recent: int


@dataclass(frozen=True, slots=True)
class Recall:
    """Reviews of known cards in a month or in all: how many were remembered, and how many the
    model expected to be."""

    month: date
    reviews: int
    remembered: int
    expected: float

    @property
    def share(self) -> float:
        return self.remembered / self.reviews

    @property
    def expected_share(self) -> float:
        return self.expected / self.reviews


@dataclass(frozen=True, slots=True)
class OnTime:
    """`months` are those with reviews, oldest first; `all` is their sum."""

    all: Recall
    months: Sequence[Recall]

    @property
    def is_enough(self) -> bool:
        return self.all.reviews >= ENOUGH_REVIEWS


@dataclass(frozen=True, slots=True)
class Progress:
    today: date
    due: int
    known: Known
    coming: Coming
    done: Done
    on_time: OnTime

    @property
    def is_empty(self) -> bool:
        """Nothing was ever answered, as far as the page looks back."""
        return self.known.is_empty and not self.done.answers


def date_of(day: int) -> date:
    """The date a study day has in its learner's calendar."""
    return EPOCH + timedelta(days=day)


def day_of(when: date) -> int:
    return (when - EPOCH).days


def first_month(today: date) -> date:
    """The first day of the months looked back on: this one and those before it."""
    months = today.year * 12 + today.month - 1 - (MONTHS - 1)
    return date(months // 12, months % 12 + 1, 1)


def coming(due: Mapping[int, int], today: int) -> Coming:
    days = range(today + 1, today + 1 + COMING_DAYS)
    return Coming([(date_of(day), due.get(day, 0)) for day in days])


def done(days: Sequence[DoneDay], today: int) -> Done:
    answers = {date_of(day.day): day.answers for day in days}
    recent = sum(today - RECENT_DAYS < day.day <= today for day in days)
    return Done(answers, _weeks(answers, date_of(today)), recent)


def on_time(days: Sequence[DoneDay], today: date) -> OnTime:
    months: dict[date, list[DoneDay]] = defaultdict(list)
    for day in days:
        if day.reviews:
            months[date_of(day.day).replace(day=1)].append(day)
    found = [_recall(month, of_month) for month, of_month in sorted(months.items())]
    return OnTime(_recall(first_month(today), days), found)


def _weeks(answers: Mapping[date, int], today: date) -> list[Week]:
    monday = today - timedelta(days=today.weekday())
    starts = [monday - A_WEEK * n for n in reversed(range(WEEKS))]
    return [_week(start, answers) for start in starts]


def _week(monday: date, answers: Mapping[date, int]) -> Week:
    counts = [answers.get(monday + timedelta(days=n), 0) for n in range(7)]
    return Week(monday, sum(map(bool, counts)), sum(counts))


def _recall(month: date, days: Sequence[DoneDay]) -> Recall:
    return Recall(
        month,
        reviews=sum(day.reviews for day in days),
        remembered=sum(day.reviews_remembered for day in days),
        expected=sum(day.reviews_expected for day in days),
    )
