"""Lists: all members among outsiders, and one outsider among members."""

from app.core.questions import grade
from tests.core.generation.banks import (
    ENTITIES,
    changed,
    fact,
    mountain,
    question_of,
    questions_of,
    source,
    texts,
)

GIANTS = fact(
    "giants",
    "Three mountains, {which:@everest+k2+lhotse}, stand above all others.",
    ask={"which": "Which three mountains stand above all others?"},
    ask_not={"which": "Which of these is NOT one of the three highest mountains?"},
)


def right(question):
    return {choice.text for choice in question.content.choices if choice.fraction > 0}


def test_all_members_stand_among_outsiders():
    question = question_of(source(GIANTS), "giants", "multiple_answer")
    assert right(question) == {"Mount Everest", "K2", "Lhotse"}
    assert set(texts(question)) - right(question) == {"Makalu", "Kangchenjunga"}
    assert question.skill == "classification"
    assert question.target == "peaks/giants#which#forward"


def test_to_choose_everything_earns_nothing():
    content = question_of(source(GIANTS), "giants", "multiple_answer").content
    assert grade(content, sorted(choice.id for choice in content.choices)).fraction == 0
    assert grade(
        content, sorted(choice.id for choice in content.choices if choice.fraction > 0)
    ).fraction == 1  # fmt: skip


def test_a_list_too_long_to_overlook_is_not_asked_as_choices():
    peaks = [mountain(f"m{n}", f"Peak {n}x", "It is one.") for n in range(7)]
    names = "+".join(each["id"] for each in peaks)
    long = changed(GIANTS, text=f"These, {{which:@{names}}}, stand above all others.")
    bank = source(long, entities=[*ENTITIES, *peaks])
    assert not questions_of(bank, "giants", "multiple_answer")


def test_one_outsider_stands_among_three_members():
    question = question_of(source(GIANTS), "giants", "odd_one_out")
    (key,) = right(question)
    assert key in {"Makalu", "Kangchenjunga"}
    assert set(texts(question)) - {key} == {"Mount Everest", "K2", "Lhotse"}
    assert question.skill == "elimination"
    whys = {choice.text: choice.why for choice in question.content.choices}
    assert whys["K2"].startswith("Three mountains, Mount Everest, K2 and Lhotse, stand")


def test_another_outsider_is_no_other_answer():
    one, two = (
        question_of(source(changed(GIANTS, distractors={"which": [peak]})), "giants", "odd_one_out")
        for peak in ("@makalu", "@kangchenjunga")
    )
    assert right(one) != right(two)
    assert one.key_hash == two.key_hash


def test_members_of_a_list_never_stand_beside_each_other():
    first = fact("first", "{what:@everest} was measured first.",
                 ask={"what": "Which mountain was measured before all others?"})  # fmt: skip
    asked = question_of(source(first, GIANTS), "first", "single_choice")
    assert set(texts(asked)) == {"Mount Everest", "Makalu", "Kangchenjunga"}
