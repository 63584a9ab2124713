"""A history goes on only where the meaning does; what a release remembers decides, nothing else."""

import pytest

from app.core.generation import BadSource, Turn, build, plan
from app.core.generation.release import Release
from tests.banks import town

FOUNDED = 'text = "{town:@varn} was founded in {when:date=1623}."'
LIT = 'text = "The lighthouse of {town:@varn} was first lit in {when:date=1791}."'


def release(facts=town.FACTS, pinned=None):
    return build(town.source(facts), pinned)


def targets(built, prefix):
    return {uid.removeprefix("varn/") for each in built.questions for uid in each.targets} & {
        f"{prefix}#{slot}#forward" for slot in ("when", "who", "town", "length", "other")
    }


def names(built):
    return {(told.fact, told.name) for told in built.lineages if not told.is_retired}


def renamed(old, new, facts=town.FACTS):
    return facts.replace(f'id = "{old}"', f'id = "{new}"\nreplaces = ["{old}"]')


def without(*ids, facts=town.FACTS):
    tables = facts.split("[[fact]]")
    kept = [table for table in tables if not any(f'id = "{each}"' in table for each in ids)]
    return "[[fact]]".join(kept)


def test_a_correction_goes_on_under_the_same_names():
    first = release()
    second = release(town.FACTS.replace("=1623}", "=1632}"), first)
    assert targets(second, "founded") == {"founded#when#forward"}
    assert names(first) == names(second)


def test_a_renamed_fact_keeps_its_names_even_when_it_is_corrected_later():
    first = release()
    second = release(renamed("founded", "origin"), first)
    corrected = renamed("founded", "origin").replace("=1623}", "=1632}")
    third = release(corrected, second)
    for built in (second, third):
        assert ("origin", "founded") in names(built)
        assert targets(built, "founded") == {"founded#when#forward"}


def test_a_fact_renamed_and_corrected_at_once_begins_anew_and_stays_so():
    corrected = renamed("founded", "origin").replace("=1623}", "=1632}")
    second = release(corrected, release())
    third = release(corrected.replace("=1632}", "=1623}"), second)
    for built in (second, third):
        assert ("origin", "origin") in names(built)
        assert not targets(built, "founded")
        assert targets(built, "origin") == {"origin#when#forward"}


def test_a_fact_that_takes_the_place_of_another_by_name_alone_begins_anew():
    stranger = renamed("founded", "bakery").replace(
        FOUNDED, 'text = "The oldest bakery sold its first bread in {when:date=1623}."'
    )
    assert ("bakery", "bakery") in names(release(stranger, release()))


def test_swapped_ids_begin_anew_and_swapped_back_go_on():
    first = release()
    swapped = town.FACTS.replace('id = "founded"', 'id = "x"')
    swapped = swapped.replace('id = "lighthouse"', 'id = "founded"').replace('"x"', '"lighthouse"')
    second = release(swapped, first)
    assert {("founded", "founded~2"), ("lighthouse", "lighthouse~2")} <= names(second)
    assert targets(second, "founded~2") == {"founded~2#when#forward"}
    assert release(swapped, second) == second
    third = release(town.FACTS, second)
    assert {("founded", "founded"), ("lighthouse", "lighthouse")} <= names(third)


def test_an_id_given_to_another_statement_begins_anew():
    other = town.FACTS.replace(
        FOUNDED, 'text = "The oldest bakery sold its first bread in {when:date=1701}."'
    )
    assert ("founded", "founded~2") in names(release(other, release()))


def test_the_same_statement_in_wholly_other_words_goes_on():
    reworded = town.FACTS.replace(
        FOUNDED, 'text = "People settled at {town:@varn} in {when:date=1623}."'
    )
    assert ("founded", "founded") in names(release(reworded, release()))


def test_what_comes_back_the_same_goes_on_and_with_another_value_begins_anew():
    gone = release(without("lighthouse"), release())
    assert ("lighthouse", "lighthouse") in names(release(town.FACTS, gone))
    other = release(town.FACTS.replace("=1791}", "=1797}"), gone)
    assert ("lighthouse", "lighthouse~2") in names(other)
    assert release(town.FACTS.replace("=1791}", "=1797}"), other) == other


def test_a_slot_that_comes_back_with_another_value_begins_anew():
    first = release()
    plain = "{who:@adda} started the ferry company on {when:date=1987-05-03|year inferred}."
    when = 'ask.when = "On which day did the ferry company start?"\n'
    without_day = town.FACTS.replace(plain, "{who:@adda} started the ferry company.")
    gone = release(without_day.replace(when, ""), first)
    back = release(town.FACTS.replace("=1987-05-03", "=1988-05-03"), gone)
    assert targets(back, "ferry-founder") == {"ferry-founder#who#forward"}
    assert targets(back, "ferry-founder~2") == {"ferry-founder~2#when#forward"}
    same = release(town.FACTS, gone)
    assert targets(same, "ferry-founder") == targets(first, "ferry-founder")


SPLIT = """
[[fact]]
id = "ferry-day"
kind = "event"
text = "The ferry company started on {when:date=1987-05-03|year inferred}."
ask.when = "On which day did the ferry company start?"
cite = [{ paragraph = 3 }]
replaces = ["ferry-founder#when"]

[[fact]]
id = "ferry-person"
kind = "actor"
text = "{who:@adda} started the ferry company."
ask.who = "Who started the ferry company of the harbour?"
cite = [{ paragraph = 3 }]
replaces = ["ferry-founder#who"]
"""

SECOND_DAY = """
[[fact]]
id = "second-day"
kind = "event"
text = "The company of the ferry began on {when:date=1987-05-03|year inferred}."
ask.when = "On which day did the company of the ferry begin?"
cite = [{ paragraph = 3 }]
replaces = ["ferry-founder#when"]
"""


def test_a_split_fact_gives_each_slot_its_history():
    first = release()
    second = release(without("ferry-founder") + SPLIT, first)
    assert targets(second, "ferry-founder") == {
        "ferry-founder#when#forward", "ferry-founder#who#forward",
    }  # fmt: skip
    old, new = ({each.uid for each in built.questions} for built in (first, second))
    cards = {each.uid for each in first.questions if each.type == "flashcard"}
    assert cards <= new & old
    assert release(without("ferry-founder") + SPLIT, second) == second


def test_a_merged_fact_takes_the_history_of_each_slot():
    first = release(without("ferry-founder") + SPLIT.replace("replaces", "# replaces"))
    merged = town.FACTS.replace(
        'id = "ferry-founder"', 'id = "ferry-founder"\nreplaces = ["ferry-day", "ferry-person"]'
    )
    second = release(merged, first)
    moved = targets(second, "ferry-day") | targets(second, "ferry-person")
    assert moved == {"ferry-day#when#forward", "ferry-person#who#forward"}


@pytest.mark.parametrize(
    ("facts", "where", "other"),
    [
        (
            renamed("founded", "a") + SPLIT.replace("ferry-founder#when", "founded"),
            "fact ferry-day",
            "'a'",
        ),
        (town.FACTS + SPLIT, "fact ferry-day", "'ferry-founder'"),
        (without("ferry-founder") + SPLIT + SECOND_DAY, "fact second-day", "'ferry-day'"),
    ],
)
def test_two_facts_that_claim_one_history_are_both_named(facts, where, other):
    with pytest.raises(BadSource) as refused:
        town.source(facts)
    (problem,) = [each for each in refused.value.problems if each.field == "replaces"][:1]
    assert where in problem.where
    assert other in problem.reason


def test_a_split_fact_may_live_on_without_the_slot():
    plain = "{who:@adda} started the ferry company on {when:date=1987-05-03|year inferred}."
    when = 'ask.when = "On which day did the ferry company start?"\n'
    facts = town.FACTS.replace(plain, "{who:@adda} started the ferry company.").replace(when, "")
    day = SPLIT.split("[[fact]]")[1]
    second = release(facts + "[[fact]]" + day, release())
    assert targets(second, "ferry-founder") == {
        "ferry-founder#when#forward", "ferry-founder#who#forward",
    }  # fmt: skip


def test_a_release_is_read_as_it_was_written():
    second = release(renamed("founded", "origin"), release())
    assert Release.from_json(second.to_json()) == second


def test_building_upon_a_release_gives_the_same_release():
    second = release(without("lighthouse"), release())
    assert build(town.source(without("lighthouse")), second) == second


VHC = "{acronym:text=VHC} stands for {name:text=Varn Harbour Company}."


@pytest.mark.parametrize(
    ("facts", "moves"),
    [
        (renamed("founded", "origin"), {(Turn.REPLACED, "founded", "origin", "")}),
        (
            without("ferry-founder") + SPLIT,
            {
                (Turn.SPLIT, "ferry-founder", "ferry-day", "when"),
                (Turn.SPLIT, "ferry-founder", "ferry-person", "who"),
            },
        ),
        (
            renamed("founded", "origin").replace("=1623}", "=1632}"),
            {
                (Turn.SPLIT, "founded", "origin", "town"),
                (Turn.BEGUN_ANEW, "founded", "origin", "when"),
            },
        ),
        (
            town.FACTS.replace(FOUNDED, 'text = "Its oldest bakery opened in {when:date=1701}."'),
            {(Turn.BEGUN_ANEW, "founded", "founded", "")},
        ),
        (
            town.FACTS.replace(VHC, "{acronym:text=ODX} stands for {name:text=Ode Delta Express}."),
            {(Turn.DOUBTFUL, "vhc", "vhc", "")},
        ),
        (town.FACTS.replace("=1623}", "=1632}"), set()),
        (without("lighthouse"), set()),
    ],
    ids=["renamed", "split", "renamed and corrected", "reused", "doubtful", "corrected", "retired"],
)
def test_a_plan_tells_what_becomes_of_each_history(facts, moves):
    first = release()
    second = release(facts, first)
    planned = plan(first.questions, second, first.lineages)
    assert {(move.turn, move.was, move.fact, move.slot) for move in planned.moves} == moves
