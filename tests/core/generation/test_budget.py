"""How often one thing is asked, and in which forms."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.core.generation import build
from tests.core.generation.banks import ASCENT, FACTS, HEIGHT, changed, fact, source

CARDS = {"flashcard_forward", "flashcard_reverse"}


def forms(release, fact_id):
    return {q.generator for q in release.questions if q.fact == f"peaks/{fact_id}"}


def often(release):
    """How many forms beside its cards ask for each target."""
    return Counter(
        target
        for question in release.questions
        if question.generator not in CARDS and not question.partners
        for target in question.targets
    )


@given(skip=st.lists(st.sampled_from(["single_choice", "cloze", "short_answer", "true_false"])))
def test_a_slot_has_its_card_and_at_most_two_other_forms(skip):
    release = build(source(*(changed(each, skip=skip) for each in FACTS)))
    assert max(often(release).values()) <= 2
    cards = {question.target for question in release.questions if question.generator in CARDS}
    assert cards >= often(release).keys()


def test_a_figure_is_typed_before_it_is_chosen():
    release = build(source())
    dates = [q for q in release.questions if q.fact == "peaks/k2-ascent"]
    assert "date" in {question.generator for question in dates}


def test_several_gaps_come_before_a_choice():
    long = "When the party of that year set out, {who:@hunt} led it, and {n:number=13} men went."
    asked = {"who": "Who led the party of that year?", "n": "How many men went with the party?"}
    release = build(source(fact("party", long, ask=asked)))
    (cloze,) = (q for q in release.questions if q.generator == "cloze")
    assert len(cloze.parts) == 2


def test_what_was_released_stays_while_it_fits():
    old = build(source(HEIGHT, skip_of(ASCENT)))
    new = build(source(HEIGHT, ASCENT), old)
    before = {q.uid for q in old.questions}
    assert before <= {q.uid for q in new.questions}


def skip_of(each):
    return changed(each, skip=["cloze", "multiple_answer"])


def test_building_upon_a_release_changes_nothing():
    old = build(source())
    assert build(source(), old).to_json() == old.to_json()


def test_a_release_with_too_many_forms_is_thinned_out():
    whole = build(source(HEIGHT))
    (typed, choice) = (
        next(q for q in build(source(changed(HEIGHT, skip=skip))).questions if q.generator == name)
        for name, skip in (
            ("short_answer", ["true_false", "single_choice", "cloze"]),
            ("single_choice", ["true_false", "short_answer", "cloze"]),
        )
    )
    held = {q.uid: q for q in (*whole.questions, typed, choice)}
    crowded = type(whole)(whole.bank, whole.number, tuple(held.values()))
    assert max(often(build(source(HEIGHT), crowded)).values()) <= 2
