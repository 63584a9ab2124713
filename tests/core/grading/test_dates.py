import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.grading.dates import (
    AmbiguousDate,
    UnreadableDate,
    is_precise_enough,
    is_same_date,
    read_date,
)
from app.core.values import Date

days = st.dates().map(lambda day: Date(day.year, day.month, day.day))


@pytest.mark.parametrize(
    "text",
    [
        "20 July 1969",
        "20th of July, 1969",
        "July 20, 1969",
        "July 20th 1969",
        "on Sunday, 20 July 1969",
        "1969 July 20",
        "20 jul. 1969",
        "20 juillet 1969",
        "1969-07-20",
        "1969/7/20",
        "20/7/1969",
        "7/20/1969",
        "20.07.1969",
        "20-7-1969",
    ],
)
def test_a_day_is_read_in_many_spellings(text):
    assert read_date(text) == Date(1969, 7, 20)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("July 1969", "1969-07"),
        ("7/1969", "1969-07"),
        ("1969-07", "1969-07"),
        ("in 1969", "1969"),
        ("20 July", "--07-20"),
        ("July 20", "--07-20"),
        ("July", "--07"),
        ("11 décembre", "--12-11"),
        ("1er août 1960", "1960-08-01"),
        ("24 August AD 79", "0079-08-24"),
        ("79 CE", "0079"),
    ],
)
def test_less_than_a_day_is_read_too(text, notation):
    assert read_date(text).notation == notation


@pytest.mark.parametrize(
    "text",
    ["", "soon", "20", "31 June 1969", "1969-13", "July August", "20-7-69", "1969 1970", "²"],
)
def test_what_is_no_date_is_not_guessed(text):
    with pytest.raises(UnreadableDate):
        read_date(text)


def test_day_and_month_in_figures_need_a_reader_who_knows_the_order():
    with pytest.raises(AmbiguousDate):
        read_date("6/7/1969")
    assert read_date("6/7/1969", day_first=True) == Date(1969, 7, 6)
    assert read_date("6/7/1969", day_first=False) == Date(1969, 6, 7)
    assert read_date("7/7/1969") == Date(1969, 7, 7)


@given(days)
def test_a_date_as_we_write_it_is_read_back(date):
    assert read_date(date.text) == date


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_reading(text):
    with contextlib.suppress(UnreadableDate):
        read_date(text)


@pytest.mark.parametrize(
    ("given_date", "key", "is_same"),
    [
        ("1969", "1969", True),
        ("1969-07-20", "1969-07", True),
        ("1969-08", "1969-07", False),
        ("1968-07-20", "1969-07-20", False),
        ("--07-20", "1969-07-20|year inferred", True),
        ("1969-07-20", "1969-07-20|year inferred", True),
        ("1968-07-20", "1969-07-20|year inferred", False),
        ("1968-07-20", "--07-20", True),
        ("--07-20", "1969-07-20", False),
    ],
)
def test_dates_agree_in_what_the_key_knows(given_date, key, is_same):
    assert is_same_date(Date.parse(given_date), Date.parse(key)) is is_same


@pytest.mark.parametrize(
    ("given_date", "key", "is_enough"),
    [
        ("1969", "1969", True),
        ("--07", "1969", False),
        ("1969", "1969-07", False),
        ("1969-07", "1969-07-20", False),
        ("--07-20", "1969-07-20", False),
        ("--07-20", "1969-07-20|year inferred", True),
    ],
)
def test_an_answer_must_say_what_is_asked(given_date, key, is_enough):
    assert is_precise_enough(Date.parse(given_date), Date.parse(key)) is is_enough
