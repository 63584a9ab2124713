"""A keeper writes a fact in the browser: by keys, by tapping words, by braces without scripts."""

import pytest
from playwright.sync_api import expect

from tests.chromium import DESKTOP, PHONE, assert_accessible

SENTENCE = "Adda Korn sold the ferry company in June 1999."
WHO = "Who sold the ferry company of the harbour?"

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def keeper(make):
    keeper = make.instructor()
    make.bank(owner_id=keeper.id)
    return keeper


@pytest.fixture
def write(visit, keeper):
    """The page of a new fact, or of one that is there."""

    def write(fact="new", viewport=DESKTOP, **options):
        page = visit("/", keeper, viewport=viewport, **options)
        page.goto("/banks/varn/facts/new" if fact == "new" else f"/banks/varn/facts/{fact}/edit")
        return page

    return write


def asked(page, words):
    return page.locator("[data-question]", has=page.get_by_role("heading", name=words))


def field(page, name):
    return page.get_by_label(name, exact=True)


def select(page, words):
    """As Shift and the arrows select words of the sentence."""
    text = field(page, "The fact, in your own words")
    start = text.input_value().index(words)
    text.evaluate("(field, at) => field.setSelectionRange(...at)", [start, start + len(words)])


def test_a_fact_is_written_with_the_keyboard_alone(write):
    page = write()
    field(page, "The fact, in your own words").focus()
    page.keyboard.type(SENTENCE)
    expect(
        page.get_by_text("Mark what can be asked, and its questions appear here.")
    ).to_be_visible()
    select(page, "Adda Korn")
    expect(page.get_by_role("button", name="Ask for this")).to_be_visible()
    page.keyboard.press("Alt+a")
    expect(field(page, "Question to ask")).to_be_focused()
    page.keyboard.type(WHO)
    expect(asked(page, WHO).first).to_be_visible()
    field(page, "Paragraph").fill("3")
    expect(page.locator("#live-labels").get_by_text("¶ 3")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Edit the fact")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_role("status")).to_contain_text("questions")
    page.locator("body").press("j")
    expect(page.locator("[data-question]").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-question]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-question]").first).to_be_focused()
    assert_accessible(page)


def test_words_are_tapped_on_a_phone(write):
    page = write(viewport=PHONE, has_touch=True)
    field(page, "The fact, in your own words").fill(SENTENCE)
    words = page.get_by_role("group", name="The sentence, word by word")
    words.get_by_role("button", name="June").tap()
    expect(page.get_by_text("Now press the last word.")).to_be_visible()
    words.get_by_role("button", name="1999").tap()
    expect(page.get_by_role("link", name="June 1999, asked as: when")).to_be_visible()
    expect(field(page, "Value")).to_have_value("June 1999")
    field(page, "Question to ask").fill("In which month and year was the ferry company sold?")
    page.get_by_role("link", name="What it asks").tap()
    expect(asked(page, "In which month and year was the ferry company sold?").first).to_be_visible()
    expect(field(page, "Paragraph")).not_to_be_visible()
    assert_accessible(page)


def test_without_scripts_braces_become_rows(write):
    page = write(java_script_enabled=False)
    braces = "{who:@adda} sold the ferry company in {when:date=1999-06}."
    field(page, "The fact, in your own words").fill(braces)
    page.get_by_role("button", name="Show questions").last.click()
    expect(field(page, "The fact, in your own words")).to_have_value(SENTENCE)
    field(page, "Question to ask").first.fill(WHO)
    page.get_by_role("button", name="Show questions").last.click()
    expect(asked(page, WHO).first).to_be_visible()
    page.get_by_role("button", name="Save fact").click()
    expect(page.get_by_role("heading", name="Edit the fact")).to_be_visible()


def test_a_wrong_choice_is_shown_with_its_reason_as_it_is_typed(write):
    page = write("ferry-founder")
    page.get_by_text("Spellings, wrong choices, other forms").first.click()
    field(page, "Wrong choice").first.fill("Osric Vane")
    field(page, "Why it is wrong").first.fill("He keeps the light, not the boats.")
    expect(page.get_by_text("He keeps the light, not the boats.").first).to_be_visible()


def test_values_follow_words_and_words_follow_values(write):
    page = write("pier-length")
    field(page, "Value").fill("321")
    page.get_by_role("button", name="Show questions").last.click()
    expect(field(page, "The fact, in your own words")).to_have_value("The new pier is 321 m long.")
    field(page, "The fact, in your own words").fill("The new pier is about 350 m long.")
    page.get_by_role("button", name="Show questions").last.click()
    expect(field(page, "Value")).to_have_value("350")
    expect(field(page, "Bound")).to_have_value("about")


def test_wrong_input_gets_words_and_nothing_is_lost(write):
    page = write("pier-length")
    field(page, "Value").fill("many")
    field(page, "Called").fill("Long One")
    field(page, "Paragraph").fill("99")
    field(page, "As of").fill("yesterday")
    page.get_by_role("button", name="Save fact").click()
    expect(page.get_by_role("alert")).to_contain_text("1 thing to mend")
    expect(page.locator(".field-error")).to_have_text(
        "Small letters, figures and _ only, a letter first, such as when."
    )
    expect(field(page, "Called")).to_have_value("Long One")
    expect(field(page, "As of")).to_have_value("yesterday")
    field(page, "Called").fill("length")
    page.get_by_role("button", name="Save fact").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    for words in (
        "Enter a number, such as 8849 or 3.5.",
        "The article has no paragraph 99.",
        "Enter a date, such as 16 June 2023, June 2023 or 2023.",
    ):
        expect(page.locator(".field-error", has_text=words)).to_be_visible()
    expect(field(page, "Value")).to_have_value("many")
    expect(field(page, "As of")).to_have_value("yesterday")
    assert_accessible(page)


def test_a_new_name_is_added_where_it_is_missed(write):
    page = write("ferry-founder")
    field(page, "Value").first.fill("Ona Reed")
    page.get_by_role("button", name="Show questions").last.click()
    expect(page.get_by_text("This bank has no name ‘Ona Reed’ yet.").first).to_be_visible()
    page.get_by_label("‘Ona Reed’ is a").select_option(label="Person")
    page.get_by_role("button", name="Add it to the names").click()
    expect(page.get_by_text("This bank has no name ‘Ona Reed’ yet.")).to_have_count(0)
    expect(field(page, "The fact, in your own words")).to_have_value(
        "Ona Reed started the ferry company on 3 May."
    )


def test_what_was_typed_survives_a_reload(write):
    page = write("pier-length")
    field(page, "The fact, in your own words").fill("The old pier is 312 m long.")
    page.reload()
    expect(field(page, "The fact, in your own words")).to_have_value("The old pier is 312 m long.")
    expect(page.get_by_role("status")).to_have_text("Draft kept on this device")
    expect(page.locator(".draft-words")).to_be_visible()
    page.get_by_role("button", name="Drop it").click()
    expect(field(page, "The fact, in your own words")).to_have_value("The new pier is 312 m long.")


def test_somebody_elses_change_is_shown_beside_ones_own(write, visit, keeper):
    page, other = write("pier-length"), write("pier-length")
    for each, figure in ((other, "320"), (page, "330")):
        field(each, "Value").fill(figure)
        each.get_by_role("button", name="Save fact").click()
    expect(page.get_by_role("heading", name="This was changed meanwhile.")).to_be_visible()
    expect(page.get_by_role("cell", name="{length:number=330").first).to_be_visible()
    expect(page.get_by_role("cell", name="{length:number=320").first).to_be_visible()
    page.get_by_role("button", name="Use mine").click()
    expect(field(page, "Value")).to_have_value("330")


def test_a_question_is_rejected_another_edited_and_a_learner_meets_the_correction(
    write, visit, make
):
    learner = make.user("Awa")
    study = visit("/", learner)
    study.goto("/banks/varn")
    study.get_by_role("button", name="Study").click()
    seen = study.get_by_role("heading", level=1).inner_text()
    study.locator("summary", has_text="Show answer").click()
    study.get_by_role("button", name="Knew it").click()
    fact = {"In which year was the town of Varn founded?": "founded"}.get(seen, "ferry-founder")

    page = write(fact)
    first = page.locator("[data-question]").first
    first.get_by_text("Reject…").click()
    first.get_by_label("Reason").fill("Too easy.")
    first.get_by_role("button", name="Reject this question").click()
    expect(page.get_by_text("Why: Too easy.")).to_be_visible()
    last = page.locator("[data-question]").last
    last.get_by_role("link", name="Edit").click()
    field(page, "Explanation").fill("The chronicle of the town says so.")
    page.get_by_role("button", name="Save the question").click()
    expect(page.get_by_text("The chronicle of the town says so.").first).to_be_visible()

    value = field(page, "Value").last
    value.fill({"founded": "1624"}.get(fact, "4 May 1987"))
    page.get_by_role("button", name="Save fact").click()
    page.get_by_role("link", name="Changed since the last release").click()
    expect(
        page.get_by_text("right answers changed")
        .or_(page.get_by_text("right answer changed"))
        .first
    ).to_be_visible()
    expect(page.get_by_text("1 question retired")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_role("status")).to_contain_text("Released:")

    study.goto("/study")
    expect(study.get_by_text("One fact you learned was corrected")).to_be_visible()
