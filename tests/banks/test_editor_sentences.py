"""A fact's sentence in plain words keeps its slots, whatever of the two is changed."""

import tomllib
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.banks.editor.facts import read_table, write_table
from app.banks.editor.marks import Span, moved
from app.banks.editor.names import Names, new_id
from app.banks.editor.sentence import CannotMark, from_braces, marked, settled, to_braces, without
from app.paths import shipped
from tests.banks import town

TABLES = tomllib.loads(town.FACTS)
NAMES = Names(TABLES["entity"])
SHIPPED = tomllib.loads((shipped("questions") / "mali-minusma" / "facts.toml").read_text("utf-8"))


def mark(text, words):
    sentence = from_braces(text, NAMES)
    start = sentence.text.index(words)
    return marked(sentence, Span(start, start + len(words)), NAMES)


@pytest.mark.parametrize("tables", [TABLES, SHIPPED], ids=["town", "shipped"])
def test_every_fact_comes_back_from_the_form_as_it_was(tables):
    names = Names(tables["entity"])
    for fact in tables["fact"]:
        again = write_table(read_table(fact, names), fact, names)
        assert again == {name: value for name, value in fact.items() if value != "reported"}


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Adda Korn", "{who:@adda}"),
        ("Korn", "{who:@adda|Korn}"),
        ("Varn town council", "{who:@council}"),
        ("Varn’s", "{where:@varn|Varn’s}"),
        ("Brae and Quill", "{where:@brae+quill}"),
        ("8849 m", "{count:number=8849|about|m}"),
        ("312", "{count:number=312}"),
        ("1953", "{when:date=1953}"),
        ("29 May 1953", "{when:date=1953-05-29}"),
        ("the southern ridge", "{what:text=the southern ridge}"),
    ],
)
def test_marked_words_are_read_as_what_they_are(words, notation):
    before = {"Varn town council": "the ", "8849 m": "about "}.get(words, "")
    sentence, _ = mark(f"It is {before}{words} here.", words)
    assert notation in to_braces(sentence, NAMES)


def test_a_second_slot_of_a_kind_gets_another_name():
    sentence, _ = mark("From {when:date=1950} to 1953.", "1953")
    assert to_braces(sentence, NAMES) == "From {when:date=1950} to {when2:date=1953}."


def test_what_is_asked_already_cannot_be_marked_again():
    with pytest.raises(CannotMark, match="asked for already, as ‘when’"):
        mark("It began in {when:date=1950}.", "in 1950")


def test_a_slot_follows_its_words():
    was = from_braces("It began in {when:date=1950} at {where:@brae}.", NAMES)
    now = settled("The mine began in 1951 at Brae.", was.text, was.rows, NAMES)
    assert to_braces(now, NAMES) == "The mine began in {when:date=1951} at {where:@brae}."


def test_words_follow_their_slot():
    was = from_braces("It began in {when:date=1950} at {where:@brae}.", NAMES)
    (when, where) = was.rows
    changed = when.__class__(when.name, when.value.__class__("date", "May 1952"), when.span,
                             when.read)  # fmt: skip
    now = settled(was.text, was.text, (changed, where), NAMES)
    assert now.text == "It began in May 1952 at Brae."


def test_a_slot_whose_words_are_gone_keeps_what_was_said_of_it():
    was = from_braces("It began in {when:date=1950}.", NAMES)
    now = settled("It began.", was.text, was.rows, NAMES)
    assert now.rows[0].is_gone
    assert to_braces(now, NAMES) == "It began."


def test_what_is_not_asked_any_more_stays_in_the_sentence():
    sentence = without(from_braces("It began in {when:date=1950}.", NAMES), "when")
    assert to_braces(sentence, NAMES) == "It began in 1950."


def test_braces_that_mean_nothing_stay_as_typed():
    assert from_braces("It is {odd} and {x:what}.", NAMES).text == "It is {odd} and {x:what}."


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=12), st.integers(0, 12))
def test_a_mark_stays_within_the_sentence(was, now, start):
    span = Span(min(start, len(was)), len(was))
    there = moved(span, was, now)
    assert 0 <= there.start <= there.end <= len(now)


@given(st.text(max_size=100))
def test_ids_are_made_of_any_words(words):
    made = new_id(words, ["new"])
    assert made == made.strip("-")
    assert made.replace("-", "").isalnum()
    assert made != "new"


def test_sentences_made_to_be_hard_to_compare_are_compared_in_no_time():
    started = process_time()
    for place in range(12):
        moved(Span(place, place + 2), "ab" * 1_000, "a" * 599)
        moved(Span(place, place + 2), "ab" * 120, "a" * 240)
    assert process_time() - started < 2


def test_a_mark_that_ends_behind_the_sentence_ends_with_it():
    assert moved(Span(4, 999_999), "The pier", "The new pier") == Span(8, 12)
    assert moved(Span(50, 999_999), "The pier", "The new pier") == Span(0, 0)


def test_two_edits_far_apart_leave_the_marks_between_them():
    was = f"In 2021 {'many words ' * 15} the pier was built."
    now = f"In May 2021 {'many words ' * 15} the pier was finished."
    start = was.index("the pier")
    assert moved(Span(start, start + 8), was, now).words(now) == "the pier"


def test_words_that_become_names_propose_those_the_bank_does_not_know():
    sentence, name = mark("The ferry links Norr, Bats and Quay.", "Norr, Bats and Quay")
    (row,) = (each for each in sentence.rows if each.name == name)
    chosen = replace(row, value=replace(row.value, kind="entity", value=""))
    again = settled(sentence.text, sentence.text, [chosen], NAMES)
    assert again.named(name).value.value == "Norr + Bats + Quay"
