"""How hard a question looks before anybody answered it: 1 (easy) to 10, from its form alone.

A question starts at `START`, a choice among four of a plain fact, and features add or take away.
The weights follow what item writing research finds again and again: a typed answer is harder
than one recognised, a guess helps where choices are few, near distractors and exact figures are
hard, and what is central in a text is known better than its details. They are round figures on
purpose: answers correct them soon (`app.core.statistics.difficulty`).
"""

from collections.abc import Callable, Mapping
from math import log2
from statistics import fmean
from typing import Any

from rapidfuzz.fuzz import ratio

from app.core.generation.source import Skill
from app.core.questions import Cloze, Content, Gap, Numerical, Question, SingleChoice
from app.core.statistics import EASIEST, HARDEST
from app.core.values import Precision

START = 3.5
CENTRAL = 2
ABOVE_RECALL = 0.8
A_DEGREE_OF_IMPORTANCE = 0.6
A_DOUBLING_OF_MENTIONS = 0.3
MOST_FOR_MENTIONS = 1.2
USUAL_WORDS = 14
A_WORD_MORE = 0.05
MOST_FOR_WORDS = 0.8
TYPED = 1.5
SELF_RATED = 1.0
ONE_OF_TWO = -1.0
A_CHOICE_FEWER = -0.3
FOUR = 4
ALIKE = 2.0
USUAL_LIKENESS = 0.3
A_WORD_TO_TYPE = 0.4
A_DIGIT_TO_KNOW = 0.4
MOST_FOR_KEY = 1.6
EXACT = {Precision.YEAR: 0.3, Precision.MONTH: 0.9, Precision.DAY: 1.5}
A_PART_MORE = 0.3


def estimate(
    question: Question, *, importance: int = CENTRAL, skill: Skill = Skill.RECALL, mentions: int = 1
) -> float:
    """`mentions` counts the facts of the bank that hold the answer: often met is well known."""
    sum_ = START + _form(question.content) + _reading(question.prompt)
    sum_ += (CENTRAL - importance) * A_DEGREE_OF_IMPORTANCE
    sum_ += 0 if skill is Skill.RECALL else ABOVE_RECALL
    sum_ -= min(MOST_FOR_MENTIONS, A_DOUBLING_OF_MENTIONS * log2(max(1, mentions)))
    return round(min(HARDEST, max(EASIEST, sum_)), 1)


def _reading(prompt: str) -> float:
    return min(MOST_FOR_WORDS, A_WORD_MORE * max(0, len(prompt.split()) - USUAL_WORDS))


def _form(content: Content) -> float:
    return _OF_TYPE[content.type](content)


def _choices(content: SingleChoice) -> float:
    key = next((choice.text for choice in content.choices if choice.is_right), "")
    others = [choice.text for choice in content.choices if not choice.is_right]
    likeness = fmean([ratio(key, other) / 100 for other in others] or [USUAL_LIKENESS])
    guessing = A_CHOICE_FEWER * max(0, FOUR - len(content.choices))
    return guessing + ALIKE * (likeness - USUAL_LIKENESS)


def _words(key: str) -> float:
    return min(MOST_FOR_KEY, A_WORD_TO_TYPE * max(0, len(key.split()) - 1))


def _figure(content: Numerical) -> float:
    """Each digit that must be known is one more; where a rough figure counts, only the first."""
    best = content.answers[0]
    if best.tolerance.amount:
        return TYPED
    digits = len(best.number.value.normalize().as_tuple().digits)
    return TYPED + min(MOST_FOR_KEY, A_DIGIT_TO_KNOW * (digits - 1))


def _gaps(content: Cloze) -> float:
    gaps = [_form(part.content) for part in content.parts if isinstance(part, Gap)]
    return fmean(gaps or [0]) + A_PART_MORE * max(0, len(gaps) - 1)


def _parts(count: int) -> float:
    return A_PART_MORE * max(0, count - 1)


_OF_TYPE: Mapping[str, Callable[[Any], float]] = {
    "true_false": lambda _: ONE_OF_TWO,
    "single_choice": _choices,
    "short_answer": lambda content: TYPED + _words(content.answers[0].text),
    "numerical": _figure,
    "date": lambda content: TYPED + EXACT[content.answers[0].precision],
    "flashcard": lambda content: SELF_RATED + _words(content.answer),
    "cloze": _gaps,
    "multiple_answer": lambda content: _parts(sum(each.fraction > 0 for each in content.choices)),
    "matching": lambda content: _parts(len(content.pairs)),
    "ordering": lambda content: _parts(len(content.items)),
    "categorise": lambda content: _parts(len(content.items)),
}
