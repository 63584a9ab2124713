"""Each component on a page of the guide, read as a browser without scripts reads it."""

import re
from pathlib import Path

import pytest

from tests.conftest import Page
from tests.web.guide import PAGES

TEMPLATES = Path(__file__).parents[2] / "app" / "web" / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
SHEETS = Path(__file__).parents[2] / "app" / "frontend" / "css" / "components"


def text_of(client, path):
    return Page(client.get(path).text).text


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_labels_and_unique_ids(client, name):
    response = client.get(f"/{name}")
    assert response.status_code == 200
    Page(response.text)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_nothing_that_runs_or_paints_by_itself(client, name):
    html = client.get(f"/{name}").text
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son[a-z]+=", html)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(client, name):
    assert len(client.get(f"/{name}").data) < 16_000
    assert len(client.get("/front").data) < 8_192


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_in_one_line_how_to_call_it(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("{#")
    assert first.endswith("#}")
    assert "{{" in first or "{%" in first


def test_a_sheet_belongs_to_a_component_of_its_name():
    names = {path.stem for path in COMPONENTS}
    assert {path.stem for path in SHEETS.glob("*.css")} <= names


def test_the_rating_names_when_it_is_asked_again(client):
    html = client.get("/front").text
    assert "Forgot , again in 1 minute" in Page(html).text
    assert "How did it go?" in html


def test_the_back_of_a_card_says_its_source_and_date(client):
    text = text_of(client, "/front")
    assert "¶ Paragraph 8" in text
    assert "the break with the valley" in text
    assert "Said by Ada Kofi" in text
    assert "as of February 2024" in text
    assert "Report a mistake" in text
    assert "Paragraphs are counted from the title, headings included: 8 of 38." in text


def test_only_the_asked_value_is_marked(client):
    html = client.get("/front").text
    assert re.findall(r"<mark>(.*?)</mark>", html) == ["August 2022"]


def test_a_slip_is_shown_in_words_too(client):
    text = text_of(client, "/typed-wrong")
    assert "Your answer: Niger wrong: ia" in text


def test_results_of_choices_are_words(client):
    text = text_of(client, "/quiz-wrong")
    assert "Bamako Your answer, wrong" in text
    assert "Gao Right answer" in text


def test_a_wrong_form_has_a_summary_that_leads_to_its_fields(client):
    html = client.get("/forms?wrong=1").text
    page = Page(html)
    assert "things to mend" in page.text
    assert "#email" in page.links
    assert 'aria-describedby="email-error email-hint"' in html
    assert re.search(r"<title>Error: ", html)


def test_the_account_menu_says_guest_or_the_name(client):
    assert "Guest" in text_of(client, "/learner")
    assert "Awa" in text_of(client, "/bank")


def test_a_stranger_is_offered_to_sign_in(client):
    assert "/login" in Page(client.get("/stranger").text).links


def test_places_that_do_not_exist_are_not_linked(client):
    links = Page(client.get("/learner").text).links
    assert "/settings" in links
    assert not any("remove" in link for link in links)


def test_the_print_layout_has_no_chrome(client):
    page = Page(client.get("/print").text)
    assert "nav" not in page.tags
    assert "header" not in page.tags
