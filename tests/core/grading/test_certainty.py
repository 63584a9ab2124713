import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.grading.certainty import Certainty, mark


@pytest.mark.parametrize(
    ("fraction", "marks"),
    [
        (1, [1, 2, 3]),
        (0.25, [0.25, 0.5, 0.75]),
        (0, [0, -2, -6]),
        (-0.5, [0, -2, -6]),
    ],
)
def test_to_be_sure_pays_when_right_and_costs_when_wrong(fraction, marks):
    assert [mark(fraction, certainty) for certainty in Certainty] == marks


@given(st.floats(0, 1))
def test_saying_how_sure_one_is_pays_best(chance):
    expected = {
        certainty: chance * mark(1, certainty) + (1 - chance) * mark(0, certainty)
        for certainty in Certainty
    }

    honest = 1 if chance < 2 / 3 else 2 if chance < 0.8 else 3
    assert expected[Certainty(honest)] == pytest.approx(max(expected.values()))
