import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.grading.ordering import Scheme, fraction, shares

RIGHT = "ABCD"
SCHEMES = (
    Scheme.ALL_OR_NOTHING,
    Scheme.ABSOLUTE_POSITION,
    Scheme.RELATIVE_NEXT_EXCLUDE_LAST,
    Scheme.RELATIVE_NEXT_INCLUDE_LAST,
    Scheme.RELATIVE_ONE_PREVIOUS_AND_NEXT,
    Scheme.RELATIVE_ALL_PREVIOUS_AND_NEXT,
    Scheme.LONGEST_ORDERED_SUBSET,
    Scheme.LONGEST_CONTIGUOUS_SUBSET,
    Scheme.RELATIVE_TO_CORRECT,
)
schemes = st.sampled_from(Scheme)
orders = st.integers(2, 8).flatmap(lambda count: st.permutations("ABCDEFGH"[:count]))


def earned(scheme: Scheme, order: str | list[str], right: str) -> float:
    return fraction(scheme, shares(scheme, order, right))


@pytest.mark.parametrize(
    ("order", "fractions"),
    [
        ("ABCD", [1] * 9),
        ("ACBD", [0, 1 / 2, 0, 1 / 4, 1 / 4, 5 / 6, 3 / 4, 1 / 2, 5 / 6]),
        ("DABC", [0, 0, 2 / 3, 1 / 2, 1 / 2, 1 / 2, 3 / 4, 3 / 4, 1 / 2]),
        ("BADC", [0, 0, 0, 0, 0, 2 / 3, 1 / 2, 1 / 2, 2 / 3]),
        ("DCBA", [0, 0, 0, 0, 0, 0, 0, 0, 1 / 3]),
    ],
)
def test_each_scheme_values_an_order_in_its_own_way(order, fractions):
    assert [earned(scheme, order, RIGHT) for scheme in SCHEMES] == pytest.approx(fractions)


def test_the_table_is_of_all_schemes():
    assert set(SCHEMES) == set(Scheme)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (Scheme.ABSOLUTE_POSITION, (1, 0, 0, 1)),
        (Scheme.RELATIVE_ONE_PREVIOUS_AND_NEXT, (1 / 2, 0, 0, 1 / 2)),
        (Scheme.LONGEST_CONTIGUOUS_SUBSET, (1, 1, 0, 0)),
        (Scheme.RELATIVE_TO_CORRECT, (1, 2 / 3, 2 / 3, 1)),
    ],
)
def test_each_item_has_its_share_in_the_right_order(scheme, expected):
    assert shares(scheme, "ACBD", RIGHT) == pytest.approx(expected)


@given(schemes, orders)
def test_the_right_order_alone_earns_all(scheme, order):
    right = sorted(order)

    assert 0 <= earned(scheme, order, right) <= 1
    assert earned(scheme, right, right) == 1
    assert earned(scheme, order, right) < 1 or order == right


@given(schemes, orders)
def test_what_the_items_are_called_changes_nothing(scheme, order):
    renamed = [item.lower() for item in order]

    assert shares(scheme, renamed, sorted(renamed)) == shares(scheme, order, sorted(order))
