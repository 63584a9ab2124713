"""An instructor signs in, sees the banks they keep, opens a fact's questions, closes a report."""

import pytest
from flask_security import hash_password
from playwright.sync_api import expect
from sqlalchemy import select

from app.banks.models import Question, Report
from app.db import db
from app.web import clock
from tests.chromium import DESKTOP, PHONE

PASSPHRASE = "four sleepy camels drank"

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def page(visit):
    return visit("/sign-in")


@pytest.fixture
def keeper(make):
    return make.instructor(email="ibrahim@example.org", password=hash_password(PASSPHRASE))


@pytest.fixture
def reported(make, keeper) -> Question:
    """A flashcard of a bank that Ibrahim keeps; a learner says that it is out of date."""
    make.bank(owner_id=keeper.id)
    cards = select(Question).where(Question.generator == "flashcard_forward")
    question = db.session.scalars(cards.order_by(Question.id)).first()
    make.add(
        Report(
            question_version_id=question.versions[0].id,
            user_id=make.user().id,
            reason="out_of_date",
            note="A newer bridge stands there.",
            created_at=clock.now(),
        )
    )
    return question


def sign_in(page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Address").fill("ibrahim@example.org")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()


def test_a_keeper_opens_a_facts_questions_and_closes_a_report(page, reported):
    sign_in(page)
    page.goto("/")
    expect(page.get_by_role("heading", name="Banks you keep")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="The town of Varn").first.click()

    fact = page.locator(".fact:has(> .fact-text:text('The lighthouse of Varn was'))")
    fact.locator("summary").click()
    expect(fact.get_by_text("Answer: 1791").first).to_be_visible()

    page.get_by_role("link", name="1 report waiting").click()
    page.get_by_role("link", name="Out of date").click()
    expect(page.get_by_text("A newer bridge stands there.")).to_be_visible()
    page.get_by_label("Mended").check()
    page.get_by_label("Reply").fill("The new one is in the next release.")
    page.get_by_role("button", name="Close report").click()
    expect(page.get_by_text("No report is waiting.")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(
        "Closed. The person who sent it sees your reply."
    )


def test_paragraphs_lie_open_on_a_desktop_and_closed_on_a_phone(page, reported):
    second = page.get_by_text("The new pier is")
    page.set_viewport_size(DESKTOP)
    page.goto("/banks/varn")
    expect(second.first).to_be_visible()
    page.set_viewport_size(PHONE)
    expect(second.first).not_to_be_visible()
    page.get_by_text("The harbour and the ferry").last.click()
    expect(second.first).to_be_visible()
