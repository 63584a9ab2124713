"""The files of a bank are written anew where something changed, and stay as typed elsewhere."""

import tomllib
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.generation import (
    BadSource,
    Decision,
    Edits,
    Rewording,
    Verdict,
    read_verdicts,
    rewritten,
    rewritten_bank,
    verdicts_toml,
)
from tests.banks import town

TABLES = tomllib.loads(town.FACTS)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
VALUE = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | TEXT | st.floats(-1e6, 1e6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
FACT = st.dictionaries(st.sampled_from(["text", "ask", "cite", "x y", "importance"]), VALUE)
IDS = st.sampled_from([fact["id"] for fact in TABLES["fact"]] + ["new", "newer"])
CHANGES = st.dictionaries(IDS, FACT | st.none(), max_size=5)


def changed(changes):
    known = [fact["id"] for fact in TABLES["fact"]]
    order = [*known, *(key for key in changes if key not in known)]
    held = {fact["id"]: fact for fact in TABLES["fact"]}
    rows = [changes.get(key, held.get(key)) for key in order]
    return [row for row in rows if row is not None]


@given(CHANGES)
def test_what_is_written_is_read_again(changes):
    changes = {k: None if v is None else {"id": k, **v} for k, v in changes.items()}
    written = rewritten(town.FACTS, {("fact", key): value for key, value in changes.items()})
    tables = tomllib.loads(written)
    assert tables.get("fact", []) == changed(changes)
    assert tables["entity"] == TABLES["entity"]


@given(CHANGES)
def test_what_nobody_changed_stays_as_it_was_typed(changes):
    blocks = town.FACTS.split("[[fact]]")[1:]
    changes = {key: {"id": key, **(value or {})} for key, value in changes.items()}
    written = rewritten(town.FACTS, {("fact", key): value for key, value in changes.items()})
    for fact, block in zip(TABLES["fact"], blocks, strict=True):
        if fact["id"] not in changes:
            assert block.strip() in written


COMMENTED = """\
# The first bank.

# Who it is about.
[[entity]]
id = "varn"  # the town
name = "Varn"

# What happened.
[[fact]]
id = "founded"
text = '''A
long line.'''
# Asked since the first release.
ask.when = "When?"
cite = [
  { paragraph = 1 },  # the first
]

[[fact]]
id = "lit"
text = "[[fact]]"
"""


def test_comments_and_layout_stay_beside_what_changes():
    fact = tomllib.loads(COMMENTED)["fact"][0]
    asked = {**fact, "ask": {"when": "In which year?"}, "importance": 3}
    written = rewritten(COMMENTED, {("fact", "founded"): asked})
    mended = COMMENTED.replace('"When?"', '"In which year?"')
    assert written == mended.replace("\n\n[[fact]]\nid = \"lit\"", "\nimportance = 3\n\n[[fact]]\nid = \"lit\"")  # fmt: skip  # noqa: E501


def test_what_goes_takes_its_own_comment_along():
    written = rewritten(COMMENTED, {("fact", "founded"): None})
    assert "What happened" not in written
    assert "Who it is about" in written


@pytest.mark.parametrize(
    "typed",
    [
        'fact = [{ id = "a", text = "A." }, { id = "b", text = "B." }]',
        '[[fact]]\nid = "a"\ntext = """\n[[fact]]\n"""\n[[fact]]\nid = "b"\ntext = "B."\n',
        "",
    ],
)
def test_however_it_is_typed_it_is_read_again(typed):
    fact = {"id": "b", "text": "Better."}
    written = tomllib.loads(rewritten(typed, {("fact", "b"): fact}))
    assert written["fact"][-1] == fact


def test_the_bank_keeps_its_comments_too():
    typed = '# Mine.\nname = "Varn"  # a town\n\n[labels]\n2 = "the start"\n'
    written = rewritten_bank(typed, {"name": "Varn", "labels": {"2": "begun"}, "release": 4})
    assert written.startswith('# Mine.\nname = "Varn"  # a town\n')
    assert tomllib.loads(written) == {"name": "Varn", "labels": {"2": "begun"}, "release": 4}


UID = st.text("abcdefghij234", min_size=1, max_size=16)
SAID = TEXT.map(lambda text: " ".join(text.split()))
VERDICTS = st.lists(
    st.builds(
        Verdict,
        question=UID,
        decision=st.sampled_from(Decision),
        content_hash=UID,
        reason=SAID,
        edits=st.builds(
            Edits,
            prompt=SAID,
            explanation=SAID,
            choices=st.lists(
                st.builds(Rewording, text=SAID.filter(bool), new_text=SAID, why=SAID), max_size=2
            ).map(tuple),
        ),
    ),
    max_size=4,
    unique_by=lambda verdict: verdict.question,
)


@given(VERDICTS)
def test_verdicts_are_read_as_they_were_written(verdicts):
    written = verdicts_toml(verdicts)
    assert read_verdicts(written) == tuple(sorted(verdicts, key=lambda each: each.question))
    assert verdicts_toml(read_verdicts(written)) == written


@pytest.mark.parametrize("typed", ["[[verdict]]", "verdict = 3", "[[verdict]", "[" * 5_000])
def test_verdicts_that_cannot_be_read_say_where_and_why(typed):
    with pytest.raises(BadSource, match=r"verdicts\.toml"):
        read_verdicts(typed)


def test_a_file_of_comments_is_rewritten_in_no_time():
    table = {"id": "new", "kind": "place", "name": "New"}
    started = process_time()
    text = rewritten("#\n" * 500_000, {("entity", "new"): table})
    assert tomllib.loads(text) == {"entity": [table]}
    assert process_time() - started < 4


def test_verdicts_made_to_be_hard_to_read_are_refused_in_no_time():
    started = process_time()
    for text in ("a" + ".a" * 1_000_000 + " = 1", "[[verdict]]\n" * 100_000):
        with pytest.raises(BadSource):
            read_verdicts(text)
    assert process_time() - started < 4
