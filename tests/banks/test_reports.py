"""Reports of mistakes: sent by whoever learns, closed by a keeper, answered to the sender."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.accounts.signals import guest_claimed
from app.banks.models import Editor, Question, Report
from app.banks.queries import kept_banks, reports
from app.db import db
from app.web.visitor import Visitor
from tests.banks import town


@pytest.fixture
def uid(make):
    """The flashcard of a bank that Ibrahim keeps."""
    make.bank(owner_id=make.instructor().id)
    return question_uid()


def question_uid():
    query = select(Question.uid).where(Question.generator == "flashcard_forward")
    return db.session.scalars(query.order_by(Question.id)).first()


def keeper():
    return db.session.scalars(select(Question)).first().bank.owner_id


def user(user_id):
    return db.session.get_one(User, user_id)


def count():
    return db.session.scalar(select(func.count()).select_from(Report))


def test_a_learner_reports_a_mistake_and_goes_on(make, browser, uid):
    browser.be_guest(make.guest())
    page = browser.get(f"/questions/{uid}/reports?next=/banks")
    assert page.fields["next"] == "/banks"
    sent = browser.post(
        f"/questions/{uid}/reports",
        {"reason": "unclear", "note": "Which harbour?", "next": "/banks"},
    )
    page = browser.follow(sent)
    assert "Sent to the keeper. You will see here what came of it." in page.text
    assert "Unclear : Which harbour?" in page.text
    assert "Waiting for the keeper" in page.text
    assert "/banks" in page.links


def test_a_stranger_who_reports_becomes_a_guest_and_sees_the_outcome(browser, uid):
    browser.get(f"/questions/{uid}/reports")
    page = browser.follow(browser.post(f"/questions/{uid}/reports", {"reason": "wrong_answer"}))
    assert "The answer is wrong" in page.text


def test_the_same_report_sent_twice_is_one(make, browser, uid):
    browser.be_guest(make.guest())
    for _ in range(2):
        browser.post(f"/questions/{uid}/reports", {"reason": "unclear", "note": "x"})
    assert count() == 1


def test_a_report_without_a_reason_is_asked_for_one(make, browser, uid):
    browser.be_guest(make.guest())
    answer = browser.post(f"/questions/{uid}/reports", {"note": "kept words"}, 422)
    assert "Choose what is wrong." in answer.text
    assert "kept words" in answer.text
    assert "<title>Error:" in answer.text
    assert count() == 0


def test_a_report_leads_to_our_own_pages_only(make, browser, uid):
    browser.be_guest(make.guest())
    sent = browser.post(
        f"/questions/{uid}/reports", {"reason": "unclear", "next": "https://example.org/"}
    )
    assert "example.org" not in sent.location
    page = browser.get(f"/questions/{uid}/reports?next=//example.org")
    assert page.fields["next"] == ""
    assert not [link for link in page.links if link.startswith("//")]


def test_a_report_names_the_version_that_was_shown(make, browser, uid):
    make.bank(facts=town.FACTS.replace("On which day did the", "On what day did the"))
    asked = db.session.scalars(select(Question).where(Question.number == 2)).first()
    browser.be_guest(make.guest())
    for version in ("1", "", "99"):
        browser.post(f"/questions/{asked.uid}/reports", {"reason": "unclear", "version": version})
    numbers = [report.version.number for report in db.session.scalars(select(Report))]
    assert numbers == [1, 2]


def test_a_question_of_a_private_bank_cannot_be_reported(make, browser, uid):
    make.bank(visibility="private")
    browser.get(f"/questions/{uid}/reports", 404)
    browser.get("/questions/nothing/reports", 404)


def test_a_keeper_sees_the_reports_and_closes_one(make, browser, uid):
    learner = make.user()
    browser.sign_in(learner).post(f"/questions/{uid}/reports", {"reason": "out_of_date"})
    browser.sign_in(user(keeper()))
    page = browser.get("/banks/varn")
    assert "1 report waiting" in page.text
    page = browser.get("/banks/varn/reports")
    assert "Out of date" in page.text
    (link,) = [link for link in page.links if link.startswith("/reports/")]
    page = browser.get(link)
    assert "Answer:" in page.text
    closed = browser.post(f"{link}/closing", {"state": "mended", "reply": "It says 1632 now."})
    assert "No report is waiting." in browser.follow(closed).text
    assert "Mended" in browser.get("/banks/varn/reports?state=closed").text
    page = browser.sign_in(learner).get(f"/questions/{uid}/reports")
    assert "Mended" in page.text
    assert "The keeper says: It says 1632 now." in page.text
    assert "It says 1632 now." in browser.get("/banks/varn/reports").text
    assert "Your reports" in browser.get("/banks/varn").text


def test_closing_needs_an_outcome(make, browser, uid):
    browser.sign_in(user(keeper())).post(f"/questions/{uid}/reports", {"reason": "other"})
    report = db.session.scalars(select(Report)).one()
    answer = browser.post(f"/reports/{report.id}/closing", {"reply": "kept words"}, 422)
    assert "Choose what came of it." in answer.text
    assert "kept words" in answer.text


def test_only_keepers_see_and_close_reports(make, browser, uid):
    browser.sign_in(make.user()).post(f"/questions/{uid}/reports", {"reason": "other"})
    report = db.session.scalars(select(Report)).one()
    for other in (make.user("Bintou"), make.instructor("Moussa"), make.user("Root", "admin")):
        browser.sign_in(other)
        browser.get(f"/reports/{report.id}", 404)
        browser.post(f"/reports/{report.id}/closing", {"state": "mended"}, 404)
        assert "Something else" not in browser.get("/banks/varn/reports").text
    assert db.session.scalars(select(Report)).one().state == "open"


def test_an_editor_and_for_a_bank_without_owner_an_admin_are_keepers(make, browser, uid):
    bank = make.bank("other")
    editor = make.instructor("Moussa")
    make.add(Editor(bank_id=bank.id, user_id=editor.id))
    assert "Questions" in browser.sign_in(editor).get("/banks/other").text
    assert "view=questions" in browser.sign_in(make.user("Root", "admin")).get("/banks/other").html


def test_a_keepers_home_knows_the_reports_waiting(make, browser, uid):
    browser.be_guest(make.guest()).post(f"/questions/{uid}/reports", {"reason": "other"})
    (row,) = kept_banks(Visitor(id=keeper()))
    assert (row.uid, row.questions, row.waiting) == ("varn", 47, 1)
    assert kept_banks(Visitor()) == ()


def test_reports_page_and_cost_the_same_for_many(make, browser, uid, monkeypatch):
    monkeypatch.setattr(reports, "ROWS_A_PAGE", 2)
    for number in range(3):
        browser.be_guest(make.guest())
        browser.post(f"/questions/{uid}/reports", {"reason": "other", "note": f"note {number}"})
    browser.sign_in(user(keeper()))
    page = browser.get("/banks/varn/reports")
    assert len(browser.queries) == 6
    assert "note 2" in page.text
    assert "note 0" not in page.text
    (earlier,) = [link for link in page.links if "before=" in link]
    assert "note 0" in browser.get(earlier).text


def test_a_guests_reports_go_with_them_into_the_account(app, make, browser, uid):
    guest, member = make.guest(), make.user()
    browser.be_guest(guest).post(f"/questions/{uid}/reports", {"reason": "other"})
    guest_claimed.send(app, guest_id=guest.id, user_id=member.id)
    db.session.commit()
    assert db.session.scalars(select(Report)).one().user_id == member.id
