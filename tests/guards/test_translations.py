"""Every word a person reads has its translation, and pages speak the reader's language."""

import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from app.frontend import catalogue
from app.web import words

RENEW = "Run .venv/bin/python app/frontend/catalogue.py, then translate what is empty."
CATALOGUES = {path.parents[1].name: path for path in catalogue.catalogues()}
APP = Path(words.__file__).parents[1]
TEMPLATES = sorted(APP.glob("*/templates/**/*.*"))
PAGES = ("/", "/banks", "/banks/varn", "/quiz", "/study", "/sign-in", "/register", "/about")
MARKS = re.compile(r"%\(\w+\)[ds]|%%|\{\w+\}|<[^>]+>")
# The class a layout gives its page is no word either.
CODE = re.compile(r"{#.*?#}|{% block body_class %}\w+|{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
NAMES = {"Factdeck"}
READ = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"]+)')
# A straight apostrophe, or a space that may break before or within the signs of French.
BAD_FRENCH = re.compile(r"'| (?:[;:?!»]|%(?!\())|« ")

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
each_language = pytest.mark.parametrize("path", CATALOGUES.values(), ids=CATALOGUES.keys())


@pytest.fixture(scope="module")
def template():
    return catalogue.gathered()


def messages(path):
    with path.open("rb") as source:
        return [message for message in read_po(source, locale=path.parents[1].name) if message.id]


def forms(words):
    return [words] if isinstance(words, str) else list(words)


def marks(words):
    return sorted(MARKS.findall(words))


@each_language
def test_a_catalogue_holds_what_the_code_says_and_nothing_else(path, template):
    renewed = catalogue.written(catalogue.merged(path, template))
    assert path.read_text("utf-8") == renewed, RENEW


@each_language
def test_every_message_is_translated(path):
    assert [each.id for each in messages(path) if not catalogue.is_translated(each)] == []


@each_language
def test_placeholders_and_tags_are_the_same_on_both_sides(path):
    for message in messages(path):
        (one, *_), (first, *others) = forms(message.id), forms(message.string)
        assert marks(first) == marks(one)
        for other in others:
            assert marks(other) == marks(message.id[-1])


@each_language
def test_what_is_compiled_is_what_is_written(path):
    with path.with_suffix(".mo").open("rb") as compiled:
        said = [message for message in read_mo(compiled) if message.id]
    assert strings(said) == strings(messages(path)), RENEW


def strings(found):
    return {(context(each), *forms(each.id)): forms(each.string) for each in found}


def context(message):
    """As text, which read_mo forgets."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context


def test_french_has_its_own_apostrophes_and_spaces():
    french = [form for message in messages(CATALOGUES["fr"]) for form in forms(message.string)]
    assert [form for form in french if BAD_FRENCH.search(form)] == []


def test_no_template_says_a_word_past_gettext():
    past = {path.name: said_plainly(path.read_text("utf-8")) - NAMES for path in TEMPLATES}
    assert {name: found for name, found in past.items() if found} == {}


def said_plainly(source):
    bare = CODE.sub(" ", source)
    return set(re.findall(r"[^\W\d_]+", " ".join([TAG.sub(" ", bare), *READ.findall(bare)])))


@on_sqlite
@pytest.mark.parametrize("url", PAGES)
def test_a_french_browser_gets_french(browser, make, url):
    make.bank()
    page = browser.get(url, headers={"Accept-Language": "fr-CA,fr;q=0.9,en;q=0.5"})
    assert '<html lang="fr"' in page.html
    assert "Aller au contenu" in page.text


@on_sqlite
def test_what_is_not_there_is_said_in_french(browser):
    page = browser.get("/nowhere", status=404, headers={"Accept-Language": "fr"})
    assert "Il n’y a rien ici." in page.text


@on_sqlite
@pytest.mark.parametrize(("locale", "title"), [("fr", "Apparence"), ("en", "Look")])
def test_the_persons_own_choice_wins(browser, make, locale, title):
    browser.sign_in(make.user(locale=locale))
    other = {"fr": "en", "en": "fr"}[locale]
    page = browser.get("/settings/look", headers={"Accept-Language": other})
    assert f'<html lang="{locale}"' in page.html
    assert f"<h1>{title}</h1>" in page.html


@on_sqlite
def test_a_language_can_be_chosen(browser, make):
    browser.sign_in(make.user())
    assert '<option value="fr">Français</option>' in browser.get("/settings/look").html
    browser.post("/settings/look", {"theme": "device", "locale": "fr"})
    assert "Apparence" in browser.get("/settings/look").text


@on_sqlite
def test_an_unknown_language_is_answered_in_english(browser):
    page = browser.get("/", headers={"Accept-Language": "bm"})
    assert '<html lang="en"' in page.html


@on_sqlite
@pytest.mark.parametrize(
    ("locale", "said"), [("en", "Enter a whole number."), ("fr", "Saisissez un nombre entier.")]
)
def test_what_is_mistyped_is_told_in_our_words(browser, make, locale, said):
    browser.sign_in(make.user(locale=locale))
    response = browser.post("/settings/study", {"new_per_day": "many"}, status=422)
    assert said in response.text
