from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.core.values import BadValue, Bound, Date, Number, Precision

numbers = st.builds(
    Number,
    st.decimals(-(10**12), 10**12, places=3),
    st.sampled_from(Bound),
    st.sampled_from(["", "people", "km", "%", "$"]),
)
whole_dates = st.dates().map(lambda day: Date(day.year, day.month, day.day))
dates = st.one_of(
    whole_dates,
    whole_dates.map(lambda date: Date(date.year, date.month)),
    whole_dates.map(lambda date: Date(date.year)),
    whole_dates.map(lambda date: Date(None, date.month, date.day)),
    whole_dates.map(lambda date: Date(date.year, date.month, date.day, year_inferred=True)),
)


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("500|at least|people", "at least 500 people"),
        ("8849|about|m", "about 8\u202f849 m"),
        ("15000", "15\u202f000"),
        ("0.25", "0.25"),
        ("12|exactly|%", "12%"),
        ("3.5|exactly|$", "$3.5"),
        ("-40", "-40"),
    ],
)
def test_a_number_reads_as_words_with_its_bound_and_unit(notation, text):
    assert Number.parse(notation).text == text


@given(numbers)
def test_a_number_survives_its_notation(number):
    assert Number.parse(number.notation) == number


@pytest.mark.parametrize("notation", ["", "many", "NaN", "5|roughly", "1e999", "1" * 30])
def test_what_is_no_number_is_refused(notation):
    with pytest.raises(BadValue):
        Number.parse(notation)


@pytest.mark.parametrize(
    ("notation", "text", "precision"),
    [
        ("1969", "1969", Precision.YEAR),
        ("1969-07", "July 1969", Precision.MONTH),
        ("1969-07-20", "20 July 1969", Precision.DAY),
        ("--07-20", "20 July", Precision.DAY),
        ("--07", "July", Precision.MONTH),
        ("--02-29", "29 February", Precision.DAY),
        ("0079", "AD 79", Precision.YEAR),
    ],
)
def test_a_date_reads_as_words_as_far_as_it_is_known(notation, text, precision):
    date = Date.parse(notation)

    assert (date.text, date.precision) == (text, precision)


@given(dates)
def test_a_date_survives_its_notation(date):
    assert Date.parse(date.notation) == date


def test_an_inferred_year_is_not_printed():
    date = Date.parse("2023-12-11|year inferred")

    assert date.year_inferred
    assert date.text == "11 December 2023"
    assert date.printed.text == "11 December"


@pytest.mark.parametrize(
    "notation", ["", "--", "69", "1969-13", "1969-02-29", "1969-7", "1969|guessed", "July 1969"]
)
def test_what_is_no_date_is_refused(notation):
    with pytest.raises(BadValue):
        Date.parse(notation)


@pytest.mark.parametrize(
    "parts", [{}, {"day": 3}, {"year": 1969, "day": 3}, {"month": 4, "year_inferred": True}]
)
def test_a_date_without_the_parts_it_needs_cannot_be_made(parts):
    with pytest.raises(ValidationError):
        Date(**parts)


def test_a_bound_is_part_of_the_value():
    assert Number(Decimal(500), Bound.AT_LEAST) != Number(Decimal(500))
