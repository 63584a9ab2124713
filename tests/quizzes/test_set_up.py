"""Setting up a quiz: what there is to choose from, and what is drawn."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.banks.models import Question, QuestionPart, QuestionVersion
from app.core.questions import TYPES
from app.db import db
from app.quizzes import queries
from app.quizzes.models import AttemptItem, Quiz
from app.quizzes.plans import GRADED_TYPES
from tests.quizzes.taking import answer, counts, memories, plan_for, rows, start, targets_at


def questions_of(attempt_id):
    version = QuestionVersion.id == AttemptItem.question_version_id
    query = select(Question).join_from(AttemptItem, QuestionVersion, version).join(Question)
    query = query.where(AttemptItem.attempt_id == attempt_id).order_by(AttemptItem.position)
    return db.session.scalars(query).all()


def test_a_stranger_sees_all_there_is_and_leaves_no_trace(browser, bank):
    page = browser.get("/quiz")
    assert "Start quiz" in page.text
    assert "The town of Varn" in page.text
    assert re.search(r"Single choice \(\d+\)", page.text)
    assert "Flashcard" not in page.text
    assert rows(User) == []


def test_starting_makes_the_guest_and_the_quiz(browser, bank):
    start(browser, bank)
    assert [user.is_guest for user in rows(User)] == [True]
    (quiz,) = rows(Quiz)
    assert (quiz.number, quiz.pool, quiz.types, quiz.feedback) == (5, "all", [], "each")
    assert [place.position for place in quiz.places] == [1, 2, 3, 4, 5]


def test_start_pressed_twice_begins_one_attempt(browser, learner, bank):
    key = browser.get("/quiz").fields["key"]
    first, again = (start(browser, bank, key=key) for _ in range(2))
    assert first == again
    assert counts()[:2] == (1, 1)
    assert start(browser, bank, key=key, number="10") != first
    browser.post(f"/attempts/{first}/discarding")
    assert start(browser, bank, key=key) != first


def test_a_stranger_who_presses_start_twice_is_one_guest_with_one_attempt(browser, bank):
    sent = plan_for(bank, key=browser.get("/quiz").fields["key"])
    cookies = dict(browser.client._cookies)
    places = []
    for _ in range(2):
        browser.client._cookies = dict(cookies)
        places.append(browser.post("/quiz", sent).location)
    assert places[0] == places[1]
    assert len(rows(User)) == 1


def test_a_draw_asks_each_target_once_and_spreads_over_the_facts(browser, learner, bank):
    attempt = start(browser, bank, number="10")
    drawn = questions_of(attempt)
    asked = [target for place in range(1, 11) for target in targets_at(attempt, place)]
    assert len(asked) == len(set(asked))
    assert len({question.fact_id for question in drawn}) == 10
    assert all(TYPES[question.type].is_graded for question in drawn)


def test_all_means_every_target_that_can_be_asked(browser, learner, bank):
    attempt = start(browser, bank, number="all")
    count = len(questions_of(attempt))
    drawn = {target for place in range(1, count + 1) for target in targets_at(attempt, place)}
    asked = select(Question.target_id).where(Question.type.in_(GRADED_TYPES)).distinct()
    assert drawn == set(db.session.scalars(asked)) - {None} | set(
        db.session.scalars(select(QuestionPart.target_id))
    )
    assert count == len(memories(bank))


def test_two_attempts_do_not_ask_the_same_in_the_same_order(browser, learner, bank):
    draws = [tuple(q.id for q in questions_of(start(browser, bank, number="10"))) for _ in range(3)]
    assert len(set(draws)) > 1


def test_only_the_chosen_types_are_asked(browser, learner, bank):
    attempt = start(browser, bank, number="5", types=["date", "numerical"])
    assert {question.type for question in questions_of(attempt)} <= {"date", "numerical"}


def test_ticking_every_type_is_the_same_as_ticking_none(browser, learner, bank):
    there = {kind.type for kind in rows(Question)} & set(GRADED_TYPES)
    start(browser, bank, types=list(there))
    assert rows(Quiz)[0].types == []


def test_sensitive_facts_are_left_out_on_request(browser, learner, bank):
    drawn = questions_of(start(browser, bank, number="all", without_sensitive="y"))
    assert len(drawn) == len(memories(bank, without_sensitive=True)) < len(memories(bank))
    assert not any(question.is_sensitive for question in drawn)


def test_who_studies_a_bank_without_its_sensitive_facts_is_not_asked_them(browser, learner, bank):
    assert "without_sensitive" not in checked(browser.get("/quiz"), "name")
    browser.post(f"/banks/{bank.uid}/study", {"without_sensitive": "yes"})
    assert "without_sensitive" in checked(browser.get("/quiz?bank=varn"), "name")
    assert "without_sensitive" not in checked(browser.get("/quiz?without_sensitive="), "name")


def test_a_bank_without_sensitive_facts_does_not_ask_about_them(browser, make):
    bank = make.bank()
    for question in rows(Question):
        question.is_sensitive = False
    db.session.commit()
    assert "sensitive" not in browser.get("/quiz").text
    start(browser, bank, number="all")


@pytest.mark.parametrize("number", ["10", "20"])
def test_too_few_are_said_before_starting(browser, learner, bank, number):
    plan = plan_for(bank, number=number, types=["numerical"])
    page = browser.send("post", "/quiz", data=plan | {"csrf_token": browser.csrf_token()})
    assert page.status_code == 422
    assert "Only 4 match. Start with 4?" in page.text
    assert counts() == (0, 0, 0, 0)
    response = browser.post("/quiz", plan | {"exactly": "4"})
    assert response.location.endswith("/1")
    assert rows(Quiz)[0].number == 4


def test_nothing_that_matches_is_said_without_an_offer(browser, learner, bank, make):
    for question in rows(Question):
        if question.type == "numerical":
            question.is_sensitive = True
    db.session.commit()
    plan = plan_for(bank, types=["numerical"], without_sensitive="y")
    page = browser.post("/quiz", plan, 422)
    assert "No question matches." in page.text
    assert "Start with" not in page.text


def test_a_choice_that_is_gone_asks_to_choose_again(browser, learner, bank):
    page = browser.post("/quiz", plan_for(bank, pool="missed"), 422)
    assert "Choose one of these." in page.text


def test_a_link_carries_the_choices_and_is_forgiven_what_it_names_in_vain(browser, bank):
    page = browser.get("/quiz?bank=varn&number=20&feedback=end&types=date&pool=none")
    assert checked(page) == {"20", "end", "date"}
    page = browser.get("/quiz?bank=atlantis&number=abc&feedback=never&types=essay")
    assert checked(page) == {"10", "each"}


def checked(page, what="value"):
    return {control[what] for control in page.controls if "checked" in control}


def test_a_bank_shown_by_link_can_be_asked_by_its_link_only(browser, make):
    make.bank(visibility="link")
    assert "There is no bank with questions yet." in browser.get("/quiz").text
    assert "The town of Varn" in browser.get("/quiz?bank=varn").text


def test_a_bank_one_may_not_see_cannot_be_asked(browser, make):
    bank = make.bank(visibility="private")
    assert "The town of Varn" not in browser.get("/quiz?bank=varn").text
    browser.post("/quiz", plan_for(bank), 404)


def test_the_bank_used_last_is_chosen(browser, learner, make):
    make.bank(uid="alder", visibility="public")
    varn = make.bank(uid="varn")
    assert browser.get("/quiz").fields["bank"] == "alder"
    start(browser, varn)
    assert browser.get("/quiz").fields["bank"] == "varn"


def test_pools_that_are_empty_are_absent(browser, learner, bank):
    assert "What I have studied" not in browser.get("/quiz").text
    answer(browser, start(browser, bank, types=["date"]), kind="wrong")
    page = browser.get("/quiz")
    count = len(memories(bank))
    for words in (f"Everything ({count})", "What I have studied (1)", "What I missed (1)"):
        assert words in page.text
    assert f"Not yet seen ({count - 1})" in page.text


def test_a_pool_is_drawn_from_its_questions_alone(browser, learner, bank):
    first = start(browser, bank, types=["date"])
    answer(browser, first)
    (seen,) = targets_at(first)
    unseen = start(browser, bank, number="all", pool="unseen")
    count = len(questions_of(unseen))
    assert count == len(memories(bank)) - 1
    assert all(seen not in targets_at(unseen, place) for place in range(1, count + 1))
    studied = start(browser, bank, number="all", pool="studied")
    assert len(questions_of(studied)) == 1
    assert targets_at(studied) == {seen}


def test_retired_questions_are_not_asked(browser, learner, bank):
    for question in rows(Question):
        question.status = "active" if question.type == "date" else "retired"
    db.session.commit()
    assert len(questions_of(start(browser, bank, number="all"))) == 6


def test_an_open_attempt_comes_first_and_can_be_put_away(browser, learner, bank):
    attempt = start(browser, bank)
    answer(browser, attempt)
    page = browser.get("/quiz")
    assert "Continue: question 2 of 5" in page.text
    assert f"/attempts/{attempt}/2" in page.links
    page = browser.follow(browser.post(f"/attempts/{attempt}/discarding"))
    assert "The quiz was put away." in page.text
    assert "Continue" not in page.text
    browser.post(f"/attempts/{attempt}/discarding")
    assert queries.open_attempts(learner.id) == []


def test_setting_up_costs_a_fixed_number_of_queries(browser, learner, make, bank):
    for uid in ("alder", "birch", "cedar"):
        make.bank(uid=uid)
    for _ in range(3):
        start(browser, bank)
    browser.get("/quiz")
    assert len(browser.queries) == 9
