"""What `flask memory trace` prints for one line."""

import json

import pytest

from app.core.scheduling import DEFAULT_WEIGHTS, InvalidInput, trace, trace_line
from tests.core.scheduling import formulas

HISTORY = [[3, 0], [3, 1], [1, 7], [3, 0]]


def line(**values):
    return json.dumps({"history": HISTORY, **values})


def test_a_history_is_followed_review_by_review():
    memory = formulas.first(DEFAULT_WEIGHTS, 3)
    for rating, days in HISTORY[1:]:
        memory = formulas.following(DEFAULT_WEIGHTS, *memory, rating, days)
    found = trace_line(line())
    assert found["stability"] == pytest.approx(memory[0], rel=5e-4)
    assert found["difficulty"] == pytest.approx(memory[1], abs=1e-4)


@pytest.mark.parametrize("days", [0, 1, 40])
def test_the_four_next_states_are_those_after_the_days_elapsed(days):
    found = trace_line(line(days_elapsed=days))
    for rating, name in enumerate(("again", "hard", "good", "easy"), start=1):
        further = trace_line(json.dumps({"history": [*HISTORY, [rating, days]]}))
        state = found["next"][name]
        assert state["stability"] == further["stability"]
        assert state["difficulty"] == further["difficulty"]
        assert state["interval"] == pytest.approx(further["interval"], rel=1e-3)


def test_recall_is_told_for_the_days_elapsed_and_along_the_curve():
    found = trace_line(line(days_elapsed=7))
    assert found["retrievability"] == found["curve"]["7"]
    assert list(found["curve"]) == ["1", "7", "30", "365"]
    assert trace_line(line())["retrievability"] == 1


def test_a_lower_desired_retention_gives_longer_intervals_and_the_same_memory():
    often, seldom = trace_line(line()), trace_line(line(desired_retention=0.8))
    assert seldom["interval"] > often["interval"]
    assert seldom["next"]["good"]["interval"] > often["next"]["good"]["interval"]
    assert seldom["stability"] == often["stability"]


def test_weights_are_used_as_given_and_default_to_those_of_fsrs():
    given = trace_line(line(weights=list(DEFAULT_WEIGHTS)))
    assert given == trace_line(line()) == trace(DEFAULT_WEIGHTS, HISTORY, 0.9)
    assert trace_line(line(weights=[w * 1.1 for w in DEFAULT_WEIGHTS])) != given


def test_the_days_of_the_first_review_are_not_looked_at():
    assert trace_line('{"history": [[3, 500]]}') == trace_line('{"history": [[3, 0]]}')


def test_an_empty_history_has_no_memory_but_four_first_states():
    found = trace_line('{"history": []}')
    assert found["stability"] is found["difficulty"] is found["retrievability"] is None
    assert found["next"]["good"]["stability"] == pytest.approx(2.3065, abs=1e-4)


def test_a_trace_is_json():
    assert json.loads(json.dumps(trace_line(line()))) == trace_line(line())


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "line"),
        ("no json", "line"),
        ("[1]", "line"),
        ("[" * 100_000, "line"),
        ("{}", "history"),
        ('{"history": {}}', "history"),
        ('{"history": [3]}', "history[0]"),
        ('{"history": [[3, 0], [5, 1]]}', "history[1]"),
        ('{"history": [[0, 0]]}', "history[0]"),
        ('{"history": [[3.5, 0]]}', "history[0]"),
        ('{"history": [[true, 0]]}', "history[0]"),
        ('{"history": [["3", 0]]}', "history[0]"),
        ('{"history": [[3, 0], [3, -1]]}', "history[1]"),
        ('{"history": [[3, 0], [3, 1e400]]}', "history[1]"),
        ('{"history": [[3, 0], [3, NaN]]}', "history[1]"),
        ('{"history": [], "weights": [1, 2]}', "weights"),
        ('{"history": [], "weights": "default"}', "weights"),
        ('{"history": [], "weights": [null]}', "weights[0]"),
        ('{"history": [], "desired_retention": 1}', "desired_retention"),
        ('{"history": [], "desired_retention": "90 %"}', "desired_retention"),
        ('{"history": [], "days_elapsed": -1}', "days_elapsed"),
        ('{"history": [], "days_elapsed": 1.5}', "days_elapsed"),
        ('{"history": [], "retention": 0.9}', "retention"),
    ],
)
def test_what_cannot_be_traced_is_named_by_field(text, field):
    with pytest.raises(InvalidInput) as refused:
        trace_line(text)
    assert refused.value.field == field
    assert refused.value.message
