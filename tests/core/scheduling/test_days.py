"""Study days: when they begin, across zones and clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling import StudyCalendar, UnknownZone, milliseconds, seconds

EPOCH = date(1970, 1, 1)
# Zones whose clocks do unusual things: half hours, two hours at once, changes at midnight.
ZONES = (
    "UTC",
    "Africa/Bamako",
    "Europe/Paris",
    "America/New_York",
    "America/Havana",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Nuuk",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Apia",
    "Pacific/Chatham",
)
calendars = st.builds(StudyCalendar, st.sampled_from(ZONES), st.integers(0, 23))
moments = st.integers(631_152_000_000, 4_102_444_800_000).map(  # 1990 to 2100
    lambda thousandths: datetime.fromtimestamp(thousandths / 1000, UTC)
)


def day_number(year, month, day):
    return (date(year, month, day) - EPOCH).days


def at(zone, *wall, fold=0):
    return datetime(*wall, tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        ((2026, 3, 10, 3, 59, 59), (2026, 3, 9)),
        ((2026, 3, 10, 4, 0), (2026, 3, 10)),
        ((2026, 3, 10, 22, 0), (2026, 3, 10)),
        ((2026, 3, 11, 0, 30), (2026, 3, 10)),
    ],
)
def test_a_day_starts_at_the_rollover_hour_of_the_learners_zone(wall, day):
    calendar = StudyCalendar("America/New_York")
    assert calendar.day_of(at("America/New_York", *wall)) == day_number(*day)


def test_the_same_moment_is_another_day_elsewhere():
    moment = datetime(2026, 3, 10, 12, tzinfo=UTC)  # 02:00 on the 11th in Kiritimati
    assert StudyCalendar("UTC").day_of(moment) == day_number(2026, 3, 10)
    assert StudyCalendar("Pacific/Kiritimati", 1).day_of(moment) == day_number(2026, 3, 11)
    assert StudyCalendar("Pacific/Kiritimati", 4).day_of(moment) == day_number(2026, 3, 10)


def test_a_night_the_clock_goes_forward_is_an_hour_shorter():
    calendar = StudyCalendar("Europe/Paris")
    day = day_number(2026, 3, 28)
    assert calendar.start_of(day + 1) - calendar.start_of(day) == timedelta(hours=23)
    assert calendar.start_of(day + 2) - calendar.start_of(day + 1) == timedelta(hours=24)


def test_a_rollover_hour_the_clock_jumps_over_is_the_jump():
    # In Paris 02:00 did not exist on 29 March 2026: the clock went from 01:59 to 03:00.
    calendar = StudyCalendar("Europe/Paris", 2)
    day = day_number(2026, 3, 29)
    assert calendar.start_of(day) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert calendar.day_of(at("Europe/Paris", 2026, 3, 29, 1, 59)) == day - 1
    assert calendar.day_of(at("Europe/Paris", 2026, 3, 29, 3, 0)) == day


def test_a_day_begins_with_the_jump_even_when_the_rollover_lies_inside_it():
    # At Troll the clock goes from 00:59 to 03:00, so an hour is skipped before 02:00.
    calendar = StudyCalendar("Antarctica/Troll", 2)
    day = day_number(2026, 3, 29)
    assert calendar.start_of(day) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_day_that_has_begun_is_not_taken_back_with_the_clock():
    # At Troll the clock goes from 03:00 back to 01:00: 02:00 comes twice.
    calendar = StudyCalendar("Antarctica/Troll", 2)
    day = day_number(2026, 10, 25)
    assert calendar.day_of(at("Antarctica/Troll", 2026, 10, 25, 2, 30)) == day
    assert calendar.day_of(at("Antarctica/Troll", 2026, 10, 25, 1, 30, fold=1)) == day


@given(calendars, moments)
def test_a_moment_lies_between_the_start_of_its_day_and_of_the_next(calendar, moment):
    day = calendar.day_of(moment)
    assert calendar.start_of(day) <= moment < calendar.start_of(day + 1)


@given(calendars, moments, moments)
def test_days_never_go_back_as_time_goes_on(calendar, one, other):
    assert calendar.day_of(min(one, other)) <= calendar.day_of(max(one, other))


@given(calendars, st.integers(7_305, 47_000))
def test_the_moment_before_a_start_is_an_earlier_day(calendar, day):
    start = calendar.start_of(day)
    assert calendar.day_of(start) >= day
    assert calendar.day_of(start - timedelta(seconds=1)) < day


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd", "Europe", "a\0b"]
)
def test_an_unknown_zone_is_refused_when_set_and_utc_when_read(name):
    with pytest.raises(UnknownZone):
        StudyCalendar(name)
    assert StudyCalendar.or_utc(name, 7) == StudyCalendar("UTC", 7)
    assert StudyCalendar.or_utc("Asia/Kathmandu") == StudyCalendar("Asia/Kathmandu")


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_no_clock_shows_is_refused(hour):
    with pytest.raises(ValueError, match="0 to 23"):
        StudyCalendar("UTC", hour)


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        StudyCalendar("UTC").day_of(datetime(2026, 3, 10))  # noqa: DTZ001


@given(moments)
def test_a_moment_is_counted_in_whole_units_from_1970(moment):
    assert milliseconds(moment) // 1000 == seconds(moment)
    assert seconds(moment) == int(moment.timestamp() // 1)
