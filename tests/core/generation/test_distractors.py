"""Wrong values: of the same kind, never true, never harmful."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.generation import build
from app.core.generation.distractors import Pool, parts_of
from app.core.generation.source import key_of
from tests.core.generation.banks import (
    ASCENT,
    ENTITIES,
    FACTS,
    HEIGHT,
    SECOND_VIEW,
    changed,
    fact,
    mountain,
    person,
    question_of,
    questions_of,
    source,
    texts,
)


def wrong(bank, fact_id, slot):
    """Everything the pool would offer for a slot, by key."""
    pool = Pool(bank)
    (found,) = (each for each in bank.facts if each.id == fact_id)
    return {each.key for each in pool.choices(found, slot, found.ask.get(slot, ""))}


def false(bank, fact_id, slot):
    (found,) = (each for each in bank.facts if each.id == fact_id)
    return {each.key for each in Pool(bank).falsehoods(found, slot)}


def test_neighbours_are_of_the_same_kind_and_group():
    towns = [{"id": "namche", "kind": "place", "group": "town", "name": "N", "about": "N is so."}]
    offered = wrong(source(entities=[*ENTITIES, *towns]), "everest-height", "what")
    assert offered == {"@k2", "@kangchenjunga", "@lhotse", "@makalu"}


def test_a_person_may_stand_beside_a_person_of_another_group_but_comes_later():
    others = [person(f"p{n}", f"Guide {n}", f"Guide {n} is one.", group="guide") for n in range(9)]
    bank = source(ASCENT, entities=[*ENTITIES, *others])
    names = texts(question_of(bank, "first-ascent", "single_choice", "who"))
    assert not any(name.startswith("Guide") for name in names)


def test_what_the_author_says_is_true_is_never_wrong():
    also = changed(HEIGHT, also_true={"what": ["@k2"]})
    assert "@k2" not in wrong(source(also), "everest-height", "what")


def test_what_another_fact_answers_to_the_same_question_is_never_wrong():
    twin = fact("twin", "{m:@k2} rises high.", ask={"m": HEIGHT["ask"]["what"]})
    assert "@k2" not in wrong(source(HEIGHT, twin), "everest-height", "what")


def test_what_the_sentence_or_the_question_mentions_is_never_a_choice():
    beside = changed(HEIGHT, text=HEIGHT["text"].replace("above", "beside K2 above"))
    assert "@k2" not in wrong(source(beside), "everest-height", "what")


def test_a_name_that_holds_the_keys_name_is_no_rival():
    south = mountain("south", "Mount Everest South", "It is a shoulder.")
    assert "@south" not in wrong(source(entities=[*ENTITIES, south]), "everest-height", "what")


def test_who_cannot_be_explained_is_not_offered():
    silent = mountain("nuptse", "Nuptse", "")
    assert "@nuptse" not in wrong(source(entities=[*ENTITIES, silent]), "everest-height", "what")


def test_only_speakers_of_the_bank_are_offered_as_speakers():
    assert wrong(source(), "messner-air", "speaker") == {"@hunt", "@hillary"}


def test_figures_have_the_same_unit_and_a_plausible_size():
    figures = [
        fact("a", "It takes {n:number=9000||m} of rope."),
        fact("b", "It takes {n:number=5000||m} of wire."),
        fact("c", "It takes {n:number=3||m} of tape."),
        fact("d", "It takes {n:number=5000||kg} of food."),
        fact("e", "It takes {n:number=6000||m} of tape, say {m:number=40|about|days} days."),
    ]
    offered = wrong(source(HEIGHT, *figures), "everest-height", "height")
    # 9000 is too near to "about 8849", 3 too far, and kilograms are no metres.
    assert offered == {"5000|about|m", "6000|about|m"}


def test_dates_are_as_exact_and_never_differ_by_the_year_alone():
    dates = [
        fact("a", "It was so on {d:date=1999-05-29}."),
        fact("b", "It was so in {d:date=1999-06}."),
        fact("c", "It was so in {d:date=1999}."),
        fact("d", "It was so on {d:date=1999-06-01|year inferred}."),
    ]
    assert wrong(source(ASCENT, *dates), "first-ascent", "when") == {"1999-06-01"}


def test_who_leaves_out_suffering_does_not_meet_it_in_a_reason():
    sad = changed(FACTS[5], sensitive=True)
    assert "1954-07-31" not in wrong(source(ASCENT, sad), "first-ascent", "when")
    both = changed(ASCENT, sensitive=True)
    assert "1954-07-31" in wrong(source(both, sad), "first-ascent", "when")


def test_in_a_sensitive_fact_nobody_is_named_beside_the_key_unless_safe():
    sad = changed(ASCENT, sensitive=True)
    assert wrong(source(sad), "first-ascent", "who") == set()
    assert wrong(source(changed(sad, safe=["who"])), "first-ascent", "who")
    own = changed(sad, distractors={"who": ["@hunt"]})
    assert wrong(source(own), "first-ascent", "who") == {"@hunt"}


def test_no_false_statement_is_made_about_people_groups_or_countries():
    bank = source()
    assert false(bank, "first-ascent", "who") == set()
    alone = changed(ASCENT, text=ASCENT["text"].replace("+tenzing", ""), ask_one={})
    assert false(source(changed(alone, safe=["who"])), "first-ascent", "who")
    assert not false(source(changed(ASCENT, safe=["who"])), "first-ascent", "who")
    assert false(bank, "everest-height", "what")
    nepal = mountain("nepal", "Nepal", "Nepal is a country.", group="country")
    china = mountain("china", "China", "China is a country.", group="country")
    land = fact("land", "{who:@nepal} sent a party.", ask={"who": "Which country sent a party?"})
    lands = source(land, entities=[*ENTITIES, nepal, china])
    assert false(lands, "land", "who") == set()
    assert wrong(lands, "land", "who") == {"@china"}


def test_nobody_is_misquoted():
    quoted = changed(SECOND_VIEW, text="{when:date=1953-05-29} was a good day for bottled air.")
    bank = source(quoted, *FACTS[5:])
    assert false(bank, "messner-air", "when") == set()
    assert false(bank, "messner-air", "speaker") == set()


def test_suffering_is_not_misstated():
    assert false(source(changed(ASCENT, sensitive=True)), "first-ascent", "when") == set()


def test_at_least_is_only_false_with_a_larger_figure():
    bounded = changed(HEIGHT, text=HEIGHT["text"].replace("about", "at least"))
    figures = [fact(str(n), f"It takes {{n:number={n}||m}} of it.") for n in (5000, 12000)]
    assert false(source(bounded, *figures), "everest-height", "height") == {"12000|at least|m"}
    most = changed(HEIGHT, text=HEIGHT["text"].replace("about", "at most"))
    assert false(source(most, *figures), "everest-height", "height") == {"5000|at most|m"}


def test_a_false_statement_says_what_is_right():
    told = changed(HEIGHT, false={"what": "@k2", "height": "8000"})
    for origin in "abcdefgh":
        question = question_of(source(changed(told, id=origin)), origin, "true_false")
        if not question.content.is_true:
            assert question.prompt != question.explanation
            assert question.explanation == "Mount Everest rises about 8\u202f849 m above the sea."
            assert question.content.why_true


def test_half_the_statements_are_true_and_each_could_be_false():
    bank = source(*(changed(HEIGHT, id=f"fact-{n}", false={"what": "@k2"}) for n in range(61)))
    questions = [q for q in build(bank).questions if q.generator == "true_false"]
    assert len(questions) == 61
    assert sum(q.content.is_true for q in questions) in (30, 31)
    # Nobody may be misquoted, so that a claim could only be true: it is not asked.
    assert not questions_of(source(), "hunt-weather", "true_false")


def test_a_false_statement_is_worded_as_its_sentence_needs():
    club = {"id": "guild", "kind": "organisation", "name": "Guild of Guides", "the": True}
    told = fact(
        "club",
        "{who:@club|The club’s} members climb.",
        ask={"who": "Whose members climb high mountains?"},
        false={"who": "@guild"},
    )
    for origin in "abcdefgh":
        bank = source(changed(told, id=origin), entities=[*ENTITIES, club])
        question = question_of(bank, origin, "true_false")
        assert question.prompt in (
            "The club’s members climb.",
            "The Guild of Guides’ members climb.",
        )


NAMES = st.lists(st.sampled_from([each["id"] for each in ENTITIES[:5]]), min_size=1, unique=True)


@given(key=NAMES, also=NAMES, figure=st.integers(1, 9_000), true=st.integers(1, 9_000))
def test_no_choice_and_no_swap_is_ever_also_true(key, also, figure, true):
    one = {
        **fact("one", f"{{who:@{'+'.join(key)}}} rise {{n:number={figure}||m}}."),
        "ask": {"who": "Which mountains rise as high as that?", "n": "How high do they rise?"},
        "ask_one": {"who": "Which mountain rises as high as that?"} if len(key) > 1 else {},
        "also_true": {"who": [f"@{name}" for name in also], "n": [str(true)]},
    }
    numbers = [fact(f"n{n}", f"Rope of {{n:number={n}||m}}.") for n in {true, figure, 40, 4000}]
    bank = source(one, *numbers)
    (read,) = (each for each in bank.facts if each.id == "one")
    for question in questions_of(bank, "one"):
        if not question.slot:
            continue
        slot = read.slots[question.slot]
        right = frozenset().union(*map(parts_of, (slot, *read.also_true.get(question.slot, ()))))
        assert not right & set(question.wrong)
        assert len(set(question.wrong)) == len(question.wrong)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_choices_are_three_or_two_wrong_ones_or_there_is_no_such_question(count):
    peaks = [mountain(f"m{n}", f"Peak {n}", f"Peak {n} is one.") for n in range(count)]
    bank = source(HEIGHT, entities=[ENTITIES[0], *peaks])
    made = questions_of(bank, "everest-height", "single_choice", "what")
    assert [len(each.wrong) for each in made] == ([] if count < 2 else [min(count, 3)])


def test_the_key_of_a_value_forgets_its_wording():
    bank = source(changed(HEIGHT, text="{what:@everest|The peak} rises {height:number=8849} m."))
    assert key_of(bank.facts[0].slots["what"]) == "@everest"
