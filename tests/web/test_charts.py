"""Where bars and cells stand."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.web import charts
from app.web.parts import Bar, Pair


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60))
def test_bars_stay_inside_and_keep_their_proportion(counts):
    chart = charts.bar_chart([Bar(str(n), count) for n, count in enumerate(counts)])
    floor = charts.BARS_HEIGHT - charts.BARS_FOOT
    for bar, count in zip(chart.bars, counts, strict=True):
        assert bar.x >= 0
        assert bar.x + bar.width <= 100.01
        assert bar.y >= 0
        assert abs(bar.y + bar.height - floor) <= 0.11
        assert (bar.height == 0) == (count == 0) or count * 2000 < max(counts)


def test_lines_stand_at_whole_figures():
    chart = charts.bar_chart([Bar("Monday", 31), Bar("Tuesday", 3)])
    assert [line.words for line in chart.lines] == ["40", "20", ""]


def test_a_label_at_the_right_edge_ends_there():
    chart = charts.bar_chart([Bar(str(n), 1, is_labelled=True) for n in range(10)])
    assert not chart.bars[0].is_last
    assert chart.bars[9].is_last
    assert chart.bars[9].label_x == 100


def test_dots_are_drawn_from_a_half_where_all_shares_are_above_it(guide):
    with guide.test_request_context("/"):
        drawn = charts.dot_chart([Pair("Jan", 1.0, 0.5), Pair("Feb", 0.75, 0.9)])
    floor = charts.BARS_HEIGHT - charts.BARS_FOOT
    first, second = drawn.dots
    assert (first.y, first.dash_y) == (charts.BARS_HEAD, floor)
    assert second.y == (charts.BARS_HEAD + floor) / 2
    assert [line.words for line in drawn.lines] == ["100\u202f%", "75\u202f%", "50\u202f%"]


def test_dots_are_drawn_from_nought_where_one_share_is_below_a_half(guide):
    with guide.test_request_context("/"):
        drawn = charts.dot_chart([Pair("Jan", 0.0, 0.9)])
    assert drawn.dots[0].y == charts.BARS_HEIGHT - charts.BARS_FOOT
    assert drawn.lines[-1].words == "0\u202f%"


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=12))
def test_dots_stay_inside_and_each_dash_lies_behind_its_dot(guide, shares):
    with guide.test_request_context("/"):
        drawn = charts.dot_chart([Pair("", share, expected) for share, expected in shares])
    for dot in drawn.dots:
        assert charts.AXIS <= dot.dash_x < dot.x < dot.dash_x + dot.dash_width <= 100
        assert abs(dot.dash_x + dot.dash_width / 2 - dot.x) <= 0.02
        assert 0 <= dot.y <= charts.BARS_HEIGHT - charts.BARS_FOOT


def test_a_heat_map_ends_with_the_last_day_and_begins_on_a_monday(guide):
    last = date(2024, 5, 2)
    with guide.test_request_context("/"):
        drawn = charts.heat_map({last: 12, last - timedelta(days=1): 70}, last, weeks=12)
    outlines = {cells.level: cells.outline for cells in drawn.cells}
    assert set(outlines) == {0, 2, 4}
    assert sum(outline.count("M") for outline in outlines.values()) == 7 * 11 + last.weekday() + 1
    # Wednesday and Thursday of the twelfth week, one below the other.
    assert outlines[4].startswith("M242 66")
    assert outlines[2].startswith("M242 88")
    assert [label.words for label in drawn.labels[-3:]] == ["Mon", "Wed", "Fri"]


def test_levels_say_what_their_legend_says():
    assert charts.heat_steps() == ["0", "1–9", "10–29", "30–59", "60+"]
    assert [charts.heat_level(n) for n in (0, 1, 9, 10, 29, 30, 59, 60, 900)] == [
        0, 1, 1, 2, 2, 3, 3, 4, 4,
    ]  # fmt: skip
