"""Rules on choices: one key, real rivals of one form, and no hint but knowledge."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from app.core.generation.lint.findings import BLANK, Finding, Item
from app.core.generation.wording import has_words, plain
from app.core.messages import N_
from app.core.questions import Choice
from app.core.values import MONTHS, Bound

FEWEST_CHOICES = 4
LONGER = 1.6
# A few letters more are no cue, however short the others.
MUCH = 14
_SHORT = 4
_ARTICLES = ("the ", "a ", "an ")
_CATCH_ALL = ("all of the above", "none of the above", "all of these", "none of these", "both of")
WORDS = "words"
_MONTH = f"(?:{'|'.join(MONTHS)})"
_BOUNDS = "|".join(Bound)
_FORMS = (
    (re.compile(rf"\d{{1,2}} {_MONTH} \d{{4}}"), "a day"),
    (re.compile(rf"\d{{1,2}} {_MONTH}"), "a day without its year"),
    (re.compile(rf"{_MONTH} \d{{4}}"), "a month"),
    (re.compile(_MONTH), "a month without its year"),
    (re.compile(r"\d{4}"), "a year"),
    (re.compile(rf"(?:(?:{_BOUNDS}) )?[$€£]?\d.*", re.IGNORECASE), "a figure"),
)
REPLACE = N_("Replace one of them.")
_GAP_AFTER_ARTICLE = re.compile(rf"\b(an?) {BLANK}", re.IGNORECASE)


def one_key(item: Item) -> Iterator[Finding]:
    right = [choice for choice in _choices(item) if choice.is_right]
    if item.choices and len(right) != 1:
        message = N_("There must be one right choice, not %(count)s.")
        yield item.finding("one-key", message, N_("Mark one choice as right."), count=len(right))


def duplicates(item: Item) -> Iterator[Finding]:
    for one, two in combinations(_choices(item), 2):
        if plain(one.text) == plain(two.text):
            message, mend = N_("“%(one)s” and “%(two)s” are the same choice."), REPLACE
            yield item.finding("duplicate-choices", message, mend, one=one.text, two=two.text)
        elif _overlap(one.text, two.text):
            message, mend = (
                N_("“%(one)s” and “%(two)s” overlap."),
                N_("Make each exclude the other."),
            )
            yield item.finding("overlapping-choices", message, mend, one=one.text, two=two.text)


def mixed_forms(item: Item) -> Iterator[Finding]:
    one_of_each = {_form(choice.text): choice.text for choice in _choices(item)}
    if len(one_of_each) > 1:
        one, two, *_others = one_of_each.values()
        message = N_("The choices are of different forms, such as “%(one)s” and “%(two)s”.")
        mend = N_("Write all of them in the form of the key.")
        yield item.finding("mixed-choices", message, mend, one=one, two=two)


def few(item: Item) -> Iterator[Finding]:
    if item.choices and len(item.choices.choices) < FEWEST_CHOICES:
        message = N_("There are only %(count)s choices.")
        mend = N_("Write one more in distractors.")
        yield item.finding("few-choices", message, mend, count=len(item.choices.choices))


def catch_all(item: Item) -> Iterator[Finding]:
    for choice in _choices(item):
        if any(has_words(choice.text, words) for words in _CATCH_ALL):
            message = N_("“%(choice)s” can be guessed without knowing.")
            mend = N_("Replace it with one real choice.")
            yield item.finding("all-or-none", message, mend, choice=choice.text)


def reasons(item: Item) -> Iterator[Finding]:
    for choice in _choices(item):
        if not choice.is_right and not choice.why:
            message = N_("Nothing says why “%(choice)s” is wrong.")
            mend = N_("Write its reason, or the entity’s about.")
            yield item.finding("missing-explanation", message, mend, choice=choice.text)


def length_cue(item: Item) -> Iterator[Finding]:
    key, others = _key_and_others(item)
    if not key or not others:
        return
    longest, shortest = max(map(len, others)), min(map(len, others))
    if len(key) > LONGER * longest and len(key) - longest > MUCH:
        message, mend = (
            N_("The longest choice is the key: “%(key)s”."),
            N_("Shorten it or lengthen another."),
        )
        yield item.finding("length-cue", message, mend, key=key)
    if shortest > LONGER * len(key) and shortest - len(key) > MUCH:
        message, mend = (
            N_("The shortest choice is the key: “%(key)s”."),
            N_("Lengthen it or shorten another."),
        )
        yield item.finding("length-cue", message, mend, key=key)


def repeat_cue(item: Item) -> Iterator[Finding]:
    key, others = _key_and_others(item)
    shared = set(plain(item.stem).split()) & set(plain(key).split())
    for word in sorted(shared):
        if len(word) >= _SHORT and not any(has_words(other, word) for other in others):
            message = N_("Of all choices only the key repeats “%(word)s” from the question.")
            mend = N_("Word the question or the key otherwise.")
            yield item.finding("repeat-cue", message, mend, word=word)


def grammar_cue(item: Item) -> Iterator[Finding]:
    key, others = _key_and_others(item)
    if others and all(_has_article(other) != _has_article(key) for other in others):
        message = N_("Only the key “%(key)s” is worded with, or without, an article.")
        yield item.finding("grammar-cue", message, N_("Word all choices alike."), key=key)
    gap = _GAP_AFTER_ARTICLE.search(item.stem)
    if gap:
        message = N_("“%(word)s” before the gap tells how the answer begins.")
        mend = N_("Reword the sentence, or skip “cloze”.")
        yield item.finding("grammar-cue", message, mend, word=gap.group(1))


CHOICE_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    *(one_key, duplicates, mixed_forms, few, catch_all, reasons),
    *(length_cue, repeat_cue, grammar_cue),
)


def _choices(item: Item) -> tuple[Choice, ...]:
    return item.choices.choices if item.choices else ()


def _key_and_others(item: Item) -> tuple[str, list[str]]:
    key = next((choice.text for choice in _choices(item) if choice.is_right), "")
    return key, [choice.text for choice in _choices(item) if not choice.is_right]


def _has_article(text: str) -> bool:
    return text.casefold().startswith(_ARTICLES)


def _overlap(one: str, two: str) -> bool:
    """Tell whether one choice's words hold the other's; in figures shared digits mean nothing."""
    return _form(one) == WORDS and (has_words(one, two) or has_words(two, one))


def _form(text: str) -> str:
    """How exact a date is, or whether there is a figure; free words are all of one form."""
    return next((form for pattern, form in _FORMS if pattern.fullmatch(text.strip())), WORDS)
