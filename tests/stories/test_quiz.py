"""A quiz in a real Chromium: by keys alone, by touch, without scripts, without a network."""

import re

import pytest
from playwright.sync_api import expect

from app.core.questions import TYPES
from app.db import db
from app.quizzes import queries
from app.quizzes.models import Attempt, Response
from tests.chromium import DESKTOP, PHONE, assert_accessible
from tests.quizzes.taking import RIGHT, WRONG, rows

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
QUESTION = re.compile(r"/attempts/(\d+)/(\d+)$")


@pytest.fixture(autouse=True)
def bank(make):
    return make.bank()


def content_of(page):
    """What the question on the page asks, as the server knows it."""
    attempt_id, position = map(int, QUESTION.search(page.url).groups())
    db.session.rollback()
    user_id = db.session.get(Attempt, attempt_id).user_id
    return queries.step_of(user_id, attempt_id, position).content


def sample(page, kind=RIGHT):
    """The fields and values that answer the question on the page."""
    content = content_of(page)
    form = getattr(TYPES[content.type].samples(content), kind)
    return {name: values[0] for name, values in form.items()}


def saved():
    """The responses the server has by now."""
    db.session.rollback()
    return rows(Response)


def is_choice(page):
    return page.locator("main input[type=radio]").count() > 0


def fill_in(page, kind=RIGHT):
    for name, value in sample(page, kind).items():
        if is_choice(page):
            page.locator(f"input[value='{value}'] + label").click(force=True)
        else:
            page.locator(f"[name='{name}']").fill(value)


def check(page, kind=RIGHT):
    fill_in(page, kind)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".verdict")).to_be_visible()


def begin(page, **choices):
    for label in choices.values():
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Start quiz").click()
    expect(page).to_have_url(QUESTION)


def focused(page, selector):
    return page.evaluate("s => document.activeElement.matches(s)", selector)


def test_a_quiz_with_the_keyboard_alone(visit):
    page = visit("/quiz", viewport=DESKTOP)
    while not focused(page, "input[name=number]"):
        page.keyboard.press("Tab")
    expect(page.locator("[data-sum]")).to_have_text("10 questions, feedback after each")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-sum]")).to_have_text("5 questions, feedback after each")
    page.keyboard.press("Enter")
    for position in range(1, 6):
        expect(page).to_have_url(re.compile(rf"/{position}$"))
        answer_by_keys(page)
        expect(page.locator(".verdict")).to_have_text("Right")
        assert focused(page, "h2.verdict")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("5 of 5 right")
    assert len(saved()) == 5
    assert all(0 < each.duration_ms < 60_000 for each in saved())


def answer_by_keys(page):
    form = sample(page)
    if is_choice(page):
        values = page.locator("input[type=radio]").evaluate_all("all => all.map(e => e.value)")
        page.keyboard.press(str(values.index(form["answer"]) + 1))
    else:
        page.keyboard.press("Space")
        for value in form.values():
            page.keyboard.type(value)
            page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")


def test_a_quiz_by_touch_on_a_phone_with_feedback_at_the_end(visit):
    page = visit("/quiz", has_touch=True, is_mobile=True)
    start = page.get_by_role("button", name="Start quiz")
    expect(start).to_be_in_viewport(ratio=1)
    page.get_by_text("At the end").tap()
    page.locator("label[for=number-0]").tap()
    expect(page.locator("[data-sum]")).to_have_text("5 questions, feedback at the end")
    start.tap()
    for position in range(1, 5):
        expect(page).to_have_url(re.compile(rf"/{position}$"))
        fill_in(page, WRONG)
        button = page.get_by_role("button", name="Next")
        expect(button).to_be_in_viewport(ratio=1)
        assert button.bounding_box()["height"] >= 44
        button.tap()
    expect(page).to_have_url(re.compile("/5$"))
    page.get_by_role("link", name="Back").tap()
    expect(page).to_have_url(re.compile("/4$"))
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    fill_in(page, RIGHT)
    page.get_by_role("button", name="Next").tap()
    expect(page).to_have_url(re.compile("/5$"))
    page.get_by_role("link", name="Skip", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 answered, 1 not")
    page.get_by_role("button", name="Finish").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 5 right")
    page.get_by_role("button", name="Study what I missed").tap()
    expect(page.locator("summary", has_text="Show answer")).to_be_visible()


def test_a_quiz_without_scripts(visit):
    page = visit("/quiz?number=5", java_script_enabled=False)
    expect(page.locator("[data-sum]")).to_be_empty()
    begin(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("main")).to_contain_text("or skip.")
    expect(page).to_have_title(re.compile("^Error:"))
    page.go_back()
    for kind in (RIGHT, WRONG, RIGHT, WRONG):
        check(page, kind)
        page.get_by_role("link", name="Next").click()
    page.get_by_role("link", name="Skip", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 answered, 1 not")
    page.get_by_role("link", name="Question 5").click()
    check(page)
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 of 5 right")
    page.get_by_text("3 right", exact=True).click()
    expect(page.get_by_text("Report a mistake")).to_have_count(5)
    expect(page.get_by_text("Report a mistake").last).to_be_visible()


def test_too_few_are_offered_at_once(visit):
    page = visit("/quiz?number=20&types=numerical")
    page.get_by_role("button", name="Start quiz").click()
    expect(page.get_by_text("Only 4 match. Start with 4?")).to_be_visible()
    assert focused(page, "[data-focus=first]")
    assert_accessible(page)
    page.get_by_role("button", name="Start with 4").click()
    expect(page.get_by_text("Question 1 of 4")).to_be_visible()


def test_an_answer_that_cannot_be_read_is_mended_in_place(visit):
    page = visit("/quiz?types=numerical&types=date&number=5")
    begin(page)
    answers = []
    page.on("request", lambda sent: answers.append(sent.url) if sent.method == "POST" else None)
    page.locator("[name=answer]").fill("many")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".field-error")).to_be_visible()
    assert focused(page, "[name=answer]")
    assert page.locator("[name=answer]").input_value() == "many"
    assert page.locator("[name=answer]").evaluate("e => e.tabIndex") == 0
    expect(page).to_have_url(QUESTION)
    expect(page).to_have_title(re.compile("^Error:"))
    assert_accessible(page)
    check(page)
    expect(page).to_have_title(re.compile("^Right:"))
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile("/2$"))
    page.wait_for_load_state("networkidle")
    assert len(answers) == 2, "what was mended is not sent again"


def test_an_answer_waits_for_the_network_and_is_saved_once(visit):
    page = visit("/quiz?number=5")
    begin(page)
    key = page.locator("[name=key]").input_value()
    fill_in(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("status")).to_have_text("Not saved yet. Trying again.")
    assert saved() == []
    page.context.set_offline(False)
    expect(page.locator(".verdict")).to_have_text("Right")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert [each.key.hex() for each in saved()] == [key]


def test_an_answer_survives_the_page_that_could_not_send_it(visit, live):
    page = visit("/quiz?number=5")
    begin(page)
    key, address = page.locator("[name=key]").input_value(), page.url
    fill_in(page)
    live.stop()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("status")).to_have_text("Not saved yet. Trying again.")
    page.goto("about:blank")
    live.start()
    page.goto(address)
    expect(page.locator(".verdict")).to_have_text("Right")
    assert [each.key.hex() for each in saved()] == [key]


def test_an_answer_that_was_saved_unseen_is_not_saved_again(visit):
    """The server had it, but its word was lost on the way."""
    page = visit("/quiz?number=5")
    begin(page)
    lost = []

    def lose_the_first(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch(max_redirects=0))
            route.abort()

    page.route("**/responses", lose_the_first)
    fill_in(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".verdict")).to_have_text("Right")
    assert "another tab" not in page.content()
    assert len(saved()) == 1


def test_every_page_of_a_quiz_is_accessible(visit):
    page = visit("/quiz?number=all")
    look_at(page)
    begin(page)
    looked_at = set()
    for position in range(1, 17):
        asked, kind = content_of(page).type, (RIGHT, WRONG)[position % 2]
        look_once(page, looked_at, asked)
        check(page, kind)
        look_once(page, looked_at, (asked, kind))
        page.get_by_role("link", name="Next").click()
        expect(page.locator("main form")).to_be_visible()
    page.get_by_role("link", name="Skip", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("16 answered, 1 not")
    look_at(page)
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 17 right")
    page.get_by_text("8 right", exact=True).click()
    look_at(page)
    page.get_by_role("link", name="Print").click()
    look_at(page)


def look_once(page, looked_at, what):
    if what not in looked_at:
        looked_at.add(what)
        look_at(page)


def look_at(page):
    for size, scheme in ((DESKTOP, "dark"), (PHONE, "light")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
