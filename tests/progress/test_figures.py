"""What the days of a learner add up to, worked out by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.progress import figures
from app.reviews.queries import DoneDay
from tests.progress.making import TODAY

MONDAY = date(2026, 3, 2)


def done_day(day, answers=1, reviews=0, remembered=0, expected=0.0):
    return DoneDay(day, answers, reviews, remembered, expected)


def test_a_study_day_has_a_date():
    assert figures.date_of(TODAY) == MONDAY
    assert figures.day_of(MONDAY) == TODAY


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 3, 2), date(2025, 4, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2025, 2, 1)),
    ],
)
def test_the_page_looks_back_on_twelve_months_this_one_included(today, first):
    assert figures.first_month(today) == first


@given(st.dates(date(1980, 1, 1), date(2200, 1, 1)))
def test_the_months_looked_back_on_hold_the_weeks_drawn(today):
    assert (today - figures.first_month(today)).days >= 7 * figures.WEEKS


def test_what_comes_is_thirty_days_from_tomorrow_on():
    coming = figures.coming({TODAY: 50, TODAY + 1: 4, TODAY + 30: 2, TODAY + 31: 9}, TODAY)
    assert len(coming.days) == 30
    assert coming.days[0] == (date(2026, 3, 3), 4)
    assert coming.days[-1] == (date(2026, 4, 1), 2)
    assert sum(count for _, count in coming.days) == 6


def test_the_busiest_day_is_the_first_of_them():
    assert figures.coming({TODAY + 3: 31, TODAY + 5: 31}, TODAY).busiest == (date(2026, 3, 5), 31)
    assert figures.coming({}, TODAY).busiest is None


def test_days_studied_are_counted_over_thirty_days_with_today():
    days = [done_day(TODAY - back) for back in (0, 1, 29, 30, 200)]
    assert figures.done(days, TODAY).recent == 3


def test_weeks_begin_on_monday_and_the_last_holds_today():
    days = [done_day(TODAY - 7, 5), done_day(TODAY - 1, 20), done_day(TODAY, 3)]
    weeks = figures.done(days, TODAY).weeks
    assert len(weeks) == 26
    assert weeks[-1] == figures.Week(MONDAY, 1, 3)
    assert weeks[-2] == figures.Week(date(2026, 2, 23), 2, 25)
    assert weeks[0].monday == date(2025, 9, 8)
    assert sum(week.answers for week in weeks) == 28


def test_remembered_stands_beside_expected_by_month_and_in_all():
    days = [
        done_day(TODAY - 40, 30, 25, 20, 22.5),  # 21 January
        done_day(TODAY - 10, 30, 20, 19, 17.0),  # 20 February
        done_day(TODAY - 9, 30, 5, 5, 4.5),
        done_day(TODAY, 8),
    ]
    on_time = figures.on_time(days, MONDAY)
    assert on_time.months == [
        figures.Recall(date(2026, 1, 1), 25, 20, 22.5),
        figures.Recall(date(2026, 2, 1), 25, 24, 21.5),
    ]
    assert (on_time.all.reviews, on_time.all.share, on_time.all.expected_share) == (50, 0.88, 0.88)
    assert on_time.months[0].share == 0.8


def test_fifty_reviews_are_enough_to_compare():
    assert figures.on_time([done_day(TODAY, 50, 50, 45, 45.0)], MONDAY).is_enough
    assert not figures.on_time([done_day(TODAY, 60, 49, 45, 45.0)], MONDAY).is_enough
