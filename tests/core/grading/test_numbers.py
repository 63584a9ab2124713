from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.grading.numbers import (
    Figure,
    Tolerance,
    ToleranceKind,
    contradicts,
    is_same_unit,
    read_figure,
)
from app.core.values import Bound, figure_text

figures = st.decimals(-(10**15), 10**15, places=4)


class TestReading:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("42", "42"),
            ("1,000", "1000"),
            ("1 000", "1000"),
            ("1\u202f000\u202f000", "1000000"),
            ("1'000", "1000"),
            ("2.000.000", "2000000"),
            ("12,34,567", "1234567"),
            ("1.5", "1.5"),
            ("1,5", "1.5"),
            ("0,125", "0.125"),
            ("1,2345", "1.2345"),
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("−7", "-7"),
            ("+7", "7"),
            (".5", "0.5"),
            ("5.", "5"),
            ("2e3", "2000"),
            ("6 × 10^24", "6e24"),
            ("6*10**-3", "0.006"),
            ("6 million", "6000000"),
            ("1.5 billion", "1500000000"),
            ("six million", "6000000"),
            ("two hundred and forty-one thousand and five", "241005"),
            ("a hundred", "100"),
        ],
    )
    def test_many_spellings_of_a_number_are_read(self, text, value):
        assert read_figure(text) == Figure(Decimal(value))

    @pytest.mark.parametrize(
        ("text", "value", "unit"),
        [
            ("8849 m", 8849, "m"),
            ("8849m", 8849, "m"),
            ("£20", 20, "£"),
            ("-£20", -20, "£"),
            ("£-20", -20, "£"),
            ("£3 million", 3_000_000, "£"),
            ("3 million people", 3_000_000, "people"),
            ("three wise men", 3, "wise men"),
            ("5 %", 5, "%"),
            ("3 of 4", 3, "of 4"),
        ],
    )
    def test_what_stands_around_the_digits_is_the_unit(self, text, value, unit):
        assert read_figure(text) == Figure(Decimal(value), unit)

    @pytest.mark.parametrize(
        ("text", "bound"),
        [
            ("at least 500", Bound.AT_LEAST),
            ("≥500", Bound.AT_LEAST),
            ("More than 500", Bound.MORE_THAN),
            ("over 500", Bound.MORE_THAN),
            ("up to 500", Bound.AT_MOST),
            ("nearly five hundred", Bound.NEARLY),
            ("about 500", Bound.ABOUT),
            ("~500", Bound.ABOUT),
        ],
    )
    def test_a_bound_may_be_said(self, text, bound):
        assert read_figure(text) == Figure(Decimal(500), "", bound)

    @pytest.mark.parametrize(
        "text",
        ["", "many", "12 34", "1.2.3", "1,2,3", "five six", "1e999", "²", "and", "-", "1,0000,000"],
    )
    def test_what_is_no_number_is_not_guessed(self, text):
        assert read_figure(text) is None

    @given(figures)
    def test_a_figure_as_we_write_it_is_read_back(self, value):
        assert read_figure(figure_text(value)) == Figure(value)

    @given(st.text(max_size=40))
    def test_nothing_typed_breaks_the_reading(self, text):
        figure = read_figure(text)

        assert figure is None or figure.value.is_finite()


class TestTolerance:
    @pytest.mark.parametrize(
        ("kind", "amount", "edges", "outside"),
        [
            (ToleranceKind.NOMINAL, "2", ("8", "12"), ("7.999", "12.001")),
            (ToleranceKind.RELATIVE, "0.2", ("8", "12"), ("7.999", "12.001")),
            (ToleranceKind.GEOMETRIC, "0.25", ("8", "12.5"), ("7.999", "12.501", "-10")),
        ],
    )
    def test_its_edges_belong_to_it(self, kind, amount, edges, outside):
        tolerance = Tolerance(Decimal(amount), kind)

        assert all(tolerance.holds(Decimal(edge), Decimal(10)) for edge in edges)
        assert not any(tolerance.holds(Decimal(value), Decimal(10)) for value in outside)

    @given(figures, st.sampled_from(ToleranceKind))
    def test_none_at_all_still_holds_the_answer_itself(self, answer, kind):
        assert Tolerance(kind=kind).holds(answer, answer)

    @given(figures, figures, st.decimals(0, 3, places=2), st.sampled_from(ToleranceKind))
    def test_it_treats_both_signs_alike(self, value, answer, amount, kind):
        tolerance = Tolerance(amount, kind)

        assert tolerance.holds(value, answer) == tolerance.holds(-value, -answer)


@pytest.mark.parametrize(
    ("typed", "known"), [("metres", "m"), ("Years", "year"), ("persons", "people"), ("USD", "$")]
)
def test_a_unit_has_several_names(typed, known):
    assert is_same_unit(typed, known)


@pytest.mark.parametrize(("typed", "known"), [("km", "m"), ("soldiers", "people"), ("", "m")])
def test_other_units_are_other_units(typed, known):
    assert not is_same_unit(typed, known)


def test_only_opposite_bounds_contradict():
    assert contradicts(Bound.AT_MOST, Bound.AT_LEAST)
    assert contradicts(Bound.MORE_THAN, Bound.NEARLY)
    assert not contradicts(Bound.MORE_THAN, Bound.AT_LEAST)
    assert not contradicts(Bound.ABOUT, Bound.AT_LEAST)
    assert not contradicts(None, Bound.AT_LEAST)
