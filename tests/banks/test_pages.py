"""The pages of banks: who sees what, and what it costs."""

import pytest
from sqlalchemy import select

from app.banks import queries
from app.banks.models import Fact, Question
from app.banks.operations.drafts import save_draft
from app.banks.queries import OwnState
from app.core.questions import CONTENT, solution
from app.db import db
from tests.banks import town
from tests.make import NOW


def keys(bank):
    """The right answers of the bank's questions, long enough to be told from other words."""
    questions = db.session.scalars(select(Question).where(Question.bank_id == bank.id))
    return [
        solution(CONTENT.validate_python(question.versions[-1].content)).text
        for question in questions
        if question.type in ("numerical", "date")
    ]


@pytest.fixture
def studied(monkeypatch):
    """Everyone studies every bank, 12 due."""
    state = OwnState(due=12, known=3, learning=4, new=5, without_sensitive=True)

    def states(_visitor_id, bank_ids):
        return dict.fromkeys(bank_ids, state)

    monkeypatch.setattr(queries.banks, "OWN_STATE", [states])


def test_the_list_shows_public_banks_with_their_counts(make, browser):
    bank = make.bank()
    questions = db.session.query(Question).filter_by(bank_id=bank.id).count()
    page = browser.get("/banks")
    assert "Public" in page.text
    assert f"13 facts {questions} questions as of February 2024" in page.text
    assert "content note" in page.text
    assert "/banks/varn" in page.links
    assert "You keep" not in page.text


def test_the_list_groups_what_one_keeps(make, browser):
    keeper = make.instructor()
    make.bank(owner_id=keeper.id)
    make.bank("other")
    page = browser.sign_in(keeper).get("/banks")
    assert page.text.index("You keep") < page.text.index("Public")
    assert "In your study" not in page.text


def test_the_list_groups_what_one_studies(make, browser, studied):
    make.bank()
    page = browser.sign_in(make.user()).get("/banks")
    assert "In your study" in page.text
    assert "12 due" in page.text
    assert "Public" not in page.text


def test_a_private_bank_is_seen_by_its_keepers_only(make, browser):
    keeper = make.instructor()
    make.bank(owner_id=keeper.id, visibility="private")
    browser.get("/banks/varn", 404)
    assert "varn" not in browser.get("/banks").text.lower()
    browser.sign_in(keeper).get("/banks/varn")


@pytest.mark.parametrize("words", ["harbour", "HARBOUR", "gazette", "Adda", "Lessing-on-Ode"])
def test_the_list_is_searched_by_name_article_and_facts(make, browser, words):
    make.bank()
    page = browser.get(f"/banks?q={words}")
    assert "The town of Varn" in page.text
    assert "1 bank matches." in page.text


def test_a_search_without_a_match_says_so(make, browser):
    make.bank()
    page = browser.get("/banks?q=malli%25")
    assert "No bank matches ‘malli%’." in page.text
    assert "Show all" in page.text


def test_the_list_costs_the_same_for_many_banks(make, browser):
    for number in range(3):
        make.bank(f"varn-{number}")
    browser.get("/banks")
    assert len(browser.queries) == 1
    browser.sign_in(make.user()).get("/banks")
    assert len(browser.queries) == 7


def test_the_list_pages_by_name(make, browser, monkeypatch):
    monkeypatch.setattr(queries.banks, "ROWS_A_PAGE", 2)
    for number in range(3):
        make.bank(f"varn-{number}")
    first = browser.get("/banks")
    assert "/banks/varn-2" not in first.links
    (later,) = [link for link in first.links if "after=" in link]
    assert "/banks/varn-2" in browser.get(later).links


def test_a_bank_shows_its_facts_by_paragraph(make, browser):
    make.bank()
    page = browser.get("/banks/varn")
    assert "How the town began" in page.text
    assert page.text.index("was founded in") < page.text.index("Adda Korn")
    assert "Kept by" not in page.text
    assert "Varn rebuilds its harbour" in page.text
    assert "These facts stop in February 2024." in page.text
    assert "disputed" in page.text
    assert "worked out, not printed" in page.text


def test_a_recent_bank_carries_no_caution(make, browser):
    make.bank(as_of="2126-01")
    assert "These facts stop" not in browser.get("/banks/varn").text


def test_learners_see_questions_without_their_keys(make, browser):
    bank = make.bank()
    page = browser.get("/banks/varn")
    assert "In which year was the town of Varn founded?" in page.text
    assert "Answer:" not in page.html
    assert "(right)" not in page.html
    assert 'why="' not in page.html
    assert keys(bank)


def test_learners_read_each_prompt_once_with_its_forms(make, browser):
    make.bank()
    page = browser.get("/banks/varn")
    assert page.text.count("In which year was the town of Varn founded?") == 1
    assert "Date, Flashcard, Single choice" in page.text


def test_a_bank_is_studied_from_its_page_without_what_is_sensitive(make, browser):
    make.bank()
    page = browser.get("/banks/varn")
    assert "You can study without it." in page.text
    assert "/banks/varn/study" in page.actions
    browser.post("/banks/varn/study", {"without_sensitive": ["no", "yes"]})
    assert 'value="yes" checked' in browser.get("/banks/varn").html
    browser.post("/banks/varn/study", {"without_sensitive": "no"})
    assert 'value="yes" checked' not in browser.get("/banks/varn").html


def test_a_cloze_shows_its_blank_and_nothing_else(make, browser):
    make.bank()
    assert "The new pier is ____ m long." in browser.get("/banks/varn").text


def test_keepers_see_keys_and_what_the_lint_says(make, browser):
    keeper = make.instructor()
    bank = make.bank(owner_id=keeper.id)
    page = browser.sign_in(keeper).get("/banks/varn")
    for key in keys(bank):
        assert key.replace("\u202f", " ") in page.text
    assert "no paragraph is cited" not in page.text
    assert "(right answer)" in page.text
    assert f"Kept by {keeper.name}" in page.text
    assert "central" in page.text


def test_a_bank_page_costs_the_same_for_many_facts(make, browser):
    make.bank()
    browser.get("/banks/varn")
    assert len(browser.queries) == 5
    keeper = make.instructor()
    make.bank(owner_id=keeper.id)
    browser.sign_in(keeper).get("/banks/varn")
    assert len(browser.queries) == 15


def test_a_keeper_finds_on_the_bank_page_what_is_written_and_not_released(make, browser):
    keeper = make.instructor()
    bank = make.bank(owner_id=keeper.id)
    table = {"text": "The fair of {town:@varn} began in {when:date=1702}."}
    save_draft(bank, "fact", "fair", table, version=0, by=keeper.id, now=NOW)
    page = browser.sign_in(keeper).get("/banks/varn")
    assert "The fair of Varn began in 1702." in page.text
    page = browser.sign_in(make.user()).get("/banks/varn")
    assert "The fair of Varn" not in page.text


def test_facts_are_searched_within_a_bank(make, browser):
    make.bank()
    page = browser.get("/banks/varn?q=pier")
    assert "The new pier" in page.text
    assert "was founded in" not in page.text
    assert "2 facts match." in page.text
    assert "No fact matches ‘zebra’." in browser.get("/banks/varn?q=zebra").text


def test_many_facts_come_in_pages(make, browser, monkeypatch):
    monkeypatch.setattr(queries.facts, "FACTS_A_PAGE", 5)
    make.bank()
    first = browser.get("/banks/varn")
    (later,) = [link for link in first.links if "after=" in link]
    assert "The lighthouse" in first.text
    assert "The lighthouse" not in browser.get(later).text


def test_dated_facts_stand_in_a_timeline(make, browser):
    make.bank()
    page = browser.get("/banks/varn?view=timeline")
    assert page.text.index("was founded") < page.text.index("lighthouse of Varn was first")
    assert "January 2013" in page.text
    assert "312" not in page.text


def test_a_bank_that_is_studied_says_where_one_stands(make, browser, studied):
    make.bank()
    page = browser.sign_in(make.user()).get("/banks/varn")
    for words in ("3 known", "4 learning", "5 new"):
        assert words in page.text


def test_a_stranger_stands_nowhere(make, browser, studied):
    make.bank()
    assert "known" not in browser.get("/banks/varn").text


def test_a_bank_without_facts_says_so(make, browser):
    make.bank()
    db.session.query(Fact).update({"status": "retired"})
    db.session.query(Question).update({"status": "retired"})
    assert "This bank has no facts yet." in browser.get("/banks/varn").text


def test_keepers_page_through_all_questions(make, browser, monkeypatch):
    monkeypatch.setattr(queries.facts, "QUESTIONS_A_PAGE", 5)
    keeper = make.instructor()
    make.bank(owner_id=keeper.id)
    browser.sign_in(keeper)
    page = browser.get("/banks/varn?view=questions&type=numerical&state=active")
    assert "Answer: 312 m" in page.text
    assert "Retired" in page.text
    every = browser.get("/banks/varn?view=questions")
    assert len(browser.queries) == 7
    (later,) = [link for link in every.links if "after=" in link]
    browser.get(later)


def test_the_list_of_questions_is_the_keepers(make, browser):
    make.bank()
    page = browser.get("/banks/varn?view=questions")
    assert "Answer:" not in page.text
    assert "view=questions" not in page.html


def test_retired_questions_are_found_by_their_keeper(make, browser):
    keeper = make.instructor()
    make.bank()
    make.bank(facts=town.FACTS.replace("skip = [", 'skip = ["flashcard_reverse", '),
              owner_id=keeper.id)  # fmt: skip
    page = browser.sign_in(keeper).get("/banks/varn?view=questions&state=retired")
    assert "Which acronym is short for" in page.text


def test_a_fact_has_a_page_with_its_source_and_neighbours(make, browser):
    make.bank()
    page = browser.get("/banks/varn/facts/flood-date")
    assert "January 2013" in page.text
    assert "Varn rebuilds its harbour" in page.text
    assert "4 of 5" in page.text
    assert "/banks/varn/facts/flood-deaths" in page.links
    assert "/banks/varn/facts/founded" not in page.links
    assert "In which month and year did the river flood Varn?" in page.text
    assert "Report a mistake" in page.text
    assert len(browser.queries) == 6


def test_a_fact_of_another_bank_is_not_there(make, browser):
    make.bank()
    browser.get("/banks/varn/facts/nothing", 404)
    browser.get("/banks/nowhere/facts/founded", 404)


def test_a_retired_fact_says_so(make, browser):
    make.bank()
    db.session.query(Fact).filter_by(uid="varn/founded").update({"status": "retired"})
    assert "taken out of the bank" in browser.get("/banks/varn/facts/founded").text
