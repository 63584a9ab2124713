"""How hard a question looks: what is typed, alike, exact or a detail is harder."""

from decimal import Decimal

from app.core.generation import build, estimate
from app.core.generation.source import Skill
from app.core.questions import (
    AcceptedNumber,
    AcceptedText,
    Choice,
    DateQuestion,
    Matching,
    Numerical,
    Pair,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from app.core.values import Date, Number
from tests.core.generation.banks import source


def asked(content, prompt="Which mountain is the highest of all?"):
    return Question("q", prompt, content)


def choice(key, *others):
    return SingleChoice((Choice.of(key, right=True), *map(Choice.of, others)))


STATEMENT = asked(TrueFalse(True))
CHOICE = asked(choice("Everest", "Lhotse", "Makalu", "Kamet"))
TYPED = asked(ShortAnswer((AcceptedText("Everest"),)))


def test_a_guess_helps_and_typing_does_not():
    assert estimate(STATEMENT) < estimate(CHOICE) < estimate(TYPED)


def test_choices_that_are_alike_are_harder_to_tell_apart():
    alike = asked(choice("16 June 2023", "16 July 2023", "18 June 2023", "16 June 2022"))
    apart = asked(choice("16 June 2023", "Never", "At once", "In spring"))
    assert estimate(alike) > estimate(apart)


def test_more_to_know_is_harder():
    year, day = (asked(DateQuestion((date,))) for date in (Date(1953), Date(1953, 5, 29)))
    assert estimate(year) < estimate(day)
    round_, exact = (
        asked(Numerical((AcceptedNumber(Number(Decimal(value))),))) for value in (300, 311)
    )
    assert estimate(round_) < estimate(exact)
    short, long = (asked(ShortAnswer((AcceptedText(text),))) for text in ("K2", "The K2 trail"))
    assert estimate(short) < estimate(long)
    rows = [Pair.of(letter, f"{letter} is it") for letter in "ABCDEF"]
    assert estimate(asked(Matching(tuple(rows[:3])))) < estimate(asked(Matching(tuple(rows))))


def test_what_is_central_or_often_met_is_easier():
    assert estimate(CHOICE, importance=3) < estimate(CHOICE) < estimate(CHOICE, importance=1)
    assert estimate(CHOICE, mentions=8) < estimate(CHOICE)
    assert estimate(CHOICE, skill=Skill.COMPARISON) > estimate(CHOICE)


def test_every_question_of_a_bank_has_an_estimate_on_the_scale():
    difficulties = {each.question.difficulty for each in build(source()).questions}
    assert all(1 <= each <= 10 for each in difficulties)
    assert len(difficulties) > 3
