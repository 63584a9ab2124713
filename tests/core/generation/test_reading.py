from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.generation import BadSource, parse, read
from tests.core.generation.banks import ASCENT, BANK, ENTITIES, HEIGHT, changed, fact, source

BANK_TOML = """
id = "peaks"
name = "Peaks"
description = "Mountains."
licence = "MIT"
as_of = "2020-12"
[article]
title = "The roof"
publisher = "The Example"
url = "https://example.org"
"""


def problems(*facts, entities=ENTITIES, **bank):
    with pytest.raises(BadSource) as caught:
        source(*facts, entities=entities, **bank)
    return {(each.where, each.field): each for each in caught.value.problems}


def test_a_bank_reads_back_what_was_written():
    bank = source(HEIGHT)
    assert bank.bank.labels[3] == "the heights"
    assert bank.facts[0].slots["height"].text == "about 8\u202f849 m"
    assert bank.entities["everest"].spellings == ("Mount Everest", "Everest")


def test_broken_toml_is_named_by_file_and_line():
    with pytest.raises(BadSource) as caught:
        read(BANK_TOML, "[[fact]]\nid = x\n")
    (problem,) = caught.value.problems
    assert problem.where == "facts.toml"
    assert "line 2" in problem.reason


@pytest.mark.parametrize(
    "facts",
    ["a = " + "[" * 100_000, "a = " + "{a=" * 3_000 + "1" + "}" * 3_000, "a = " + "9" * 5_000],
)
def test_toml_that_no_reader_can_hold_is_refused_like_any_other(facts):
    with pytest.raises(BadSource, match="This is not TOML"):
        read(BANK_TOML, facts)


@pytest.mark.parametrize("day", ["2024-13", "2024-02-30", "0000", "0000-01", "٢٠٢٤"])
def test_a_day_that_never_was_is_refused(day):
    assert set(problems(HEIGHT, as_of=day)) == {("bank.toml", "as_of")}
    found = problems(HEIGHT, article={**BANK["article"], "published_on": day})
    assert set(found) == {("bank.toml", "article.published_on")}
    assert set(problems(fact("x", "High.", as_of=day))) == {("fact x", "as_of")}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//example.org", "https://", "x" * 99])
def test_an_article_is_linked_by_an_address_of_the_web_only(url):
    found = problems(HEIGHT, article={**BANK["article"], "url": url})
    assert set(found) == {("bank.toml", "article.url")}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 201),
        ("name", "a\0b"),
        ("licence", "x" * 101),
        ("language", "English"),
        ("language", '"><script>'),
        ("release", 2**31),
        ("labels", {3: "x" * 101}),
    ],
)
def test_what_the_database_cannot_keep_is_refused_by_name(field, value):
    ((where, named),) = problems(HEIGHT, **{field: value})
    assert where == "bank.toml"
    assert named.startswith(field)


def test_all_problems_are_told_at_once():
    found = problems(
        fact("one", "{a:@nobody} is here."),
        fact("two", "No full stop"),
        changed(HEIGHT, ask={"hight": "How high is the mountain?"}),
    )
    assert set(found) == {
        ("fact one", "text"),
        ("fact two", "text"),
        ("fact everest-height", "ask"),
    }


@pytest.mark.parametrize(
    ("broken", "field", "mend"),
    [
        (fact("x", "{a:@everst} is high."), "text", "Did you mean 'everest'?"),
        (fact("x", "{a:number=many} peaks."), "text", "Write slots as"),
        (fact("x", "{a:@k2} and {a:@k2}."), "text", "Write slots as"),
        (fact("x", "{speaker:@k2} talks."), "text", "Write slots as"),
        (fact("x", "A brace { is open."), "text", "Write slots as"),
        (fact("x", "High.", aks={}), "aks", "Did you mean 'ask'?"),
        (fact("x", "High.", kind="fact"), "kind", "Write one of"),
        (fact("x", "High.", truth="attributed"), "speaker", "Name an entity's id."),
        (fact("x", "High.", speaker="hunt"), "speaker", 'Write truth = "attributed"'),
        (fact("x", "High.", hedge="believed"), "hedge", "Put these words into the text"),
        (fact("x", "High.", skip=["clozes"]), "skip", "Did you mean 'cloze'?"),
        (fact("x", "High.", as_of="May"), "as_of", "dates are 2013"),
        (fact("x", "High.", cite=[{"paragraph": "three"}]), "cite.0.paragraph", "README"),
        (fact("x", "{a:@k2} is high.", ask={"a": "Which one"}), "ask.a", "question mark"),
        (fact("x", "{a:@k2} is high.", ask_one={"a": "Which one?"}), "ask_one.a", "Use ask."),
        (fact("x", "{a:@k2} is high.", reverse={"a": "Which one?"}), "reverse", "two slots"),
        (fact("x", "{a:@k2+lhotse}.", ask_not={"a": "Which is NOT?"}), "ask_not.a", "Use ask."),
        (
            fact("x", "{a:@k2} is high.", event={"a": "Something is high"}),
            "event.a",
            "Take it out.",
        ),
        (fact("x", "High.", gist="it is high"), "gist", "Name its speaker"),
        (
            fact("x", "High.", truth="attributed", speaker="hunt", gist="word " * 15),
            "gist",
            "Use at most 14 words.",
        ),
        (fact("x", "High.", skill="guessing"), "skill", "Write one of"),
        (fact("x", "{a:@k2} is high.", tolerance={"a": 3}), "tolerance.a", "Take it out."),
        (fact("x", "{a:@k2} is high.", also_true={"a": ["k2"]}), "also_true.a", "as in the slot"),
        (
            fact("x", "{a:@k2} is high.", false={"a": "@evrest"}),
            "false.a",
            "Did you mean 'everest'?",
        ),
        (fact("x", "{n:number=2}.", distractors={"n": ["3"]}), "distractors.n", "why is it wrong?"),
        (changed(ASCENT, also_true={"when": ["1953-02-30"]}), "also_true.when", "as in the slot"),
    ],
)
def test_a_problem_names_fact_field_and_mend(broken, field, mend):
    found = problems(broken)
    assert list(found) == [(f"fact {broken['id']}", field)]
    assert mend in str(found[(f"fact {broken['id']}", field)])


def test_two_of_one_id_or_one_spelling_are_problems():
    twin = changed(ENTITIES[1], id="everest-too", name="everest")
    found = problems(HEIGHT, HEIGHT, entities=[*ENTITIES, twin])
    assert set(found) == {("fact everest-height", "id"), ("entity everest-too", "aliases")}


def test_a_fact_without_an_id_is_named_by_its_place():
    assert ("fact number 2", "id") in problems(HEIGHT, {"kind": "event", "text": "High."})


def test_an_entity_that_cannot_be_read_is_not_also_unknown():
    found = problems(HEIGHT, entities=[changed(ENTITIES[0], kind="hill")])
    assert set(found) == {("entity everest", "kind")}


def test_a_fact_replaced_lives_on_only_once():
    heir = changed(HEIGHT, id="new", replaces=["everest-height"])
    assert ("fact new", "replaces") in problems(HEIGHT, heir)
    assert ("fact newer", "replaces") in problems(heir, changed(heir, id="newer"))


TABLES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["id", "kind", "text", "ask", "cite", "speaker", "distractors", "skip"])


@given(bank=TABLES, rows=st.lists(st.dictionaries(FIELDS, TABLES), max_size=3), entities=TABLES)
def test_whatever_is_written_nothing_but_bad_source_is_raised(bank, rows, entities):
    with pytest.raises(BadSource):
        parse(bank, {"fact": rows, "entity": entities})


@given(text=st.text(alphabet="{}:@=|+abc123 -", max_size=40))
def test_a_text_without_a_full_stop_is_refused_whatever_it_holds(text):
    with pytest.raises(BadSource) as caught:
        parse(BANK, {"entity": ENTITIES, "fact": [fact("x", text)]})
    assert all(problem.mend for problem in caught.value.problems)


@pytest.mark.parametrize(
    "facts",
    [
        "a" + ".a" * 1_000_000 + " = 1",
        "[" + "'a' . " * 300_000 + "a]",
        'x = {"a\\"b"' + '."a\\"b"' * 300_000 + "=1}",
        "a = " + "9" * 4_000_000,
        "a = " + "[" * 1_000_000,
        "[[fact]]\n" * 400_000,
        "[[fact]]\n" + "".join(f"f{n} = 1\n" for n in range(200_000)),
        "".join(f"[t{n}]\n" for n in range(100_000)),
    ],
    ids=["dotted", "heading", "inline", "figures", "deep", "facts", "fields", "tables"],
)
def test_a_file_made_to_be_hard_to_read_is_refused_in_no_time(facts):
    started = process_time()
    with pytest.raises(BadSource) as caught:
        read(BANK_TOML, facts)
    assert process_time() - started < 4
    assert len(caught.value.problems) <= 1_001


def test_many_unknown_names_are_refused_in_no_time():
    entities = "".join(
        f'[[entity]]\nid = "e{n}"\nkind = "place"\nname = "N{n}"\n' for n in range(9_000)
    )
    facts = "".join(
        f'[[fact]]\nid = "f{n}"\nkind = "event"\ntext = "It is {{a:@x{n}}}."\n'
        for n in range(9_000)
    )
    started = process_time()
    with pytest.raises(BadSource):
        read(BANK_TOML, entities + facts)
    assert process_time() - started < 12
