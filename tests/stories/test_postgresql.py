"""The same way on PostgreSQL: a stranger studies, takes a quiz, keeps the history."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.parametrize("app", ["postgresql"], indirect=True)


def test_a_stranger_studies_takes_a_quiz_and_keeps_the_history(make, visit):
    make.bank()
    page = visit("/")
    page.locator("main").get_by_text("Show answer").click()
    page.get_by_role("button", name=re.compile("^Knew it")).click()
    expect(page).to_have_url(re.compile("/study$"))

    page.goto("/quiz")
    page.get_by_role("button", name="Start quiz").click()
    page.get_by_role("link", name="Skip", exact=True).click()
    expect(page).to_have_url(re.compile("/attempts/1/2$"))

    page.goto("/register")
    page.get_by_label("Address").fill("awa@example.org")
    page.get_by_label("Passphrase").fill("four sleepy camels drank")
    page.get_by_role("button", name="Keep this history").click()
    page.goto("/progress")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("header .menu summary")).not_to_contain_text("Guest")
