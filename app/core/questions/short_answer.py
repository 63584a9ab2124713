"""Short answer: a few typed words."""

from collections.abc import Iterator
from random import Random
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.grading import Grade
from app.core.grading.text import (
    has_wildcard,
    is_same_in_substance,
    is_slip,
    matches,
    without_wildcards,
)
from app.core.messages import N_
from app.core.questions.base import (
    FROZEN,
    LONGEST_ANSWER,
    Answer,
    EmptyAnswer,
    Form,
    Fraction,
    Problem,
    QuestionType,
    Samples,
    Solution,
    Text,
    View,
    marked,
    text_of,
    typed,
)


@dataclass(frozen=True, slots=True, config=FROZEN)
class AcceptedText:
    """A spelling that counts; ``*`` stands for any run of characters, ``\\*`` for a star."""

    text: Text
    fraction: Fraction = 1.0
    feedback: str = ""


@dataclass(frozen=True, slots=True, config=FROZEN)
class ShortAnswer:
    """The first accepted text that matches decides; the first of all is the one shown.

    `others` are known answers that are not right here, so that no slip may spell one of them:
    the other people, places or organisations of the bank, and the distractors.
    """

    answers: Annotated[tuple[AcceptedText, ...], Field(min_length=1)]
    others: tuple[Text, ...] = ()
    match_case: bool = False
    match_accents: bool = True
    forgive_slips: bool = True
    type: Literal["short_answer"] = "short_answer"


def check(content: ShortAnswer) -> tuple[Problem, ...]:
    return tuple(_problems(content))


def _problems(content: ShortAnswer) -> Iterator[Problem]:
    if all(accepted.fraction < 1 for accepted in content.answers):
        yield Problem(
            "answers", N_("No answer is fully right."), N_("Give one answer the fraction 1.")
        )
    if any(accepted.fraction > 0 and not accepted.text.strip("* ") for accepted in content.answers):
        yield Problem(
            "answers", N_("An answer accepts anything."), N_("Add letters beside the star.")
        )
    for other in content.others:
        if (accepted := _exact(content, other)) and accepted.fraction > 0:
            yield Problem(
                "others",
                N_("“%(text)s” is both right and another known answer."),
                N_("Remove it from one of the two."),
                {"text": other},
            )


def arrange(content: ShortAnswer, _rng: Random) -> View:
    return View(content.type)


def parse(_content: ShortAnswer, form: Form) -> Answer:
    words = typed(form)
    if not words:
        raise EmptyAnswer(N_("Enter an answer, or skip."))
    return words


def grade(content: ShortAnswer, answer: Answer) -> Grade:
    given = text_of(answer)
    if accepted := _exact(content, given):
        return Grade.of(accepted.fraction, feedback=accepted.feedback)
    if accepted := _slipped(content, given):
        return Grade.of(accepted.fraction, feedback=accepted.feedback, spelling=True)
    return Grade.of(0)


def solution(content: ShortAnswer) -> Solution:
    best = max(content.answers, key=lambda accepted: accepted.fraction)
    return marked(without_wildcards(best.text))


def in_words(_content: ShortAnswer, answer: Answer) -> str:
    return text_of(answer)


def samples(content: ShortAnswer) -> Samples:
    right = next(accepted.text for accepted in content.answers if accepted.fraction == 1)
    # A pattern can match only one of these signs, so one more than there are patterns is wrong.
    signs = (chr(ord("☀") + number) for number in range(len(content.answers) + 1))
    wrong = next(sign for sign in signs if grade(content, sign).fraction <= 0)
    return Samples(
        {"answer": [without_wildcards(right)]},
        {"answer": [wrong]},
        {"answer": ["x" * (LONGEST_ANSWER + 1)]},
    )


def _exact(content: ShortAnswer, given: str) -> AcceptedText | None:
    """The first that matches as written, else the first that differs in nothing of substance."""
    for accepted in content.answers:
        if matches(
            given,
            accepted.text,
            match_case=content.match_case,
            match_accents=content.match_accents,
        ):
            return accepted
    for accepted in _forgiving(content):
        if is_same_in_substance(given, accepted.text, match_accents=content.match_accents):
            return accepted
    return None


def _slipped(content: ShortAnswer, given: str) -> AcceptedText | None:
    for accepted in _forgiving(content):
        if is_slip(
            given, accepted.text, others=content.others, match_accents=content.match_accents
        ):
            return accepted
    return None


def _forgiving(content: ShortAnswer) -> Iterator[AcceptedText]:
    """The answers in which a slip may be forgiven: whole words, where case is not asked for."""
    if content.forgive_slips and not content.match_case:
        yield from (one for one in content.answers if not has_wildcard(one.text))


TYPE = QuestionType(ShortAnswer, check, arrange, parse, grade, solution, in_words, samples)
