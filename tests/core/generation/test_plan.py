from app.core.generation import build, plan
from tests.core.generation.banks import ENTITIES, HEIGHT, OTHERS, changed, source


def changes(*facts, entities=ENTITIES):
    old = build(source(HEIGHT, OTHERS[0]))
    return plan(old.questions, build(source(*facts, entities=entities), pinned=old))


def test_the_same_facts_change_nothing():
    assert changes(HEIGHT, OTHERS[0]).is_empty


def test_a_first_release_adds_everything():
    release = build(source())
    assert plan((), release).added == release.questions


def test_other_words_are_a_rewording():
    made = changes(changed(HEIGHT, explain="It was measured anew."), OTHERS[0])
    assert {change.new.fact for change in made.reworded} == {"peaks/everest-height"}
    assert (made.added, made.key_changed, made.retired) == ((), (), ())


def test_another_spelling_is_a_rewording():
    made = changes(
        HEIGHT, OTHERS[0], entities=[changed(ENTITIES[0], name="Chomolungma"), *ENTITIES[1:]]
    )
    assert made.reworded
    assert not made.key_changed


def test_another_value_changes_the_key_of_its_own_slot_only():
    made = changes(changed(HEIGHT, text=HEIGHT["text"].replace("8849", "8848")), OTHERS[0])
    assert {change.new.slot for change in made.key_changed} == {"height"}
    assert {change.old.key_hash == change.new.key_hash for change in made.key_changed} == {False}
    assert (made.added, made.retired) == ((), ())


def test_another_bound_changes_the_key():
    text = HEIGHT["text"].replace("about", "at least")
    ask = {**HEIGHT["ask"], "height": "At least how many metres does Mount Everest rise?"}
    assert changes(changed(HEIGHT, text=text, ask=ask), OTHERS[0]).key_changed


def test_finding_an_inferred_year_in_print_changes_no_key():
    inferred = changed(
        OTHERS[0], text=OTHERS[0]["text"].replace("1954-07-31", "1954-07-31|year inferred")
    )
    assert not changes(HEIGHT, inferred).key_changed


def test_a_removed_fact_retires_its_questions():
    made = changes(HEIGHT)
    assert {question.fact for question in made.retired} == {"peaks/k2-ascent"}


def test_a_new_fact_adds_questions():
    made = changes(HEIGHT, OTHERS[0], OTHERS[1])
    assert {question.fact for question in made.added} >= {"peaks/kangchenjunga-ascent"}
