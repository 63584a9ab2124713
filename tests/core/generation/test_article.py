import json

import pytest

from app.core.generation import BadArticle, Fingerprint, fingerprint
from app.core.generation.article import copied

ARTICLE = """The roof of the world

At dawn the two climbers left their little tent and went up the last ridge.

A heading
"""


def test_paragraphs_are_the_non_empty_lines_headings_included():
    taken = fingerprint(ARTICLE, {2: "the last morning"})
    assert [each.number for each in taken.paragraphs] == [1, 2, 3]
    assert (taken.label(2), taken.label(3), taken.label(9)) == ("the last morning", "", "")


def test_only_a_changed_paragraph_has_another_hash():
    before = fingerprint(ARTICLE, {})
    after = fingerprint(ARTICLE.replace("dawn", "dusk"), {})
    changed = [
        one.number
        for one, two in zip(before.paragraphs, after.paragraphs, strict=True)
        if one.sha256 != two.sha256
    ]
    assert changed == [2]
    assert before.sha256 != after.sha256


def test_the_fingerprint_holds_no_word_of_the_article():
    printed = fingerprint(ARTICLE, {}).to_json().decode()
    assert not any(word in printed for word in ("climbers", "ridge", "heading"))


def test_it_reads_back_as_it_was():
    taken = fingerprint(ARTICLE, {2: "the last morning"})
    assert Fingerprint.from_json(taken.to_json()) == taken


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"sha256": "", "paragraphs": [{}]}'])
def test_what_cannot_be_read_is_refused(data):
    with pytest.raises(BadArticle):
        Fingerprint.from_json(data)


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", 0), ("number", 1.5), ("number", "1"), ("sha256", {}), ("sha256", "x"),
     ("label", "\ud800"), ("label", "x" * 101), ("label", 5), ("runs", ["ab"]), ("more", 1)],
)  # fmt: skip
def test_a_paragraph_that_no_fingerprint_has_is_refused_by_name(field, value):
    table = json.loads(fingerprint(ARTICLE, {}).to_json())
    table["paragraphs"][1][field] = value
    with pytest.raises(BadArticle, match="cannot be read"):
        Fingerprint.from_json(json.dumps(table))


def test_what_is_nested_without_end_is_refused():
    for data in ("[" * 100_000, '{"a":' * 100_000):
        with pytest.raises(BadArticle):
            Fingerprint.from_json(data)


def test_eight_words_in_a_row_are_found_whatever_their_case_and_marks():
    runs = fingerprint(ARTICLE, {}).runs
    copy = "They say: “the two climbers left their little tent, and” no more."
    assert list(copied(copy, runs)) == ["the two climbers left their little tent and"]
    assert not list(copied("The two climbers left their little tent at last.", runs))
