"""Spreading intervals: how far, by what, and away from busy days."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling.fuzz import (
    BALANCED_DAYS,
    NO_LOAD,
    Spreader,
    chance_of,
    fuzz_range,
    rounded,
)

TODAY = 20_000
LONGEST = 3650
intervals = st.floats(0, 5000)
chances = st.floats(0, 1, exclude_max=True)
loads = st.dictionaries(st.integers(TODAY, TODAY + 120), st.integers(0, 400))
# Evenly over 0 to 1, as keys would give them.
MANY_CHANCES = [number / 1000 for number in range(1000)]


def days(interval, chance, load=NO_LOAD, least=1):
    return Spreader(chance, LONGEST, TODAY, load).spread(interval, least).days


@pytest.mark.parametrize(
    ("interval", "lower", "upper"),
    [
        (1, 1, 1),
        (2.4, 2, 2),
        (2.5, 2, 4),  # 1 day
        (5, 4, 6),  # 1 + 0.15 * 2.5 = 1.375
        (7, 5, 9),  # 1 + 0.15 * 4.5 = 1.675
        (10, 8, 12),  # 1.675 + 0.1 * 3 = 1.975
        (20, 17, 23),  # 1.675 + 0.1 * 13 = 2.975
        (100, 93, 107),  # 2.975 + 0.05 * 80 = 6.975
        (365, 345, 385),  # 2.975 + 0.05 * 345 = 20.225
    ],
)
def test_the_range_grows_by_share_of_the_days_in_each_stretch(interval, lower, upper):
    assert fuzz_range(interval, 1, LONGEST) == (lower, upper)


@pytest.mark.parametrize(
    ("interval", "least", "most", "expected"),
    [
        (10, 11, LONGEST, (11, 13)),  # raised to the least first
        (100, 1, 95, (88, 95)),
        (3, 5, LONGEST, (5, 6)),
        (3, 3, 3, (3, 3)),
        (2, 9, 7, (7, 7)),
    ],
)
def test_the_range_stays_between_least_and_most(interval, least, most, expected):
    lower, upper = fuzz_range(interval, least, most)
    assert (lower, upper) == expected


@given(intervals, st.integers(1, 5000), st.integers(1, 5000))
def test_a_range_is_never_empty_nor_out_of_bounds(interval, least, most):
    lower, upper = fuzz_range(interval, least, most)
    assert min(least, most) <= lower <= upper <= most


@given(intervals, chances, loads)
def test_the_days_chosen_lie_in_the_range_whatever_the_load(interval, chance, load):
    lower, upper = fuzz_range(interval, 1, LONGEST)
    assert lower <= days(interval, chance, load) <= upper


@given(intervals, chances, loads, st.integers(1, 4000))
def test_the_parts_of_a_shift_add_up(interval, chance, load, least):
    spread = Spreader(chance, LONGEST, TODAY, load).spread(interval, least)
    asked = min(max(rounded(interval), min(least, LONGEST)), LONGEST)
    assert spread.days == asked + spread.fuzz + spread.balance


@given(intervals, chances, st.integers(1, 50))
def test_an_even_load_changes_nothing(interval, chance, each):
    even = {TODAY + day: each for day in range(200)}
    assert abs(days(interval, chance, even) - days(interval, chance)) <= 1  # a rounding apart
    assert days(interval, chance, {}) == days(interval, chance)


def test_without_load_every_day_of_the_range_is_as_likely():
    counts = [0] * 13
    for chance in MANY_CHANCES:
        counts[days(10, chance)] += 1
    assert counts[8:13] == [200] * 5


def test_busy_days_are_chosen_less_but_not_never():
    busy = {TODAY + 8: 1, TODAY + 9: 1, TODAY + 10: 3, TODAY + 11: 1, TODAY + 12: 1}
    chosen = [days(10, chance, busy) for chance in MANY_CHANCES]
    counts = {day: chosen.count(day) for day in range(8, 13)}
    # Odds are 1/4 for a day with one card and 1/16 for a day with three.
    assert counts[10] == pytest.approx(1000 * (1 / 16) / (1 + 1 / 16), abs=2)
    assert counts[9] == pytest.approx(1000 * (1 / 4) / (1 + 1 / 16), abs=2)


def test_filling_a_month_with_balance_leaves_flatter_days_than_chance_alone():
    balanced, plain = {}, {}
    for number in range(400):
        chance = chance_of(number.to_bytes(16))
        for load, seen in ((balanced, balanced), (plain, NO_LOAD)):
            day = TODAY + days(10 + number % 7, chance, seen)
            load[day] = load.get(day, 0) + 1
    assert roughness(balanced) < roughness(plain) / 2


def roughness(load):
    # Only days every interval may reach: the edges are reached by few.
    counts = [load.get(TODAY + day, 0) for day in range(10, 17)]
    return sum(abs(one - other) for one, other in pairwise(counts))


def test_far_days_are_not_balanced_since_their_load_is_not_known():
    busy = {TODAY + 120: 1000}
    assert all(days(120, c, busy) == days(120, c) for c in (0.0, 0.3, 0.5, 0.9))
    assert BALANCED_DAYS < 120


class Unasked(dict):
    """A load that is dear to find out."""

    def __len__(self):
        raise AssertionError("nothing was to be chosen")


@pytest.mark.parametrize("interval", [0.4, 2.3, 120])
def test_the_load_is_not_asked_for_when_it_cannot_matter(interval):
    assert days(interval, 0.5, Unasked()) == days(interval, 0.5)


@given(st.binary(min_size=16, max_size=16))
def test_a_key_gives_one_chance(key):
    assert 0 <= chance_of(key) < 1
    assert chance_of(key) == chance_of(bytes(key))


def test_keys_of_one_moment_give_unlike_chances():
    chances = sorted(chance_of(b"\x01" * 8 + number.to_bytes(8)) for number in range(1000))
    assert all(later - earlier < 0.02 for earlier, later in pairwise([0, *chances, 1]))


@pytest.mark.parametrize(("value", "whole"), [(0.5, 1), (1.5, 2), (2.5, 3), (2.4999, 2), (0.2, 0)])
def test_half_a_day_rounds_up(value, whole):
    assert rounded(value) == whole
