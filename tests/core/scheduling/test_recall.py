"""How much of what was learned would be recalled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling import Memory, expected_recall, retrievability
from tests.core.scheduling.test_memory import other_weights

memories = st.lists(st.tuples(st.floats(0.01, 3000), st.integers(0, 5000)))


def test_ten_memories_as_old_as_their_stability_recall_nine():
    assert expected_recall([(days, days) for days in range(1, 11)]) == pytest.approx(9.0)


def test_what_was_answered_today_is_recalled_and_nothing_is_nothing():
    assert expected_recall([(0.2, 0), (50.0, 0)]) == 2
    assert expected_recall([]) == 0


@given(memories, other_weights)
def test_it_is_the_sum_of_the_chances(found, weights):
    chances = (retrievability(Memory(s, 5.0), days, weights) for s, days in found)
    assert expected_recall(found, weights) == pytest.approx(sum(chances))
