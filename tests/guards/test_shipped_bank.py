"""The bank that ships keeps the promises we make of it."""

import pytest

from app.banks.folder import Folder
from app.banks.shipped import BANK
from app.core.generation import build, lint
from app.core.generation.balance import balance
from app.core.questions import check
from app.paths import shipped

FOLDER = Folder(shipped("questions") / BANK)


@pytest.fixture(scope="module")
def source():
    return FOLDER.source()


@pytest.fixture(scope="module")
def released():
    return FOLDER.release()


@pytest.fixture(scope="module")
def weighed(source, released):
    return balance(released, source, FOLDER.article())


def test_what_is_released_is_what_its_facts_make(source, released):
    assert build(source, pinned=released).to_json() == released.to_json()


def test_the_lint_finds_nothing_that_stops_a_release(source, released):
    findings = lint(source, released, FOLDER.article())
    assert [str(each) for each in findings if each.is_error] == []


def test_every_question_is_sound(released):
    assert [each.uid for each in released.questions if check(each.content)] == []


def test_it_is_large_and_of_many_forms(source, released, weighed):
    assert len(source.facts) >= 200
    assert len(released.questions) >= 350
    assert len(weighed.types) >= 10


def test_its_shares_are_fair(weighed):
    assert [line.code for line in weighed.lines if not line.share.is_met] == []


def test_a_central_fact_is_asked_in_two_ways(weighed):
    assert weighed.central_facts_with_one_type == ()


def test_every_paragraph_has_a_question(weighed):
    assert not weighed.paragraphs_without_questions
