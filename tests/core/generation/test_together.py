"""Questions that ask several facts together: pairs, orders and heaps."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.generation import BadSource, build
from app.core.generation.generators import GENERATORS, JOINT_GENERATORS
from app.core.questions import check, parts_of
from app.core.values import Date
from tests.core.generation.banks import (
    ENTITIES,
    FACTS,
    changed,
    fact,
    joint_questions,
    mountain,
    person,
    source,
)

DATES = ("1921", "1922-05", "1922-06", "1924-06-08", "1933", "1953-05-29", "1975", "1980-08")


def event(when, number=0, **more):
    return fact(
        f"event-{number}",
        f"Party {number} went up in {{when:date={when}}}.",
        ask={"when": f"When did party number {number} go up the mountain?"},
        event={"when": f"Party number {number} goes up"},
        **more,
    )


def role(who, post, **more):
    return fact(
        f"{who}-role",
        f"{{who:@{who}}} was {{post:text={post}}}.",
        kind="role",
        ask={"post": f"Which post did {who} hold in the party of 1953?"},
        **more,
    )


def claim(number, speaker, words, **more):
    return fact(f"claim-{number}", words, truth="attributed", speaker=speaker, **more)


EVENTS = [event(when, number) for number, when in enumerate(DATES)]
ROLES = [
    role("hillary", "the party’s beekeeper"),
    role("tenzing", "the party’s guide"),
    role("hunt", "the leader"),
    role("messner", "a guest"),
]
CLAIMS = [
    claim(1, "hunt", "Good weather made the ascent."),
    claim(2, "messner", "Bottled air makes a peak lower."),
    claim(3, "hillary", "The last step was luck."),
    claim(4, "harrison", "Doctors belong on every rope."),
]


def labels(question):
    return [item.label for item in question.content.items]


def test_events_are_put_in_the_order_of_their_dates():
    (question, *_) = joint_questions(source(*EVENTS), "ordering")
    assert question.prompt == "Put these events in order, the earliest first."
    texts = [item.text for item in question.content.items]
    numbers = [int(text.split()[2]) for text in texts]
    assert numbers == sorted(numbers)
    assert question.explanation.startswith(f"First: {texts[0]} – {labels(question)[0]}. Last: ")
    assert (question.target, question.parts, question.skill) == ("", (), "sequence")
    assert len(question.question.facts) == len(texts)


PARTS = st.tuples(st.integers(1990, 1994), st.integers(1, 12), st.integers(1, 28))


def notation(parts, precision):
    return "-".join(f"{part:02}" for part in parts[:precision])


MOMENTS = st.lists(st.builds(notation, PARTS, st.integers(1, 3)), min_size=4, max_size=14)


def span(notation):
    date = Date.parse(notation)
    first = (date.year, date.month or 1, date.day or 1)
    return first, (date.year, date.month or 12, date.day or 31)


@settings(max_examples=60)
@given(moments=MOMENTS)
def test_no_order_is_asked_that_the_dates_leave_open(moments):
    bank = source(*(event(when, number) for number, when in enumerate(moments)))
    for question in joint_questions(bank, "ordering"):
        spans = [span(moments[int(item.text.split()[2])]) for item in question.content.items]
        assert all(one[1] < two[0] for one, two in pairwise(spans))
    for question in joint_questions(bank, "which_first"):
        at = {choice.text: span(moments[int(choice.text.split()[2])])
              for choice in question.content.choices}  # fmt: skip
        (key,) = (choice.text for choice in question.content.choices if choice.is_right)
        assert all(at[key][1] < at[text][0] for text in at if text != key)


def test_a_year_and_a_month_in_it_are_never_put_in_order():
    open_order = [event(when, n) for n, when in enumerate(("2013", "2013-01", "2013-05", "2014"))]
    assert not joint_questions(source(*open_order), "ordering")


def test_a_date_without_a_year_has_no_place_on_the_timeline():
    bank = source(*(event(f"--{month:02}", month) for month in range(1, 8)))
    assert not joint_questions(bank, "ordering")


def test_a_year_that_was_worked_out_is_called_so():
    bank = source(*EVENTS[:3], event("1953-05-29|year inferred", 3))
    (question,) = joint_questions(bank, "ordering")
    assert labels(question)[-1] == "29 May (1953 is worked out, not printed)"


def test_the_first_of_four_events_is_asked_for():
    for question in joint_questions(source(*EVENTS), "which_first"):
        assert len(question.content.choices) == 4
        key = next(choice for choice in question.content.choices if choice.is_right)
        assert key.text == f"Party number {DATES_OF[question.fact]} goes up"
        assert all(choice.why.startswith("That came") for choice in question.content.choices)


DATES_OF = {f"peaks/{each['id']}": number for number, each in enumerate(EVENTS)}


def test_suffering_is_nothing_to_put_in_order():
    with pytest.raises(BadSource, match="Suffering"):
        source(event("1953", sensitive=True))


@pytest.mark.parametrize("words", ["Up.", "Up", "In 1953 the party goes up", "a " * 13])
def test_an_event_is_a_short_clause_without_its_date(words):
    with pytest.raises(BadSource):
        source(changed(EVENTS[0], event={"when": words}))


def test_people_are_matched_with_their_roles():
    (question,) = joint_questions(source(*ROLES), "matching")
    pairs = {pair.text: pair.match for pair in question.content.pairs}
    assert pairs["Tenzing Norgay"] == "The party’s guide"
    assert question.parts == tuple(f"{uid}#post#forward" for uid in question.question.facts)
    assert question.skill == "relation"
    assert all(pair.why for pair in question.content.pairs)


def test_one_match_is_left_over_where_the_bank_has_more():
    more = [person(f"p{n}", f"Guide {n}x", "One of them.") for n in range(4)]
    roles = [*ROLES, *(role(f"p{n}", f"porter {n}y") for n in range(4))]
    made = joint_questions(source(*roles, entities=[*ENTITIES, *more]), "matching")
    assert any(question.content.extra for question in made)
    for question in made:
        matches = {pair.match for pair in question.content.pairs}
        assert not matches & set(question.content.extra)


def test_what_is_also_true_of_somebody_is_not_matched_beside_them():
    both = role("hunt", "the leader", also_true={"post": ["a guest"]})
    for question in joint_questions(source(*ROLES[:2], both, ROLES[3]), "matching"):
        assert not {"The leader", "A guest"} <= {pair.match for pair in question.content.pairs}


def test_a_match_that_holds_another_or_names_its_row_is_left_out():
    like = [*ROLES[:2], role("hunt", "the party’s guide of 1953"), ROLES[3]]
    for question in joint_questions(source(*like), "matching"):
        matches = [pair.match for pair in question.content.pairs]
        assert not {"The party’s guide", "The party’s guide of 1953"} <= set(matches)
    naming = [*ROLES[:3], role("messner", "Messner the guest")]
    names = [changed(each) for each in ENTITIES]
    names[8] = changed(ENTITIES[8], name="Messner")
    for question in joint_questions(source(*naming, entities=names), "matching"):
        assert "Messner" not in [pair.text for pair in question.content.pairs]


def test_points_are_matched_with_who_makes_them():
    (question,) = joint_questions(source(*CLAIMS), "matching")
    assert {pair.match for pair in question.content.pairs} == {
        "John Hunt", "Reinhold Messner", "Edmund Hillary", "Ginette Harrison",
    }  # fmt: skip
    assert question.skill == "attribution"
    assert "peaks/claim-2#speaker#forward" in question.parts


def test_a_gist_stands_for_its_claim_and_who_also_says_so_stands_elsewhere():
    short = changed(CLAIMS[0], gist="weather made it", also_true={"speaker": ["@messner"]})
    for question in joint_questions(source(short, *CLAIMS[1:]), "matching"):
        rows = {pair.text: pair.match for pair in question.content.pairs}
        assert "Reinhold Messner" not in rows.values() or "Weather made it" not in rows


def test_claims_about_suffering_are_not_matched():
    sad = [changed(each, sensitive=True) for each in CLAIMS]
    assert not joint_questions(source(*sad), "matching")


def test_acronyms_are_matched_with_their_names():
    acronyms = [
        fact(f"a{n}", f"{{long:text={long}}} is what {{short:text={short}}} means.", kind="acronym",
             ask={"long": f"What does the acronym {short} stand for?"})
        for n, (short, long) in enumerate(
            [("GTS", "Great Trigonometrical Survey"), ("AC", "Alpine Club"), ("ML", "Meadow Lark")]
        )
    ]  # fmt: skip
    (question,) = joint_questions(source(*acronyms), "matching")
    assert ("GTS", "Great Trigonometrical Survey") in {
        (pair.text, pair.match) for pair in question.content.pairs
    }


def sorting(**more):
    table = {
        "id": "sides",
        "prompt": "From which side was each mountain first climbed?",
        "categories": [
            {"name": "From the north", "from": ["north#peaks"]},
            {"name": "From the south", "from": ["south#peaks"], "facts": ["claim-1"]},
        ],
    }
    return table | more


NORTH = fact("north", "From the north {peaks:@k2+lhotse} were climbed.",
             ask={"peaks": "Which two peaks were climbed from the north?"})  # fmt: skip
SOUTH = fact("south", "From the south {peaks:@makalu} was climbed.",
             ask={"peaks": "Which peak was climbed from the south?"})  # fmt: skip
GIST = changed(CLAIMS[0], gist="the south is easier")


def test_things_of_several_facts_are_sorted_on_heaps():
    bank = source(NORTH, SOUTH, GIST, sortings=[sorting()])
    (question,) = joint_questions(bank, "categorise")
    names = {category.id: category.name for category in question.content.categories}
    heaps = {item.text: names[item.category] for item in question.content.items}
    assert heaps == {
        "K2": "From the north", "Lhotse": "From the north",
        "Makalu": "From the south", "The south is easier": "From the south",
    }  # fmt: skip
    parts = dict(zip(heaps, question.parts, strict=True))
    assert parts["Makalu"] == "peaks/south#peaks#forward"
    # One member of a list tells too little of the whole.
    assert parts["K2"] == parts["The south is easier"] == ""
    assert question.skill == "classification"
    assert question.uid == joint_questions(
        source(NORTH, SOUTH, GIST, sortings=[sorting(prompt="Where was each climbed from?")]),
        "categorise",
    )[0].uid  # fmt: skip


@pytest.mark.parametrize(
    ("categories", "mend"),
    [
        ([{"name": "A", "from": ["nroth#peaks"]}, {"name": "B"}], "Did you mean 'north'"),
        ([{"name": "A", "from": ["north#peak"]}, {"name": "B"}], "Did you mean 'peaks'"),
        ([{"name": "A", "facts": ["north"]}, {"name": "B"}], "Write one"),
        ([{"name": "A", "from": ["north#peaks"]}, {"name": "B", "from": ["north#peaks"]}],
         "Keep it on one"),
        ([{"name": "A", "from": ["north#peaks"]}], "Write more"),
        (
            [{"name": "A", "from": ["north#peaks"]}, {"name": "B", "from": ["twin#peak"]}],
            "'@k2' lies on two heaps",
        ),
    ],
)  # fmt: skip
def test_a_sorting_that_points_nowhere_is_refused(categories, mend):
    twin = fact("twin", "{peak:@k2} is steep.")
    with pytest.raises(BadSource, match=mend):
        source(NORTH, SOUTH, twin, sortings=[sorting(categories=categories)])


MANY = [
    *(event(f"{1900 + number}-03", number) for number in range(40)),
    *(claim(number, speaker, f"Point {number} matters most.") for number, speaker in
      enumerate(("hunt", "messner", "hillary", "harrison", "tenzing") * 8)),
]  # fmt: skip


def everything():
    """A bank that makes a question of every form."""
    giants = fact("giants", "Of mountains {which:@everest+k2+lhotse} are the highest three.",
                  ask={"which": "Which three mountains are the highest?"},
                  ask_not={"which": "Which of these is NOT one of the three highest?"})  # fmt: skip
    others = [giants, NORTH, SOUTH, changed(GIST, id="gist-1"), *ROLES, *FACTS]
    heaps = [{"name": "North", "from": ["north#peaks"]},
             {"name": "South", "from": ["south#peaks"], "facts": ["gist-1"]}]  # fmt: skip
    return source(*MANY, *others, sortings=[sorting(categories=heaps)])


def some(numbers):
    """The bank of every form with some of its facts."""
    bank = everything()
    kept = tuple(each for number, each in enumerate(bank.facts) if number not in numbers)
    return replace(bank, facts=kept, sortings=())


LOSSES = st.sets(st.integers(0, 100), max_size=60)


@settings(max_examples=8)
@given(before=LOSSES, after=LOSSES)
def test_whatever_comes_and_goes_every_question_is_sound_and_a_second_build_the_same(before, after):
    bank = some(after)
    release = build(bank, build(some(before)))
    for question in release.questions:
        assert not check(question.content)
        assert len(question.parts) in (0, parts_of(question.content))
    assert build(bank, release).to_json() == release.to_json()


def test_every_form_can_be_made():
    names = {question.generator for question in build(everything()).questions}
    assert names >= {each.name for each in JOINT_GENERATORS}
    assert {each.name for each in GENERATORS} - names <= {"flashcard_reverse", "numerical"}


def test_no_two_questions_of_a_form_share_more_than_half_of_their_facts():
    questions = build(source(*MANY)).questions
    for name in ("ordering", "which_first", "matching"):
        asked = [set(q.question.facts) for q in questions if q.generator == name]
        assert len(asked) > 3
        assert all(len(one & two) * 2 <= min(len(one), len(two)) for one, two in
                   combinations(asked, 2))  # fmt: skip


def test_a_released_group_stays_together():
    old = build(source(*MANY))
    more = [event(f"{1800 + number}-03", 100 + number) for number in range(12)]
    new = build(source(*MANY, *more), old)
    for question in old.questions:
        if question.partners:
            assert new.by_uid[question.uid].to_json() == question.to_json()


def test_a_group_that_loses_a_member_keeps_the_others():
    old = build(source(*MANY))
    (first, *_) = (q for q in old.questions if q.generator == "ordering")
    lost = first.question.facts[2].removeprefix("peaks/")
    new = build(source(*(each for each in MANY if each["id"] != lost)), old).by_uid[first.uid]
    assert set(first.question.facts) - {f"peaks/{lost}"} <= set(new.question.facts)


def test_the_example_bank_has_nothing_to_put_together_without_events_and_roles():
    made = {question.generator for question in build(source(*FACTS)).questions}
    assert not made & {"ordering", "which_first", "categorise"}


def test_neighbours_are_no_part_of_what_is_put_together():
    extra = mountain("nuptse", "Nuptse", "Nuptse is one.")
    before = joint_questions(source(*MANY), "matching")
    assert before == joint_questions(source(*MANY, entities=[*ENTITIES, extra]), "matching")
