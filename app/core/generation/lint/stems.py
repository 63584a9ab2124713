"""Rules on what is asked: one thing, standing alone, plain, and not giving itself away."""

import re
from collections.abc import Callable, Iterator

from app.core.generation.lint.findings import Finding, Item
from app.core.generation.wording import has_words, plain
from app.core.questions import TrueFalse

FEWEST_WORDS, MOST_WORDS = 5, 28
MOST_SENTENCES = 2
ABSOLUTES = (
    "always",
    "never",
    "every",
    "none",
    "completely",
    "entirely",
    "impossible",
    "certainly",
)
NEGATIONS = ("not", "except", "no longer", "isn’t", "wasn’t", "didn’t", "doesn’t", "cannot")
DEICTIC = ("now", "today", "currently", "recently", "nowadays", "this year", "last year", "so far")
_PRONOUNS = r"(?:he|she|they|it|him|them|this|these|those)"
_DANGLING = re.compile(
    rf"^(?:{_PRONOUNS}|his|her|their|its)\b"
    rf"|\b(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would) {_PRONOUNS}\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z]|$)")


def key_in_stem(item: Item) -> Iterator[Finding]:
    for key in item.keys:
        if has_words(item.stem, key):
            message = f"The question gives its answer away: {key!r} stands in {item.stem!r}."
            yield item.finding("key-in-stem", message, "Ask without these words.")


def length(item: Item) -> Iterator[Finding]:
    words = len(item.stem.split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        message = f"The question has {words} words: {item.stem!r}."
        mend = f"Use {FEWEST_WORDS} to {MOST_WORDS}."
        yield item.finding("stem-length", message, mend)


def absolutes(item: Item) -> Iterator[Finding]:
    """A cue where one must judge a statement or a choice; in the key it is what was said."""
    judged = [choice.text for choice in item.choices.choices] if item.choices else []
    if isinstance(item.question.content, TrueFalse):
        judged = [item.stem]
    said = set(_said(" ".join(judged), ABSOLUTES)) - set(_said(" ".join(item.keys), ABSOLUTES))
    for word in sorted(said):
        message = f"{word!r} is rarely true, and test-wise readers know it."
        yield item.finding("absolute", message, "Say it without, or name who says so.")


def negation(item: Item) -> Iterator[Finding]:
    for word in _said(item.stem, NEGATIONS):
        message = f"{word!r} is easily read over in {item.stem!r}."
        yield item.finding("negative-stem", message, "Ask for what is the case.")


def dangling(item: Item) -> Iterator[Finding]:
    found = _DANGLING.search(item.stem)
    if found:
        message = f"{found.group()!r} points at nothing in {item.stem!r}."
        yield item.finding("dangling", message, "Write the name.")


def undated(item: Item) -> Iterator[Finding]:
    for word in _said(item.stem, DEICTIC):
        message = f"{word!r} will be wrong by the time it is read."
        yield item.finding("undated", message, "Write as of when.")


def explanation(item: Item) -> Iterator[Finding]:
    question = item.question
    if not question.explanation:
        mend = "Write one or two plain sentences."
        yield item.finding("missing-explanation", "Nothing explains the answer.", mend)
    if len(_SENTENCE_END.findall(question.explanation)) > MOST_SENTENCES:
        message = "The explanation has more than two sentences."
        yield item.finding("long-explanation", message, "Keep what explains the answer.")


def citation(item: Item) -> Iterator[Finding]:
    if not item.question.citations:
        message = "Nobody can look it up: no paragraph is cited."
        yield item.finding("missing-citation", message, "Write cite = [{ paragraph = 3 }].")


STEM_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    *(key_in_stem, length, absolutes, negation, dangling, undated, explanation, citation),
)


def _said(text: str, words: tuple[str, ...]) -> Iterator[str]:
    bare = plain(text)
    return (word for word in words if has_words(bare, word))
