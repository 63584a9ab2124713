"""What stays when words, neighbours and processes change."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.generation import BadRelease, Release, build
from app.core.generation.building import questions_of
from app.core.questions import CONTENT, check, parts_of
from tests.core.generation.banks import (
    ASCENT,
    ENTITIES,
    FACTS,
    HEIGHT,
    changed,
    fact,
    mountain,
    question_of,
    source,
    texts,
)
from tests.core.generation.test_together import everything

ROOT = Path(__file__).parents[3]
PRINT_RELEASE = """
import sys
from app.core.generation import build
from tests.core.generation.test_together import everything
sys.stdout.buffer.write(build(everything()).to_json())
"""


def uids(bank):
    return {question.uid for question in build(bank).questions}


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_a_release_is_the_same_bytes_in_every_process(seed):
    printed = subprocess.run(
        [sys.executable, "-c", PRINT_RELEASE],
        env=os.environ | {"PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert printed.stdout == build(everything()).to_json()


@settings(max_examples=25)
@given(facts=st.permutations(FACTS), entities=st.permutations(ENTITIES))
def test_the_order_in_the_file_changes_nothing(facts, entities):
    assert build(source(*facts, entities=entities)).to_json() == build(source()).to_json()


def test_nor_does_it_where_facts_are_asked_together():
    bank = everything()
    turned = replace(bank, facts=bank.facts[::-1])
    assert build(turned).to_json() == build(bank).to_json()


def test_a_preview_shows_what_a_release_would_hold():
    bank = everything()
    release = build(bank)
    for each in bank.facts[::5]:
        uid = bank.fact_uid(each)
        expected = [q for q in release.questions if uid in q.question.facts]
        assert [shown.released for shown in questions_of(bank, each.id)] == expected


def test_every_question_is_sound_and_has_a_target_for_each_part():
    for question in build(everything()).questions:
        assert not check(question.content)
        assert len(question.parts) in (0, parts_of(question.content))
        assert 1 <= question.difficulty <= 10


def test_a_release_reads_back_as_it_was():
    release = build(source())
    assert Release.from_json(release.to_json()) == release
    printed = json.loads(release.to_json())["questions"][0]
    assert {"uid", "type", "prompt", "content", "citations", "facts", "tags"} <= printed.keys()


@pytest.mark.parametrize(
    "data", ["", "[]", "{}", '{"questions": [{}]}', '{"format": 9}', "[" * 100_000]
)
def test_a_release_that_cannot_be_read_says_so(data):
    with pytest.raises(BadRelease, match=r"questions\.json"):
        Release.from_json(data)


def test_every_question_has_its_own_uid_and_a_valid_content():
    questions = build(source()).questions
    assert len({question.uid for question in questions}) == len(questions)
    for question in questions:
        assert len(question.uid) == 16
        assert CONTENT.validate_python(CONTENT.dump_python(question.content)) == question.content


WORDS = st.text(alphabet="abcdefghij ", min_size=3, max_size=30).map(lambda raw: f"X{raw.strip()}")


@given(words=WORDS)
def test_rewording_keeps_every_uid_and_target(words):
    reworded = changed(
        HEIGHT,
        text=f"{{what:@everest}} {words} {{height:number=8849|about|m}}.",
        ask={"what": f"{words} what is it?", "height": f"{words} about what is it?"},
        explain=f"{words}.",
        tags=["geography"],
    )
    before, after = build(source(HEIGHT)), build(source(reworded))
    assert [(q.uid, q.target, q.key_hash) for q in before.questions] == [
        (q.uid, q.target, q.key_hash) for q in after.questions
    ]


def test_renaming_an_entity_or_a_fact_keeps_every_uid():
    renamed = [changed(ENTITIES[0], name="Peak Fifteen"), *ENTITIES[1:]]
    assert uids(source(HEIGHT)) == uids(source(HEIGHT, entities=renamed))
    heir = source(changed(HEIGHT, id="height-of-everest", replaces=["everest-height"]))
    old = build(source(HEIGHT))
    assert set(build(heir, old).by_uid) == set(old.by_uid)


@given(count=st.integers(1, 12))
def test_new_neighbours_move_no_released_choice(count):
    old = build(source(HEIGHT))
    peaks = [mountain(f"new{n}", f"New {n}", f"New {n} is one.") for n in range(count)]
    new = build(source(HEIGHT, entities=[*ENTITIES, *peaks]), pinned=old)
    assert new.to_json() == old.to_json()


def test_without_a_released_choice_a_new_neighbour_moves_at_most_one():
    for n in range(20):
        more = [*ENTITIES, mountain(f"new{n}", f"New {n}", "It is one.")]
        before = question_of(source(HEIGHT), "everest-height", "single_choice", "what")
        after = question_of(
            source(HEIGHT, entities=more), "everest-height", "single_choice", "what"
        )
        assert len(set(before.wrong) - set(after.wrong)) <= 1


def test_a_released_choice_that_came_true_is_drawn_again_and_the_others_stay():
    old = build(source(HEIGHT))
    (choice,) = (q for q in old.questions if q.generator == "single_choice")
    first, *others = choice.wrong
    also = changed(HEIGHT, also_true={"what": [first]})
    new = build(source(also), pinned=old).by_uid[choice.uid]
    assert first not in new.wrong
    assert set(others) <= set(new.wrong)


def test_choices_that_the_author_writes_replace_released_ones():
    old = build(source(HEIGHT))
    own = changed(HEIGHT, distractors={"what": ["@hunt"]})
    choice = next(q for q in build(source(own), old).questions if q.generator == "single_choice")
    assert "John Hunt" in texts(choice)


def test_a_true_or_false_question_stays_on_its_slot():
    old = build(source())
    more = changed(
        ASCENT,
        text=ASCENT["text"].replace(" on {when", ", {n:number=2|about|m} of snow, on {when"),
        ask=ASCENT["ask"] | {"n": "About how much snow lay on the top of Mount Everest?"},
    )
    new = build(source(HEIGHT, more, *FACTS[2:]), pinned=old)
    judged = [q.uid for q in old.questions if q.generator == "true_false"]
    assert set(judged) <= set(new.by_uid)


def test_a_fact_that_asks_nothing_makes_nothing():
    assert build(source(fact("mute", "{who:@k2} is high."))).questions == ()
