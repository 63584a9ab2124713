"""Progress: what is known, what is coming, what was done, and whether it came right on time."""

import re

import pytest

from tests.progress.making import TODAY, card, due_cards, study_day
from tests.reviews.making import bank, fact, studies


def figures(page, caption):
    """The rows of the table with that caption, as their cells' words."""
    table = re.search(rf"<caption[^>]*>{caption}</caption>(.*?)</table>", page.html, re.DOTALL)[1]
    body = table.split("<tbody>")[1]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("<tr>")[1:]]
    return {first: rest for first, *rest in cells}


@pytest.fixture
def studied(learner):
    """Someone who answered once, today."""
    study_day(learner, TODAY)
    return learner


def test_a_stranger_reads_one_sentence_and_no_chart(browser):
    page = browser.get("/progress")
    assert "Once you have answered something" in page.text
    assert "Start studying" in page.text
    assert "bars" not in page.html
    assert "<figure" not in page.html


def test_whoever_has_answered_nothing_reads_the_same(signed_in, peaks):
    fact(peaks, "new")
    page = signed_in.get("/progress")
    assert "Once you have answered something" in page.text
    assert "<figure" not in page.html


def test_known_is_the_sum_of_the_chances_of_recall(signed_in, learner, peaks):
    # Ten cards as old as their stability are nine recalled, two of today two more: 11 of 15.
    due_cards(learner, peaks, 10)
    due_cards(learner, peaks, 2, due_on=TODAY + 8, last_on=TODAY)
    for n in range(3):
        fact(peaks, f"new-{n}")
    page = signed_in.get("/progress")
    assert "You would recall about 11 of 15 cards today." in page.text
    assert figures(page, "Cards in study") == {"High peaks": ["12", "0", "3", "11"]}
    assert "12 known 0 learning 3 new" in page.text
    assert "Study 10 due" in page.text


def test_known_adds_up_over_banks(signed_in, learner, peaks):
    lakes = bank("lakes", name="Deep lakes")
    studies(learner, lakes)
    due_cards(learner, peaks, 10)
    learned = fact(lakes, "depth")[0]
    card(learner, learned, due_on=TODAY, last_on=TODAY, state=1, due_at=1)
    page = signed_in.get("/progress")
    assert "You would recall about 10 of 11 cards today." in page.text
    assert figures(page, "Cards in study") == {
        "Deep lakes": ["0", "1", "0", "1"],
        "High peaks": ["10", "0", "0", "9"],
    }


def test_a_suspended_card_is_known_but_not_due(signed_in, learner, peaks):
    due_cards(learner, peaks, 1, is_suspended=True)
    page = signed_in.get("/progress")
    assert figures(page, "Cards in study") == {"High peaks": ["1", "0", "0", "1"]}
    assert "Nothing falls due in the next 30 days." in page.text
    assert "Study 1 due" not in page.text


def test_coming_names_today_apart_and_the_busiest_day(signed_in, learner, peaks):
    due_cards(learner, peaks, 5)
    due_cards(learner, peaks, 2, due_on=TODAY + 1)
    due_cards(learner, peaks, 3, due_on=TODAY + 3)
    due_cards(learner, peaks, 9, due_on=TODAY + 31)
    page = signed_in.get("/progress")
    assert "Today: 5 due." in page.text
    assert "Busiest: Thursday, 3." in page.text
    days = figures(page, "Cards due on each of the next 30 days")
    assert len(days) == 30
    assert (days["Tuesday 3 March"], days["Thursday 5 March"]) == (["2"], ["3"])
    assert days["Wednesday 1 April"] == ["0"]
    assert next(iter(days)) == "Tuesday 3 March"


def test_a_busiest_day_beyond_the_week_has_its_date(signed_in, learner, peaks):
    due_cards(learner, peaks, 2, due_on=TODAY + 10)
    assert "Busiest: Thursday 12 March, 2." in signed_in.get("/progress").text


def test_slots_of_one_fact_count_once_a_day(signed_in, learner, peaks):
    for target in fact(peaks, "two", slots=("height", "name")):
        card(learner, target, due_on=TODAY + 2, last_on=TODAY - 1)
    days = figures(signed_in.get("/progress"), "Cards due on each of the next 30 days")
    assert days["Wednesday 4 March"] == ["1"]


def test_done_counts_days_without_a_streak(signed_in, learner):
    for back in range(18):
        study_day(learner, TODAY - back, answers=back + 1)
    study_day(learner, TODAY - 30, answers=7)
    study_day(learner, TODAY - 3 * 7, answers=0)
    page = signed_in.get("/progress")
    assert "You studied on 18 of the last 30 days." in page.text
    assert "streak" not in page.html
    weeks = figures(page, "Answers by week")
    assert len(weeks) == 26
    # Today alone; 2 to 8 answers from Sunday back to Monday; the 30th day before is a Saturday.
    assert weeks["2 Mar 2026"] == ["1", "1"]
    assert weeks["23 Feb 2026"] == ["7", "35"]
    assert weeks["26 Jan 2026"] == ["1", "7"]
    assert "0 1–9 10–29 30–59 60+" in page.text


def test_right_on_time_waits_for_fifty_reviews(signed_in, learner):
    study_day(learner, TODAY, answers=60, reviews=12, reviews_remembered=11, reviews_expected=10.8)
    page = signed_in.get("/progress")
    assert "from 50 answers to cards that came back after days. So far: 12." in page.text
    assert "the model expected" not in page.text
    assert 'class="dots"' not in page.html


def test_right_on_time_compares_what_was_remembered_with_what_was_expected(signed_in, learner):
    # 184 + 107 of 320 are 90.9 %; 180 + 104.8 are 89 %.
    study_day(
        learner,
        TODAY - 20,
        answers=230,
        reviews=200,
        reviews_remembered=184,
        reviews_expected=180.0,
    )
    study_day(
        learner, TODAY, answers=140, reviews=120, reviews_remembered=107, reviews_expected=104.8
    )
    page = signed_in.get("/progress")
    said = "You remembered 91\u202f% of 320 reviews; the model expected 89\u202f%."
    assert said in page.html
    assert figures(page, "Reviews by month") == {
        "March 2026": ["120", "89\u202f%", "87\u202f%"],
        "February 2026": ["200", "92\u202f%", "90\u202f%"],
    }


def test_every_chart_has_a_sentence_and_a_table(signed_in, learner, peaks):
    due_cards(learner, peaks, 3, due_on=TODAY + 2)
    study_day(learner, TODAY, answers=60, reviews=60, reviews_remembered=55, reviews_expected=54.0)
    page = signed_in.get("/progress")
    assert page.html.count("<figure") == 4
    assert page.html.count("<figcaption>") == 4
    assert page.html.count("<caption") == 4
    assert page.html.count('role="img" aria-label="') == 3


def test_quiz_answers_alone_are_progress_too(browser, make):
    user = make.user()
    study_day(user, TODAY, answers=10)
    page = browser.sign_in(user).get("/progress")
    assert "You studied on 1 of the last 30 days." in page.text
    assert "Known" not in page.text


def test_the_days_are_those_of_the_learners_calendar(signed_in, learner):
    # 09:00 UTC on Monday is Sunday night in Honolulu: the day has not begun.
    learner.time_zone = "Pacific/Honolulu"
    study_day(learner, TODAY - 1)
    study_day(learner, TODAY)
    assert "You studied on 1 of the last 30 days." in signed_in.get("/progress").text


def test_progress_costs_six_queries_whatever_lies_behind_it(signed_in, studied, peaks):
    signed_in.get("/progress")
    # Who asks, today, two for the banks, the days done, the days to come.
    assert len(signed_in.queries) == 6
    for number in range(3):
        more = bank(f"more-{number}")
        studies(studied, more)
        due_cards(studied, more, 3, due_on=TODAY + number)
    signed_in.get("/progress")
    assert len(signed_in.queries) == 6
    # Of the log only the latest lines are looked at, by their key: can something be undone?
    of_log = [query for query in signed_in.queries if "FROM review" in query]
    assert len(of_log) == 1
    assert re.search(r'key"? >= ', of_log[0])
