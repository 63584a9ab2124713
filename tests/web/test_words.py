"""Times, dates and figures in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import g
from hypothesis import given
from hypothesis import strategies as st

from app.web import words
from app.web.visitor import Visitor


@pytest.fixture
def spoken(guide):
    with guide.test_request_context("/"):
        g.visitor = Visitor(id=1, time_zone="Africa/Bamako")
        yield


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "now"),
        (20, "in less than a minute"),
        (60, "in 1 minute"),
        (600, "in 10 minutes"),
        (3600, "in 1 hour"),
        (5 * 3600, "in 5 hours"),
        (86_400, "tomorrow"),
        (3 * 86_400, "in 3 days"),
        (-5, "now"),
    ],
)
def test_a_distance_is_said_in_its_largest_unit(seconds, said):
    assert words.interval(timedelta(seconds=seconds)) == said


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "tomorrow"),
        (3, "in 3 days"),
        (44, "in 44 days"),
        (61, "in 2 months"),
        (364, "in 12 months"),
        (366, "in 1 year"),
        (548, "in 1.5 years"),
        (3650, "in 10 years"),
    ],
)
def test_study_days_are_said_as_a_person_would(days, said):
    assert words.in_days(days) == said


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    ("printed", "said"),
    [("2024-02", "February 2024"), ("2024-02-28", "28 February 2024"), ("2012", "2012")],
)
def test_a_date_is_as_exact_as_it_is_known(printed, said):
    assert words.as_of(printed) == said


@pytest.mark.usefixtures("spoken")
def test_a_moment_is_said_in_the_visitors_zone(guide):
    late = datetime(2024, 2, 28, 23, 30, tzinfo=UTC)
    assert (words.clock(late), words.day(late)) == ("23:30", "28 February 2024")
    g.visitor = Visitor(id=1, time_zone="Asia/Tokyo")
    assert (words.clock(late), words.day(late)) == ("08:30", "29 February 2024")


@pytest.mark.usefixtures("spoken")
def test_an_unknown_zone_is_read_as_utc():
    g.visitor = Visitor(id=1, time_zone="Atlantis/Centre")
    assert words.clock(datetime(2024, 2, 28, 12, tzinfo=UTC)) == "12:00"


@pytest.mark.usefixtures("spoken")
def test_figures_lists_and_lengths():
    assert words.number(1240) == "1\u202f240"
    assert words.percent(0.914) == "91\u202f%"
    assert words.listed(["Gao", "Kidal", "Ménaka"]) == "Gao, Kidal and Ménaka"
    assert words.listed(["Gao"]) == "Gao"
    assert words.minutes(61) == "about 2 min"
    assert words.minutes(3) == "about 1 min"
    assert words.day(date(2024, 5, 2)) == "2 May 2024"


@given(st.text(max_size=30), st.text(max_size=30))
def test_differences_lose_nothing(given_text, right):
    mine, theirs = words.differences(given_text, right)
    assert "".join(text for text, _differs in mine) == given_text
    assert "".join(text for text, _differs in theirs) == right


def test_two_words_that_have_little_in_common_are_not_compared():
    assert words.differences("Paris", "Ouagadougou") == (
        [("Paris", False)],
        [("Ouagadougou", False)],
    )


def test_the_language_is_the_visitors_then_the_browsers_then_english(guide, monkeypatch):
    monkeypatch.setattr(words, "languages", lambda: ("en", "fr"))
    with guide.test_request_context("/", headers={"Accept-Language": "fr-ML,fr;q=0.9,en;q=0.5"}):
        g.visitor = Visitor(id=1, locale="en")
        assert words.language() == "en"
        g.visitor = Visitor(id=1)
        assert words.language() == "fr"
    with guide.test_request_context("/", headers={"Accept-Language": "bm"}):
        g.visitor = Visitor()
        assert words.language() == "en"


def test_french_says_times_and_figures_its_own_way(guide):
    with guide.test_request_context("/"):
        g.visitor = Visitor(id=1, locale="fr")
        assert words.day(date(2024, 3, 1)) == "1er mars 2024"
        assert words.day(date(2024, 3, 21)) == "21 mars 2024"
        assert words.as_of("2024-02") == "février 2024"
        assert words.in_days(548) == "dans 1,5 an"
        assert words.in_days(1096) == "dans 3 ans"
        assert words.decimal(5.25) == "5,2"
        assert words.key_name("Space") == "Espace"
        assert words.key_name("U") == "U"
