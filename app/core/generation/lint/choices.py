"""Rules on choices: one right answer, and rivals that are real and of one form."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations

from app.core.generation.lint.english import contrasts, figure_of, without_article
from app.core.generation.lint.findings import Finding, Group, Item
from app.core.generation.lint.forms import mixed, mixed_figures
from app.core.generation.lint.sameness import are_names_of_one, are_same, overlap
from app.core.generation.wording import has_words, plain
from app.core.messages import N_
from app.core.questions import Matching, MultipleAnswer, SingleChoice, TrueFalse

FEWEST_CHOICES = 4
# Uploaded questions often have three, which measures as well as four.
FEWEST_ELSEWHERE = 3
FARTHEST = 10
REPLACE = N_("Replace one of them.")
_CATCH_ALL = re.compile(
    r"\b(?:all|none|neither|both|each|every one|any|two|three) (?:of )?(?:the |these|those|them)"
    r"(?: (?:above|below|others?|other|options|answers|choices|two|three|four))?$"
    r"|^(?:all|none|each|any) of (?:these|those) \w+$"
    r"|\b(?:all|none|each|any) (?:of )?the (?:above|below|following|other)\b"
    r"|\bof the above\b|\b(?:both )?[A-D](?:, [A-D])* (?:and|or) [A-D]\b(?! (?!only\b)\w)"
    r"|\b(?:both|neither|either) (?:the )?(?:first|second|third|last|former)\b"
    r"|^(?:all|both|neither|either)$|\bno (?:correct|right) answer\b"
    r"|\bcan(?:’t|not| not) be known\b"
)  # fmt: skip
_ADMITTED = re.compile(
    r"\balso (?:be )?(?:right|correct|accepted)\b|\b(?:right|correct) (?:too|as well)\b"
    r"|\bwould (?:also )?be (?:right|correct|true)\b|^(?:also )?(?:true|correct|right)\b"
    r"|\bequally (?:right|correct|true)\b|^\w+ (?:is|are|does|do|did|was|were|has|have|can)"
    r"(?: so| one)? (?:too|as well)\.?$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:which|choose|select|name|mark|tick|pick|find) (?:the )?(two|three|four|five|six)\b(?!-)",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_JOKES = re.compile(
    r"\b(?:mickey mouse|donald duck|santa claus|unicorns?|pizza(?: boxes)?|batman|superman|elvis|"
    r"your (?:mum|mom|mother|dad|teacher)|aliens from|chuck norris|harry potter|chocolate milk|"
    r"magic|homer simpson|bananas?|spongebob|who cares|no idea|yo-yos?|darth vader|godzilla)\b",
    re.IGNORECASE,
)


def one_key(item: Item) -> Iterator[Finding]:
    for group in item.groups:
        right = len(group.keys)
        if group.has_one_key and right != 1:
            message = N_("There must be one right choice, not %(count)s.")
            yield item.finding("one-key", message, N_("Mark one choice as right."), count=right)
        elif not group.has_one_key and (not right or not group.others):
            message = N_("%(count)s of %(all)s choices are right: there is nothing to choose.")
            mend = N_("Have right and wrong ones.")
            yield item.finding("one-key", message, mend, count=right, all=len(group.choices))


def wrong_count(item: Item) -> Iterator[Finding]:
    """“Which two …?” with three right answers; a choice among pairs says “two” as well."""
    asked = _COUNT.search(item.stem)
    if asked and isinstance(item.question.content, MultipleAnswer):
        wanted, right = _NUMBERS[asked.group(1).casefold()], len(item.keys)
        if wanted != right:
            message = N_("It asks for %(wanted)s, and %(count)s are right.")
            mend = N_("Count once more.")
            yield item.finding("wrong-count", message, mend, wanted=asked.group(1), count=right)


def duplicates(item: Item) -> Iterator[Finding]:
    for group in item.groups:
        for one, two in combinations(group.texts, 2):
            if are_same(one, two):
                message, mend = N_("“%(one)s” and “%(two)s” are the same choice."), REPLACE
                yield item.finding("duplicate-choices", message, mend, one=one, two=two)
            elif are_names_of_one(one, two):
                message, mend = N_("“%(one)s” and “%(two)s” name the same thing."), REPLACE
                yield item.finding("alias-choices", message, mend, one=one, two=two)
            elif overlap(one, two):
                message, mend = (
                    N_("“%(one)s” and “%(two)s” overlap."),
                    N_("Make each exclude the other."),
                )
                yield item.finding("overlapping-choices", message, mend, one=one, two=two)


def mixed_forms(item: Item) -> Iterator[Finding]:
    content = item.question.content
    found = [mixed(group) for group in item.groups]
    if isinstance(content, Matching):
        matches = (*(pair.match for pair in content.pairs), *content.extra)
        found.append(mixed_figures(matches))
    for pair in found:
        if pair:
            message = N_("The choices are of different forms, such as “%(one)s” and “%(two)s”.")
            mend = N_("Write all of them in the form of the key.")
            yield item.finding("mixed-choices", message, mend, one=pair[0], two=pair[1])


def few(item: Item) -> Iterator[Finding]:
    content = item.question.content
    if isinstance(content, SingleChoice | MultipleAnswer):
        fewest = FEWEST_CHOICES if item.is_released else FEWEST_ELSEWHERE
        if len(content.choices) < fewest:
            message = N_("There are only %(count)s choices.")
            mend = N_("Write one more in distractors.")
            yield item.finding("few-choices", message, mend, count=len(content.choices))


def catch_all(item: Item) -> Iterator[Finding]:
    for group in item.groups:
        for choice in group.texts:
            if _CATCH_ALL.search(_uncapitalised(choice)):
                message = N_("“%(choice)s” can be guessed without knowing.")
                mend = N_("Replace it with one real choice.")
                yield item.finding("all-or-none", message, mend, choice=choice)


def reasons(item: Item) -> Iterator[Finding]:
    for group in item.groups:
        for choice in group.choices:
            if not group.is_right(choice) and not choice.why.strip():
                message = N_("Nothing says why “%(choice)s” is wrong.")
                mend = N_("Write its reason, or the entity’s about.")
                yield item.finding("missing-explanation", message, mend, choice=choice.text)


def also_true(item: Item) -> Iterator[Finding]:
    """Its own reason admits it; where the outsider is asked for, all the others are true."""
    if re.search(r"\b(?:not|except|never)\b", item.stem, re.IGNORECASE):
        return
    for group in item.groups:
        for choice in group.choices:
            if group.is_right(choice):
                continue
            names = {"choice": choice.text, "why": choice.why}
            if _ADMITTED.search(choice.why):
                message = N_("“%(choice)s” is right too, as its reason says: %(why)s")
                yield item.finding("also-true", message, REPLACE, **names)
            elif _is_paired(item, group, choice.text):
                message = N_("The explanation says it of “%(choice)s” too.")
                yield item.finding("also-true", message, REPLACE, **names)


def _is_paired(item: Item, group: Group, text: str) -> bool:
    """Tell whether the explanation says “both” of the key and the choice."""
    if item.is_released or not group.has_one_key or len(group.keys) != 1:
        return False
    told = plain(item.explanation)
    one, two = (plain(without_article(each)) for each in (group.keys[0], text))
    orders = ((one, two), (two, one))
    return any(re.search(rf"\bboth (?:the )?{a} and (?:the )?{b}\b", told) for a, b in orders)


def wrong_key(item: Item) -> Iterator[Finding]:
    """The explanation names a wrong choice and not the right one, or judges otherwise."""
    told = item.explanation
    content = item.question.content
    if isinstance(content, TrueFalse) and re.match(_VERDICT[not content.is_true], told, re.I):
        message = N_("The explanation says otherwise: “%(words)s”.")
        yield item.finding("wrong-key", message, N_("Check which is right."), words=told)
    is_of_outsider = re.search(r"\b(?:not|except)\b", item.stem, re.IGNORECASE)
    if is_of_outsider or contrasts(told) or item.is_released:
        return  # what is released takes its key from its fact
    for group in item.groups:
        if group.has_one_key and len(group.keys) == 1:
            key = group.keys[0]
            named = [text for text in group.others if _is_told(told, text)]
            if named and not _is_told(told, key) and not _shares(told, key, named[0]):
                message = N_("The explanation speaks of “%(choice)s”, not of “%(key)s”.")
                mend = N_("Check which is right.")
                names = {"choice": named[0], "key": key}
                yield item.finding("wrong-key", message, mend, **names)


_VERDICT = {
    True: r"(?:true|yes|correct|right)\b[ :,.;]",
    False: r"(?:false|no|wrong|not true)\b[ :,.;]",
}


def implausible(item: Item) -> Iterator[Finding]:
    """A figure ten times beyond all others, which are near each other."""
    for group in item.groups:
        figures = {text: figure_of(text) for text in group.texts}
        values = {text: abs(each[0]) for text, each in figures.items() if each and each[0]}
        if len(values) < len(group.texts) or len(values) < FEWEST_ELSEWHERE:
            continue
        for text in group.others:
            rest = [value for other, value in values.items() if other != text]
            if _is_far(values[text], rest):
                message = N_("Nobody chooses “%(choice)s”: it is far from all others.")
                mend = N_("Write a figure somebody might take for right.")
                yield item.finding("implausible-number", message, mend, choice=text)


def jokes(item: Item) -> Iterator[Finding]:
    for group in item.groups:
        for text in group.others:
            if _JOKES.search(text) and not _JOKES.search(" ".join((item.stem, *group.keys))):
                message = N_("Nobody chooses “%(choice)s”, and a joke distracts.")
                yield item.finding("joke", message, REPLACE, choice=text)


CHOICE_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    *(one_key, wrong_count, duplicates, mixed_forms, few, catch_all, reasons, also_true),
    *(wrong_key, implausible, jokes),
)


def _uncapitalised(text: str) -> str:
    """The first word small, unless it is a letter that names a choice."""
    first, _, rest = text.partition(" ")
    return text if len(first.strip(",")) == 1 else f"{first.casefold()} {rest}".strip()


def _is_told(told: str, choice: str) -> bool:
    return has_words(told, without_article(choice))


def _shares(told: str, key: str, other: str) -> bool:
    """Tell whether the explanation holds a word of the key that the other choice lacks."""
    own = set(plain(key).split()) - set(plain(other).split())
    known = set(plain(told).split())
    return any(word in known for word in own if len(word) > 3 or word.isdigit())


def _is_far(value: Decimal, rest: list[Decimal]) -> bool:
    nearest = min(max(value, other) / min(value, other) for other in rest)
    return nearest >= FARTHEST and max(rest) / min(rest) < FARTHEST
