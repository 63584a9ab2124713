"""The rules that need the bank behind a question: its facts, entities, speakers and doubts."""

from app.core.generation import Fingerprint, build, lint
from tests.core.generation.banks import ENTITIES, HEIGHT, VIEW, changed, fact, source

NOTHING = Fingerprint("", ())
CAMP = fact(
    "camp-raid",
    "{who:@club} took the tents of {whose:@hunt|John Hunt} at {where:@everest}.",
    ask={"who": "Which body took the tents of the party of John Hunt?"},
    sensitive=True,
)


def found(*facts, entities=ENTITIES, **bank):
    made = source(*facts, entities=entities, **bank)
    return {each.code: each for each in lint(made, build(made), NOTHING)}


def test_a_value_that_is_also_true_is_no_wrong_choice():
    wrong = {"what": ["@k2", "@lhotse", "@makalu"]}
    also = changed(HEIGHT, distractors=wrong, also_true={"what": ["@k2"]})
    assert "also-true" in found(also)
    assert "also-true" not in found(changed(HEIGHT, distractors=wrong))


def test_another_fact_that_says_the_same_of_a_wrong_choice_is_noticed():
    camp = fact(
        "camp",
        "{where:@everest} holds the highest wooden shelter for climbers.",
        ask={"where": "Which peak holds the highest wooden shelter for climbers?"},
        distractors={"where": ["@k2", "@lhotse", "@makalu"]},
    )
    same = fact("shelter", "The highest wooden shelter for climbers on a peak is that of {a:@k2}.")
    assert found(camp, same)["maybe-also-true"].message.params["choice"] == "K2"
    other = fact("tent", "The oldest tent of {a:@k2} is red.")
    assert "maybe-also-true" not in found(camp, other)


def test_a_doubt_is_kept_in_the_question():
    doubtful = fact(
        "first-team",
        "{who:@hunt} is believed to have carried the map.",
        ask={"who": "Which climber carried the map of the party?"},
        hedge="believed to",
    )
    assert found(doubtful)["lost-hedge"].message.params["hedge"] == "believed to"
    ask = {"who": "Which climber is believed to have carried the map?"}
    assert "lost-hedge" not in found(changed(doubtful, ask=ask))


def test_nobody_is_blamed_in_a_wrong_choice_where_people_suffered():
    blamed = changed(CAMP, distractors={"who": ["@hillary", "@tenzing", "@messner"]})
    assert "false-accusation" in found(blamed)
    assert "false-accusation" not in found(changed(blamed, safe=["who"]))
    assert "false-accusation" not in found(changed(blamed, sensitive=False))


def test_a_banks_own_loaded_words_are_noticed_where_no_party_is_named():
    scramble = changed(HEIGHT, ask={"what": "Which mountain draws the mad scramble of the spring?"})
    assert "loaded" not in found(scramble)
    assert "loaded" in found(scramble, loaded=["mad scramble"])
    ask = {"what": "What decides the mad scramble for Everest, according to John Hunt?"}
    assert "loaded" not in found(changed(VIEW, ask=ask), loaded=["mad scramble"])


def test_a_question_with_its_doubt_and_bound_is_left_alone():
    assert not found(HEIGHT, VIEW).keys() & {"lost-bound", "lost-hedge", "also-true", "opinion"}
