"""Home: a card for a stranger, today for a learner, banks and reports for their keeper."""

import random
import re

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.banks.models import Fact, QuestionVersion, Report
from app.db import Base, db
from app.quizzes import operations as quizzes
from app.quizzes.plans import Plan
from app.reviews import models
from app.web.keys import fresh_key
from tests.progress.making import TODAY, card, due_cards, study_day
from tests.reviews.making import NOW, bank, fact, preset, studies


def rows():
    """How many rows every table has."""
    tables = Base.metadata.sorted_tables
    return {t.name: db.session.scalar(select(func.count()).select_from(t)) for t in tables}


def heading(page):
    inside = re.search(r"<h1[^>]*>(.*?)</h1>", page.html, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def filled_buttons(page):
    return re.findall(r'class="button main"[^>]*>\s*(?:<span>)?([^<]+)', page.html)


def test_a_stranger_meets_a_card_they_can_answer_at_once(browser, make):
    make.bank()
    page = browser.get("/")
    assert heading(page) == "Remember what you read."
    assert "asked again just before you would forget them. No account needed." in page.text
    assert filled_buttons(page) == ["Show answer"]
    assert "Didn’t know" in page.text
    assert "Knew it" in page.text
    assert "The town of Varn" in page.text
    assert "See the facts Take a quiz Sign in" in page.text
    assert {"/banks/varn", "/quiz", "/sign-in"} <= set(page.links)


def test_a_first_card_is_never_about_suffering_nor_a_figure(browser, make):
    make.bank()
    facts = db.session.scalars(select(Fact)).all()
    assert any(found.is_sensitive for found in facts)
    shown = browser.get("/")
    about = {link for link in shown.links if "/facts/" in link}
    sensitive = {f"/banks/{found.uid.replace('/', '/facts/')}" for found in facts
                 if found.is_sensitive or found.kind == "quantity"}  # fmt: skip
    assert about
    assert not about & sensitive


def test_a_visit_makes_no_rows(browser, make, learner, peaks):
    make.bank()
    due_cards(learner, peaks, 1)
    before = rows()
    browser.get("/")
    browser.sign_in(learner).get("/")
    browser.get("/progress")
    assert rows() == before


def test_the_first_rating_makes_the_guest_and_leads_to_the_second_card(browser, make):
    make.bank()
    page = browser.get("/")
    action = next(url for url in page.actions if url.startswith("/cards/"))
    fields = {name: page.fields[name] for name in ("key", "version", "shown")}
    answer = browser.post(action, {**fields, "rating": "3", "time_zone": "Africa/Bamako"})
    assert answer.location == "/study"
    guest = db.session.scalars(select(User)).one()
    assert (guest.is_guest, guest.time_zone) == (True, "Africa/Bamako")
    second = browser.follow(answer)
    assert action not in second.actions
    assert any(url.startswith("/cards/") for url in second.actions)
    assert "You study as a guest on this device." in browser.get("/").text


def test_a_stranger_before_there_is_a_bank_sees_where_to_look(browser):
    page = browser.get("/")
    assert heading(page) == "Remember what you read."
    assert filled_buttons(page) == []
    assert "/banks" in page.links


def test_a_learner_sees_what_is_due_and_what_is_new(signed_in, learner, peaks):
    due_cards(learner, peaks, 12)
    for n in range(11):
        fact(peaks, f"new-{n}")
    page = signed_in.get("/")
    # 12 reviews of 7 seconds are 84 seconds; 10 of the 11 new ones are today's.
    assert heading(page) == "Study: 12 due today, about 2 min"
    assert "and 10 new" in page.text
    assert filled_buttons(page) == ["Study 12 due"]
    assert "/study" in page.links
    # Twelve cards as old as their stability: 12 × 0.9 = 10.8 of 23.
    assert "12 due You would recall about 11 of 23 today" in page.text
    assert "12 known 0 learning 11 new" in page.text
    assert "Banks you keep" not in page.text
    assert "guest" not in page.text


def test_new_cards_alone_are_the_figure_when_nothing_is_due(signed_in, peaks):
    for n in range(3):
        fact(peaks, f"new-{n}")
    page = signed_in.get("/")
    assert heading(page) == "Study: 3 new today, about 1 min"
    assert filled_buttons(page) == ["Start studying"]
    assert "You would recall about 0 of 3 today" in page.text


def test_nothing_due_names_the_next_day_and_offers_a_quiz(signed_in, learner, peaks):
    due_cards(learner, peaks, 6, due_on=TODAY + 1)
    page = signed_in.get("/")
    assert heading(page) == "Study: Nothing is due."
    assert "Next: 6 tomorrow." in page.text
    assert filled_buttons(page) == ["Take a quiz"]
    assert "more new" not in page.text


def test_what_comes_later_is_said_by_its_distance(signed_in, learner, peaks):
    due_cards(learner, peaks, 2, due_on=TODAY + 12)
    assert "Next: 2 in 12 days." in signed_in.get("/").text


def test_more_new_cards_can_be_asked_for_when_today_is_done(signed_in, learner, peaks):
    preset(learner, new_per_day=0)
    fact(peaks, "new")
    page = signed_in.get("/")
    assert "Study 5 more new" in page.text
    signed_in.post("/study/more", {"number": page.fields["number"]})
    assert heading(signed_in.get("/")) == "Study: 1 new today, about 1 min"


def test_more_new_cards_come_after_the_portion_was_made_smaller(signed_in, learner, peaks):
    preset(learner, new_per_day=5)
    study_day(learner, TODAY, answers=20, introduced=10)
    for n in range(7):
        fact(peaks, f"new-{n}")
    number = signed_in.get("/").fields["number"]
    assert signed_in.get("/study").fields["number"] == number
    signed_in.post("/study/more", {"number": number})
    assert heading(signed_in.get("/")) == "Study: 5 new today, about 1 min"


def test_a_backlog_is_cut_to_a_portion_and_says_so(signed_in, learner, peaks):
    preset(learner, reviews_per_day=5)
    due_cards(learner, peaks, 12)
    page = signed_in.get("/")
    assert heading(page) == "Study: 5 due today, about 1 min"
    assert filled_buttons(page) == ["Study 5 due"]
    backlog = "12 are waiting. Today: 5, the ones you are most likely to lose first."
    assert backlog in page.text


def test_a_backlog_that_is_done_for_today_does_not_say_that_nothing_is_due(
    signed_in, learner, peaks
):
    preset(learner, reviews_per_day=5)
    due_cards(learner, peaks, 7)
    study_day(learner, TODAY, answers=5, reviews=5, reviews_remembered=5)
    page = signed_in.get("/")
    assert heading(page) == "Study: Done for today."
    assert "Next: 5 tomorrow." in page.text
    assert "7 are waiting beyond today’s portion." in page.text


def test_the_due_of_a_bank_are_those_study_asks(signed_in, learner, peaks):
    for target in fact(peaks, "two-slots", slots=("height", "name")):
        card(learner, target, due_on=TODAY, last_on=TODAY - 3)
    answered, sibling = fact(peaks, "half-done", slots=("height", "name"))
    card(learner, answered, due_on=TODAY + 9, last_on=TODAY)
    card(learner, sibling, due_on=TODAY, last_on=TODAY - 3)
    page = signed_in.get("/")
    assert heading(page) == "Study: 1 due today, about 1 min"
    assert "1 due You would recall about" in page.text


def test_every_bank_in_study_has_its_line(signed_in, learner, peaks):
    lakes = bank("lakes", name="Deep lakes")
    studies(learner, lakes)
    bank("seas", name="Cold seas")
    due_cards(learner, peaks, 2)
    due_cards(learner, lakes, 1)
    page = signed_in.get("/")
    assert page.text.index("Deep lakes") < page.text.index("High peaks")
    assert "Cold seas" not in page.text
    assert "1 due You would recall about 1 of 1 today" in page.text
    assert "2 due You would recall about 2 of 2 today" in page.text


def test_an_open_quiz_can_be_gone_on_with(signed_in, learner, peaks, make):
    varn = make.bank()
    plan, key = Plan(varn.id), fresh_key(NOW)
    attempt = quizzes.start_quiz(learner.id, plan, key, now=NOW, rng=random.Random(1))
    page = signed_in.get("/")
    assert "Continue: question 1 of 10" in page.text
    assert f"/attempts/{attempt}/1" in page.links


def test_a_guest_is_told_how_to_keep_their_history(browser, make, peaks):
    guest = make.guest()
    studies(guest, peaks)
    page = browser.be_guest(guest).get("/")
    assert "You study as a guest on this device. Keep this history" in page.text
    assert "/register" in page.links


def test_someone_without_a_bank_in_study_chooses_one(browser, make):
    make.bank()
    page = browser.sign_in(make.user()).get("/")
    assert heading(page) == "Choose a bank to study"
    assert "/banks/varn" in page.links
    assert "A harbour town that does not exist." in page.text
    assert filled_buttons(page) == []


def test_without_any_bank_home_says_so(browser, make):
    assert "There is no bank yet." in browser.sign_in(make.user()).get("/").text


@pytest.fixture
def kept(make):
    """A bank and its keeper, with two reports waiting and one closed."""
    keeper = make.instructor()
    varn = make.bank(owner_id=keeper.id)
    version = db.session.scalars(select(QuestionVersion)).first()
    for state in ("open", "open", "declined"):
        make.add(
            Report(
                question_version_id=version.id,
                user_id=None,
                reason="unclear",
                state=state,
                created_at=NOW,
            )
        )
    return keeper, varn


def test_a_keeper_finds_their_banks_above_with_reports_waiting(browser, kept, peaks):
    keeper, _ = kept
    studies(keeper, peaks)
    due_cards(keeper, peaks, 1)
    page = browser.sign_in(keeper).get("/")
    assert heading(page) == "Banks you keep"
    assert page.text.index("The town of Varn") < page.text.index("1 due today")
    assert "questions 2 reports waiting" in page.text
    assert {"/banks/varn", "/banks/varn/reports"} <= set(page.links)


def test_a_keeper_who_studies_nothing_has_banks_to_choose_from_below(browser, kept, peaks):
    keeper, _ = kept
    page = browser.sign_in(keeper).get("/")
    assert page.text.index("Banks you keep") < page.text.index("Choose a bank to study")
    assert page.text.count("The town of Varn") == 1
    assert "High peaks" in page.text


def test_a_keeper_of_the_only_bank_is_not_told_that_there_is_none(browser, kept):
    keeper, _ = kept
    page = browser.sign_in(keeper).get("/")
    assert "The town of Varn" in page.text
    assert "Choose a bank" not in page.text
    assert "There is no bank" not in page.text


def test_home_costs_the_same_few_queries_for_any_number_of_banks(signed_in, learner, peaks):
    due_cards(learner, peaks, 3)
    signed_in.get("/")
    # Who asks, today, the pace, two for the banks, open quizzes, banks kept.
    assert len(signed_in.queries) == 7
    for number in range(4):
        more = bank(f"more-{number}")
        studies(learner, more)
        due_cards(learner, more, 2)
    signed_in.get("/")
    assert len(signed_in.queries) == 7


def test_a_strangers_home_costs_three_queries(browser, make):
    make.bank()
    browser.get("/")
    # The card, and two for its note.
    assert len(browser.queries) == 3


def test_home_when_nothing_is_due_costs_three_queries_more(signed_in, learner, peaks):
    due_cards(learner, peaks, 2, due_on=TODAY + 5)
    signed_in.get("/")
    # Tomorrow, the next day with something due, and whether there is more that is new.
    assert len(signed_in.queries) == 10


def test_nobody_elses_cards_count(signed_in, learner, peaks, make):
    other = make.user("Binta")
    studies(other, peaks)
    due_cards(other, peaks, 3)
    assert heading(signed_in.get("/")) == "Study: 3 new today, about 1 min"
    assert db.session.scalar(select(func.count()).select_from(models.Card)) == 3
