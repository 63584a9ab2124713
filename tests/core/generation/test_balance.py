"""The balance of a bank, and of loose questions."""

import json

import pytest

from app.core.generation import Share, balance, balance_of, build, fingerprint
from app.core.questions import Choice, Question, SingleChoice, TrueFalse
from tests.core.generation.banks import FACTS, changed, fact, source

ARTICLE = fingerprint("One.\nTwo.\nThree.\nFour.\nFive.", {})


def of_bank(*facts):
    made = source(*facts)
    return balance(build(made), made, ARTICLE)


def choice(number, key, *others):
    choices = (Choice.of(key, right=True), *map(Choice.of, others))
    return Question(f"q{number}", f"Which is number {number} of all?", SingleChoice(choices))


def test_the_key_is_shown_anywhere():
    bank = of_bank()
    assert len(bank.key_positions) == 4
    assert min(bank.key_positions) > 0.15 * sum(bank.key_positions)


def test_the_longest_choice_is_counted_and_a_tie_in_part():
    found = balance_of([choice(1, "long one", "a", "b", "c"), choice(2, "aa", "bb", "c", "d")])
    assert (found.longest_is_key.part, found.longest_is_key.whole) == (1.5, 2)
    assert balance_of([choice(1, "a", "b", "c")]).longest_is_key.whole == 0  # three choices


@pytest.mark.parametrize(
    ("true", "met"), [(5, False), (8, False), (10, True), (11, True), (15, False)]
)
def test_about_half_of_the_statements_are_true(true, met):
    statements = [Question(f"s{n}", f"Peak {n} is high.", TrueFalse(n < true)) for n in range(20)]
    assert balance_of(statements).true_statements.is_met is met


def test_shares_of_a_handful_say_nothing():
    assert Share(0, 11, least=0.5).is_met
    assert not Share(0, 12, least=0.5).is_met
    assert (Share(1, 3, 0.2, 0.33).goal, Share(1, 3).goal) == ("20–33 %", "")


def test_what_is_left_out_is_named():
    mute = fact("mute", "{who:@k2} is high.", importance=3)
    once = fact(
        "once",
        "The oldest tent is that of {who:@k2}.",
        ask={"who": "Which peak has the oldest tent of all?"},
        importance=3,
        skip=["single_choice", "short_answer", "cloze", "true_false"],
    )
    bank = of_bank(*FACTS, mute, once)
    assert bank.facts_without_questions == ("peaks/mute",)
    assert set(bank.central_facts_with_one_type) == {"peaks/mute", "peaks/once"}
    assert set(bank.paragraphs_without_questions) == {1, 2, 4, 5}


def test_questions_asked_twice_are_named_whatever_their_order_of_words():
    one = Question("a", "Which mountain rises highest above the sea?", TrueFalse(True))
    two = Question("b", "Above the sea which mountain rises highest?", TrueFalse(True))
    other = Question("c", "Which mountain rises highest above the sea by 8 611 m?", TrueFalse(True))
    assert balance_of([one, two, other]).near_duplicates == (("a", "b"),)


def test_it_is_printed_as_json():
    bank = of_bank()
    table = json.loads(json.dumps(bank.to_json()))
    assert table["types"]["flashcard"] > 5
    assert table["shares"]["true-statements"]["goal"] == [0.45, 0.55]
    assert sum(table["skills"].values()) == bank.questions


def test_speakers_are_counted_and_the_loudest_named():
    one = changed(FACTS[2], id="again", text="The way up hung on {what:text=the weather}.")
    bank = of_bank(*FACTS, one)
    assert bank.speakers["John Hunt"] == bank.loudest.part
    assert bank.loudest.whole == sum(bank.speakers.values())
