"""Each type in parts in a real Chromium: by keys alone, by touch, by mouse, and without scripts."""

import pytest
from playwright.sync_api import expect

from app.banks.models import QuestionVersion
from app.core.questions import CONTENT, TYPES, solution
from app.db import db
from app.reviews.models import Review
from tests.chromium import DESKTOP, PHONE, assert_accessible
from tests.quizzes.taking import RIGHT, WRONG, rows
from tests.quizzes.types_bank import ASKED, ask, own_card, types_bank
from tests.reviews.making import studies

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
each_type = pytest.mark.parametrize("kind", ASKED)


@pytest.fixture
def bank(app):
    return types_bank()


def content_of(kind):
    db.session.rollback()
    version = db.session.query(QuestionVersion).filter_by(type=kind).one()
    return CONTENT.validate_python(version.content)


def form_for(kind, which=RIGHT):
    content = content_of(kind)
    return getattr(TYPES[kind].samples(content), which)


def open_question(visit, bank, kind, **options):
    """The one question of a quiz of that type."""
    ask(bank, kind)
    page = visit(f"/quiz?types={kind}", **options)
    for name, value in (("number", "all"), ("pool", "all")):
        found = page.locator(f"input[type=radio][name={name}][value={value}]")
        if found.count():
            found.check()
    page.get_by_role("button", name="Start quiz").click()
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()
    return page


def order_of(kind):
    """The texts of an order as it is right."""
    return [row.text for row in solution(content_of(kind)).rows]


def shown_order(page):
    return page.locator(".row-item .row-text").all_inner_texts()


def expect_verdict(page, words="Right"):
    expect(page.locator(".verdict")).to_have_text(words)
    assert page.evaluate("document.activeElement.matches('h2.verdict')")


# With the keyboard alone.


@each_type
def test_by_keys_alone(visit, bank, kind):
    page = open_question(visit, bank, kind, viewport=DESKTOP)
    BY_KEYS[kind](page)
    expect_verdict(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 1 right")


def choose_by_keys(page):
    values = page.locator("main input[type=checkbox]").evaluate_all("all => all.map(e => e.value)")
    for value in form_for("multiple_answer")["answer"]:
        page.keyboard.press(str(values.index(value) + 1))
    page.keyboard.press("Enter")


def match_by_keys(page):
    """A native select takes the first letters of what is meant."""
    options = {option.id: option.text for option in solution(content_of("matching")).options}
    form = form_for("matching")
    for name in tab_through(page, "main select", len(form)):
        page.keyboard.type(options[form[name][0]][:9])
    press_check(page)


def group_by_keys(page):
    form = form_for("categorise")
    for name in tab_through(page, "main input[type=radio]", len(form)):
        values = page.locator(f"input[name={name}]").evaluate_all("all => all.map(e => e.value)")
        page.keyboard.press("Space")
        for _ in range(values.index(form[name][0])):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def order_by_keys(page):
    """Each item in turn is moved up to its place, by the button that keeps the focus."""
    if shown_order(page) == order_of("ordering"):
        page.get_by_label("It is right as it stands").focus()
        page.keyboard.press("Space")
    for place, text in enumerate(order_of("ordering")):
        at = shown_order(page).index(text)
        if at == place:
            continue
        page.get_by_role("button", name=f"Move {text} up").focus()
        for number in range(at, place, -1):
            page.keyboard.press("Enter")
            expect(page.get_by_role("status")).to_have_text(f"Moved up: {text}, now {number} of 4")
    press_check(page)


def fill_by_keys(page):
    form = form_for("cloze")
    for name in tab_through(page, "main .gap", len(form)):
        page.keyboard.type(form[name][0])
    page.keyboard.press("Enter")


def tab_through(page, selector, count):
    """The names of controls as Tab comes to them, each once."""
    seen = []
    while len(seen) < count:
        page.keyboard.press("Tab")
        name = page.evaluate(
            "s => document.activeElement.matches(s) && document.activeElement.name", selector
        )
        if name and name not in seen:
            seen.append(name)
            yield name


def press_check(page):
    while not page.evaluate("document.activeElement.matches('.action-bar .main')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


BY_KEYS = {
    "multiple_answer": choose_by_keys,
    "matching": match_by_keys,
    "ordering": order_by_keys,
    "categorise": group_by_keys,
    "cloze": fill_by_keys,
}


# By touch on a phone, by mouse, and without scripts: the same controls, pressed.


def press(page, kind, which=RIGHT, *, tap=False):
    form = form_for(kind, which)
    if kind == "multiple_answer":
        fields = [page.locator(f"input[value='{value}']") for value in form["answer"]]
    elif kind == "categorise":
        fields = [
            page.locator(f"input[name={name}][value='{value}']") for name, (value,) in form.items()
        ]
    else:
        return fill(page, kind, form)
    for field in fields:
        field.tap() if tap else field.click()
    return None


def fill(page, kind, form):
    for name, (value,) in form.items():
        if kind == "cloze":
            page.locator(f"[name={name}]").fill(value)
        else:
            page.locator(f"[name={name}]").select_option(value)


def put_in_order(page, wanted, *, tap=False):
    if shown_order(page) == wanted:
        page.get_by_label("It is right as it stands").check()
    for place, text in enumerate(wanted):
        while (at := shown_order(page).index(text)) > place:
            button = page.get_by_role("button", name=f"Move {text} up")
            assert min(button.bounding_box()[side] for side in ("width", "height")) >= 44
            button.tap() if tap else button.click()
            assert shown_order(page).index(text) == at - 1


@each_type
def test_by_touch_on_a_phone(visit, bank, kind):
    page = open_question(visit, bank, kind, has_touch=True, is_mobile=True)
    if kind == "ordering":
        put_in_order(page, order_of(kind), tap=True)
    else:
        press(page, kind, tap=True)
    check = page.get_by_role("button", name="Check")
    expect(check).to_be_in_viewport(ratio=1)
    check.tap()
    expect_verdict(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@each_type
def test_by_mouse_a_wrong_answer_is_explained(visit, bank, kind):
    page = open_question(visit, bank, kind, viewport=DESKTOP)
    if kind == "ordering":
        first, *rest = order_of(kind)
        put_in_order(page, [*rest, first])
    else:
        press(page, kind, WRONG)
    page.get_by_role("button", name="Check").click()
    expect_verdict(page, "Wrong")
    expect(page.locator(".answer")).to_contain_text(EXPLAINED[kind])


EXPLAINED = {
    "multiple_answer": "Mali has no coast: its goods go through Dakar and Abidjan.",
    "matching": "He keeps the book of ships.",
    "ordering": "May 1987",
    "categorise": "It was built beside the church.",
    "cloze": "Gap 2, your answer:",
}


@each_type
def test_without_scripts(visit, bank, kind):
    page = open_question(visit, bank, kind, java_script_enabled=False)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".field-error")).to_contain_text("or skip.")
    if kind == "ordering":
        expect(page.locator(".order-moves").first).to_be_hidden()
        for place, text in enumerate(order_of(kind), start=1):
            page.get_by_label(text, exact=True).select_option(str(place))
    else:
        press(page, kind)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".verdict")).to_have_text("Right")


# What only an order has.


def test_an_order_is_dragged_by_its_handle(visit, bank):
    page = open_question(visit, bank, "ordering", viewport=DESKTOP)
    drag(page, shown_order(page)[-1], to=0)
    expect(page.get_by_role("status")).to_contain_text("Moved up:")
    for place, text in enumerate(order_of("ordering")):
        drag(page, text, to=place)
    page.get_by_role("button", name="Check").click()
    expect_verdict(page)


def drag(page, text, *, to):
    there = page.locator(".row-item").nth(to).bounding_box()
    here = page.locator(".row-item", has_text=text).locator(".order-handle").bounding_box()
    page.mouse.move(here["x"] + 10, here["y"] + here["height"] / 2)
    page.mouse.down()
    page.mouse.move(here["x"] + 10, there["y"] + 6, steps=12)
    page.mouse.up()
    assert shown_order(page).index(text) == to


def test_an_order_that_was_not_touched_counts_only_if_one_says_so(visit, bank):
    page = open_question(visit, bank, "ordering")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".field-error")).to_contain_text("or skip.")
    assert page.evaluate("document.activeElement.matches('.field-error')")
    as_is = page.get_by_label("It is right as it stands")
    as_is.check()
    as_is.uncheck()
    as_is.check()
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".verdict")).to_be_visible()


def test_an_order_that_was_given_stands_as_it_was_given(visit, bank):
    ask(bank, "multiple_answer")
    ask(bank, "ordering")
    page = visit("/quiz?types=ordering&types=multiple_answer&feedback=end&number=all")
    page.get_by_role("button", name="Start quiz").click()
    while not page.locator("order-list").count():
        page.get_by_role("link", name="Skip", exact=True).click()
        expect(page.get_by_text("Question 2 of 2")).to_be_visible()
    address, wanted = page.url, order_of("ordering")
    put_in_order(page, wanted)
    page.get_by_role("button", name="Next").click()
    expect(page).not_to_have_url(address)
    page.goto(address)
    assert shown_order(page) == wanted
    expect(page.get_by_label("It is right as it stands")).to_be_hidden()


# As cards.


@each_type
def test_as_a_card(visit, make, bank, kind):
    learner = make.user()
    studies(learner, bank)
    own_card(bank, kind)
    page = visit("/study", learner)
    if kind == "ordering":
        put_in_order(page, order_of(kind))
    else:
        press(page, kind)
    page.get_by_role("button", name="Check").click()
    expect_verdict(page)
    db.session.rollback()
    assert [review.rating for review in rows(Review)] == [3]


@each_type
def test_every_page_of_a_type_is_accessible(visit, bank, kind):
    page = open_question(visit, bank, kind)
    look_at(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".field-error")).to_be_visible()
    look_at(page)
    if kind == "ordering":
        first, *rest = order_of(kind)
        put_in_order(page, [*rest, first])
    else:
        press(page, kind, WRONG)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".verdict")).to_be_visible()
    look_at(page)
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 1 right")
    look_at(page)
    page.get_by_role("link", name="Print").click()
    look_at(page)


def look_at(page):
    for size, scheme in ((DESKTOP, "dark"), (PHONE, "light")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
