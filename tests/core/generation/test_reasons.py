"""What a wrong choice really is."""

from tests.core.generation.banks import (
    ASCENT,
    HEIGHT,
    SECOND_VIEW,
    THIRD_VIEW,
    VIEW,
    changed,
    fact,
    question_of,
    source,
)


def whys(question):
    return {choice.text: choice.why for choice in question.content.choices}


def test_a_tempting_speaker_is_told_by_what_they_do_say():
    bank = source(VIEW, SECOND_VIEW, THIRD_VIEW)
    asked = whys(question_of(bank, "messner-air", "who_said_it"))
    assert asked["John Hunt"] == (
        "John Hunt makes another point: The ascent of Everest hung on the weather."
    )
    assert asked["Edmund Hillary"].startswith("Edmund Hillary makes another point: The last step")


def test_of_several_points_the_nearest_is_told():
    air = fact("hunt-air", "Bottled air was worth every gram.", truth="attributed", speaker="hunt")
    asked = whys(question_of(source(VIEW, SECOND_VIEW, THIRD_VIEW, air), "messner-air",
                             "who_said_it"))  # fmt: skip
    assert "Bottled air was worth" in asked["John Hunt"]


def test_who_leaves_out_suffering_does_not_read_of_it_in_a_reason():
    sad = [changed(VIEW, sensitive=True), SECOND_VIEW, THIRD_VIEW]
    asked = whys(question_of(source(*sad), "messner-air", "who_said_it"))
    assert asked["John Hunt"] == "John Hunt led the party of 1953."


def test_a_wrong_entity_is_told_by_its_own_fact_in_the_same_slot():
    twin = fact("k2-rank", "{what:@k2} comes second.", kind="quantity",
                ask={"what": "Which mountain comes second?"})  # fmt: skip
    asked = whys(question_of(source(HEIGHT, twin), "everest-height", "single_choice", "what"))
    assert asked.get("K2", "K2 comes second.") == "K2 comes second."
    assert asked.get("Makalu", "Makalu is the fifth highest.") == "Makalu is the fifth highest."


def test_a_year_that_was_worked_out_is_called_so_in_a_reason():
    others = [
        fact(f"d{day}", f"The tent was moved on {{when:date=1953-06-{day}|year inferred}}.",
             ask={"when": f"When was tent number {day} moved?"})
        for day in (10, 11, 12)
    ]  # fmt: skip
    asked = whys(question_of(source(ASCENT, *others), "first-ascent", "single_choice", "when"))
    wrong = [why for why in asked.values() if " belongs to another fact: " in why]
    assert wrong
    assert all(why.endswith("(1953 is worked out, not printed.)") for why in wrong)


def test_figures_rounded_like_the_key_come_first():
    key = fact("rope", "They took {n:number=1500||m} of rope.", ask={"n": "How much rope?"})
    round_, odd = (900, 2000, 4000), (1234, 1811, 2777)
    others = [fact(f"f{n}", f"Of wire {{n:number={n}||m}}.") for n in (*round_, *odd)]
    asked = question_of(source(key, *others), "rope", "single_choice")
    assert {each.partition("|")[0] for each in asked.wrong} == {str(n) for n in round_}
