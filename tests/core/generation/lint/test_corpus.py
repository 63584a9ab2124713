"""How much the lint finds and how often it errs, on questions written before its rules were.

What was held out was looked at once, in two rounds; questions/LINT.md tells the figures of each.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from app.core.generation import CODES, fingerprint, lint_question
from app.core.questions import TYPES, Question

FOLDER = Path(__file__).parent / "corpus"
FOUND, FALSE = 0.95, 0.03
# They are about a fact, a bank or a file, not about one question.
NOT_OF_ONE = {
    *("maybe-also-true", "no-label", "one-voice"),
    *("near-duplicate", "nothing-asked", "unreadable", "unsound"),
}


@cache
def rows(name):
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def found(name):
    """The codes of every question in the file, in its order."""
    return [codes(row) for row in rows(name)]


def codes(row):
    runs = fingerprint(row.get("article", ""), {}).runs
    asked = Question.from_json(row["question"])
    return frozenset(each.code for each in lint_question(asked, runs))


def test_the_corpus_is_large_and_varied_and_half_of_it_was_held_out():
    flawed, good = rows("flawed"), rows("good")
    assert len(flawed) >= 200
    assert len(good) >= 100
    planted = Counter(code for row in flawed for code in row["expect"])
    assert planted.keys() == CODES.keys() - NOT_OF_ONE
    assert max(planted.values()) < len(flawed) / 10
    for part in (flawed, good):
        held_out = [row for row in part if row["held_out"]]
        assert len(held_out) >= len(part) / 2 - 1
        assert {row["question"]["type"] for row in part} == TYPES.keys()
        assert len({row["question"]["tags"][0] for row in part}) == 6


@pytest.mark.parametrize("held_out", [True, False])
def test_planted_flaws_are_found(held_out):
    part = [
        (row, said)
        for row, said in zip(rows("flawed"), found("flawed"), strict=True)
        if row["held_out"] is held_out
    ]
    missed = [row["question"]["uid"] for row, said in part if not said & set(row["expect"])]
    assert 1 - len(missed) / len(part) >= FOUND, missed


@pytest.mark.parametrize("held_out", [True, False])
def test_good_questions_are_left_alone(held_out):
    part = [
        (row, said)
        for row, said in zip(rows("good"), found("good"), strict=True)
        if row["held_out"] is held_out
    ]
    alarms = {row["question"]["uid"]: sorted(said) for row, said in part if said}
    assert len(alarms) / len(part) <= FALSE, alarms
