"""Rules on hints: what lets a test-wise reader choose without knowing."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from app.core.generation.lint.english import (
    content_words,
    figure_of,
    is_attributed,
    is_related,
    said,
)
from app.core.generation.lint.findings import BLANK, MOST_READ, Finding, Item
from app.core.generation.wording import plain
from app.core.messages import N_
from app.core.questions import Cloze, Matching

LONGER = 1.6
# A few letters more are no cue, however short the others.
MUCH = 14
FEW_WORDS = 2
FEWEST_OTHERS = 2
MORE_DIGITS = 2
ABSOLUTES = (
    *("always", "never", "every", "everyone", "everything", "nobody", "no one", "nothing", "none"),
    *("completely", "entirely", "totally", "absolutely", "impossible", "certainly", "invariably"),
    *("without exception", "under no circumstances", "forever"),
)
_NO_JUDGEMENT = re.compile(
    r"\bnone of (?:the|these|them)\b|\bevery (?:\d+|day|week|month|year|hour|minute|second|"
    r"morning|evening|night|other (?:day|week|month|year)|two|three|four|five|six|"
    r"seven|eight|ten|hundred|few)\b",
    re.IGNORECASE,
)
VAGUE = (
    *("often", "usually", "sometimes", "frequently", "generally", "rarely", "seldom"),
    *("occasionally", "typically", "a lot", "quite", "fairly", "somewhat", "perhaps", "maybe"),
)
_VAGUE_ALONE = re.compile(
    r"(?:some|many|several|a few|few|a lot|lots|most|hardly any|various|not many|not much)"
    r"(?: of (?:it|them))?",
    re.IGNORECASE,
)
_ARTICLES = ("the ", "a ", "an ")
_NAMED_THE = ("The Hague", "The Gambia", "The Bahamas", "The Netherlands")
_AT_END = re.compile(rf"\b(an?)(?: {BLANK}|\s*(?:…|\.\.\.|:|_+)?\s*$)", re.IGNORECASE)
_BEFORE_GAP = re.compile(rf"\b(an?) {BLANK}", re.IGNORECASE)
_MANY = re.compile(
    r"^(?:what|which|who) (?:are|were)\b|\b(?:are|were)(?: called| known as)?(?: the)?\W*$"
    r"|\bwhich (?:two|three|four)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"^(?:what|which|who) (?:is|was)\b|\b(?:is|was)(?: called| known as)?(?: the)?\W*$",
    re.IGNORECASE,
)
MOST_WORDS_OF_A_NAME = 4
_AFTER_VERB = (
    r"(?:the|a|an|his|her|its|their|to|in|into|on|of|up|out|for|from|by|at|with|more|less|all|it|"
    r"them|him)"
)
_VERB_FORMS = (
    (re.compile(r"To [a-z]+\b"), "to"),
    (re.compile(rf"\w+ing {_AFTER_VERB}\b"), "ing"),
    (re.compile(rf"\w+ed {_AFTER_VERB}\b"), "ed"),
)
_SILENT_H = ("hour", "honest", "honour", "honor", "heir")
_LIKE_YOU = re.compile(r"(?:uni(?!n)|use|usu|eu|one\b|once\b|ubi|uto)", re.IGNORECASE)


def absolutes(item: Item) -> Iterator[Finding]:
    """A cue where one must judge a statement or a choice; in the key it is what was said."""
    judged = [item.statement] if item.statement else [t for g in item.groups for t in g.others]
    texts = [_NO_JUDGEMENT.sub("", text) for text in judged if len(text.split()) > 1]
    in_key = set(said(" ".join(item.keys), ABSOLUTES))
    found = {word for text in texts for word in said(text, ABSOLUTES)} - in_key
    for word in sorted(found):
        message = N_("“%(word)s” is rarely true, and test-wise readers know it.")
        mend = N_("Say it without, or name who says so.")
        yield item.finding("absolute", message, mend, word=word)


def vague(item: Item) -> Iterator[Finding]:
    for word in said(item.statement, VAGUE):
        if not is_attributed(item.statement):
            message = N_("How often is “%(word)s”? Readers differ.")
            yield item.finding("vague", message, N_("Say how much or how often."), word=word)
    alone = [t for g in item.groups for t in g.texts if _VAGUE_ALONE.fullmatch(t.strip(" ."))]
    for text in alone[:1]:
        message = N_("How many is “%(choice)s”? Readers differ.")
        yield item.finding("vague", message, N_("Say how much or how often."), choice=text)


def length_cue(item: Item) -> Iterator[Finding]:
    for key, others in _one_key(item):
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
    stem = content_words(item.stem)
    for key, others in _one_key(item):
        rest = content_words(" ".join(others))
        for word in dict.fromkeys(content_words(key)):
            if _has_kin(word, stem) and not _has_kin(word, rest):
                message = N_("Of all choices only the key repeats “%(word)s” from the question.")
                mend = N_("Word the question or the key otherwise.")
                yield item.finding("repeat-cue", message, mend, word=word)
    yield from _repeats_in_pairs(item)


def _repeats_in_pairs(item: Item) -> Iterator[Finding]:
    content = item.question.content
    if not isinstance(content, Matching):
        return
    words = {
        each: content_words(each[:MOST_READ])
        for pair in content.pairs
        for each in (pair.text, pair.match)
    }
    words |= {extra: content_words(extra[:MOST_READ]) for extra in content.extra}
    matches = {*(pair.match for pair in content.pairs), *content.extra}
    for pair in content.pairs:
        for word in _shared(words[pair.text], words[pair.match]):
            others = (other for match in matches - {pair.match} for other in words[match])
            if not _has_kin(word, others):
                message = N_("“%(one)s” and its match both say “%(word)s”.")
                mend = N_("Word one of them otherwise.")
                yield item.finding("repeat-cue", message, mend, one=pair.text, word=word)


def grammar_cue(item: Item) -> Iterator[Finding]:
    yield from _article_cue(item)
    for key, others in _one_key(item):
        if _article_tells(key, others):
            message = N_("Only the key “%(key)s” is worded with, or without, an article.")
            yield item.finding("grammar-cue", message, N_("Word all choices alike."), key=key)
        if key[:1].isalpha() and all(
            o[:1].isalpha() and _is_capital(o) != _is_capital(key) for o in others
        ):
            message = N_("Only the key “%(key)s” begins with, or without, a capital.")
            yield item.finding("grammar-cue", message, N_("Word all choices alike."), key=key)
        if _number_tells(item.stem, key, others):
            message = N_("Only the key “%(key)s” fits the number of the question.")
            mend = N_("Put all choices into the same number.")
            yield item.finding("grammar-cue", message, mend, key=key)
        if _verb_tells(key, others):
            message = N_("Only the key “%(key)s” has its form of the verb.")
            yield item.finding("grammar-cue", message, N_("Word all choices alike."), key=key)


def _article_cue(item: Item) -> Iterator[Finding]:
    gap = _BEFORE_GAP.search(item.stem)
    content = item.question.content
    if gap and isinstance(content, Cloze) and not item.groups:
        message = N_("“%(word)s” before the gap tells how the answer begins.")
        mend = N_("Reword the sentence, or skip “cloze”.")
        yield item.finding("grammar-cue", message, mend, word=gap.group(1))
    for key, others in _one_key(item):
        end = _AT_END.search(item.stem)
        misfits = [other for other in others if end and not _fits(end.group(1), other)]
        if end and misfits and _fits(end.group(1), key):
            message = N_("“%(choice)s” does not fit “%(word)s” at the end of the question.")
            mend = N_("Move the article into the choices.")
            yield item.finding("grammar-cue", message, mend, word=end.group(1), choice=misfits[0])


def convergence_cue(item: Item) -> Iterator[Finding]:
    """Wrong choices made by changing one part of the key meet in the key."""
    for key, others in _one_key(item):
        parts = {text: set(plain(text).split()) for text in (key, *others)}
        common = set.intersection(*parts.values())
        parts = {text: words - common - _SMALL for text, words in parts.items()}
        meets_all = all(parts[key] & parts[other] for other in others)
        if (
            len(others) > FEWEST_OTHERS
            and len(parts[key]) > 1
            and meets_all
            and (
                _is_all_elsewhere(key, parts)
                and not any(_is_all_elsewhere(other, parts) for other in others)
            )
        ):
            message = N_(
                "Each wrong choice shares a part with “%(key)s”, so the parts point at it."
            )
            mend = N_("Let the wrong choices share parts among themselves as well.")
            yield item.finding("convergence-cue", message, mend, key=key)


_SMALL = frozenset(("the", "a", "an", "and", "of", "in", "to", "or", "by", "with", "on", "at"))


def precision_cue(item: Item) -> Iterator[Finding]:
    for key, others in _one_key(item):
        figures = [figure_of(text) for text in (key, *others)]
        digits = [_digits(figure[0]) for figure in figures if figure]
        if len(digits) < len(figures) or len(others) < FEWEST_OTHERS:
            continue
        own, *rest = digits
        if own - max(rest) >= MORE_DIGITS or min(rest) - own >= MORE_DIGITS:
            message = N_("“%(key)s” is more exact, or rounder, than all other choices.")
            mend = N_("Give all figures as exactly.")
            yield item.finding("precision-cue", message, mend, key=key)


CUE_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    *(absolutes, vague, length_cue, repeat_cue, grammar_cue, convergence_cue, precision_cue),
)


def _one_key(item: Item) -> Iterator[tuple[str, list[str]]]:
    """The key and the others of every group where one is to be found among some."""
    for group in item.groups:
        if group.has_one_key and len(group.keys) == 1 and group.others:
            yield group.keys[0], list(group.others)


def _shared(row: Sequence[str], match: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(match) if _has_kin(word, row)]


def _has_kin(word: str, words: Iterable[str]) -> bool:
    return not word.isdigit() and any(is_related(word, other) for other in words)


def _has_article(text: str) -> bool:
    return text.casefold().startswith(_ARTICLES) and text not in _NAMED_THE


def _is_capital(text: str) -> bool:
    """A figure or sign is neither, and stands with those that begin as the others do."""
    return text[:1].isupper()


def _article_tells(key: str, others: list[str]) -> bool:
    """A plural, or land and water, has no article by nature: only a bare word or two is odd."""
    if key.endswith((".", "!")) or any(_has_article(text) == _has_article(key) for text in others):
        return False
    return _has_article(key) or len(key.split()) <= FEW_WORDS


def _fits(article: str, choice: str) -> bool:
    if _has_article(choice):
        return False
    word = choice.casefold()
    sounds_open = (word[:1] in "aeiou" and not _LIKE_YOU.match(word)) or word.startswith(_SILENT_H)
    return sounds_open == (article.casefold() == "an")


def _number_tells(stem: str, key: str, others: list[str]) -> bool:
    if any(any(letter.isdigit() for letter in text) for text in (key, *others)):
        return False
    if any(len(text.split()) > MOST_WORDS_OF_A_NAME for text in (key, *others)):
        return False
    many, rest = _is_many(key), {_is_many(other) for other in others}
    if rest != {not many} or len(others) < FEWEST_OTHERS:
        return False
    return bool((_MANY if many else _ONE).search(stem))


def _is_many(text: str) -> bool:
    head = re.split(r" (?:of|in|from|with|for|on|at|by|to) ", text)[0]
    last = plain(head).split()[-1:] or [""]
    ends_many = last[0].endswith("s") and not last[0].endswith(("ss", "us", "is"))
    return ends_many or " and " in head or last[0] in ("people", "men", "women", "children")


def _verb_tells(key: str, others: list[str]) -> bool:
    own, rest = _verb_form(key), {_verb_form(other) for other in others}
    return len(others) >= FEWEST_OTHERS and len(rest) == 1 and own not in rest


def _verb_form(text: str) -> str:
    return next((form for pattern, form in _VERB_FORMS if pattern.match(text)), "")


def _is_all_elsewhere(text: str, parts: dict[str, set[str]]) -> bool:
    elsewhere = set().union(*(words for other, words in parts.items() if other != text))
    return bool(parts[text]) and parts[text] <= elsewhere


def _digits(value: Decimal) -> int:
    """How many digits a figure shows that are not trailing noughts: 206 three, 300 one."""
    return len(value.normalize().as_tuple().digits)
