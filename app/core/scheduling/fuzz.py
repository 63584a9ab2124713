"""Spreading reviews: an interval moves a little, by chance, away from busy days."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from math import floor, inf
from types import MappingProxyType

# Days from, days to, share of those days an interval may move either way (Anki's ranges).
RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, inf, 0.05))
# How busy a day will be is not known further ahead than this.
BALANCED_DAYS = 90
NO_LOAD: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spread:
    """The days an interval became: rounded, moved by `fuzz` and then by `balance` days."""

    days: int
    fuzz: int
    balance: int


@dataclass(frozen=True, slots=True)
class Spreader:
    """How one answer's intervals are spread: all by the same `chance` (0 up to 1), so that
    longer ones stay longer. `load` holds how many cards are due on a study day; with an even
    load the days are those without load.
    """

    chance: float
    longest: int
    today: int
    load: Mapping[int, int]

    def spread(self, interval: float, least: int) -> Spread:
        """Whole days around `interval`, from `least` to the longest."""
        lower, upper = fuzz_range(interval, least, self.longest)
        fuzzed = days = lower + floor(self.chance * (upper - lower + 1))
        if lower < upper <= BALANCED_DAYS and self.load:
            days = self._balanced(lower, upper)
        asked = min(max(rounded(interval), min(least, self.longest)), self.longest)
        return Spread(days, fuzz=fuzzed - asked, balance=days - fuzzed)

    def _balanced(self, lower: int, upper: int) -> int:
        # A day with twice the cards is drawn a quarter as often: none is barred.
        days = range(self.today + lower, self.today + upper + 1)
        marks = list(accumulate((1 + self.load.get(day, 0)) ** -2 for day in days))
        return min(lower + bisect_right(marks, self.chance * marks[-1]), upper)


def fuzz_range(interval: float, least: int, most: int) -> tuple[int, int]:
    """The first and last whole day an interval may become; under 2.5 days it does not move."""
    least = min(least, most)
    interval = min(max(interval, least), most)
    reach = _reach(interval)
    lower = min(max(rounded(interval - reach), least), most)
    upper = min(max(rounded(interval + reach), least), most)
    return lower, upper


def chance_of(key: bytes) -> float:
    """A number from 0 up to 1 that depends on the key alone, so that a preview comes true."""
    return int.from_bytes(blake2b(key, digest_size=6).digest()) / 2**48


def rounded(days: float) -> int:
    """Half a day rounds up, as in Anki; Python's own rounding goes to the even number."""
    return floor(days + 0.5)


def _reach(interval: float) -> float:
    if interval < RANGES[0][0]:
        return 0.0
    reach = 1.0
    for start, end, share in RANGES:
        if interval > start:
            reach += share * (min(interval, end) - start)
    return reach
