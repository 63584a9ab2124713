"""Rules on what is asked: one thing, standing alone, plain, and not giving itself away."""

import re
from collections.abc import Callable, Iterator

from app.core.generation.lint.findings import Finding, Item
from app.core.generation.wording import has_words, plain
from app.core.messages import N_
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
            message = N_("The question gives its answer away: “%(key)s” stands in “%(stem)s”.")
            mend = N_("Ask without these words.")
            yield item.finding("key-in-stem", message, mend, key=key, stem=item.stem)


def length(item: Item) -> Iterator[Finding]:
    words = len(item.stem.split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        message, mend = (
            N_("The question has %(words)s words: “%(stem)s”."),
            N_("Use %(least)s to %(most)s."),
        )
        bounds = {"least": FEWEST_WORDS, "most": MOST_WORDS}
        yield item.finding("stem-length", message, mend, words=words, stem=item.stem, **bounds)


def absolutes(item: Item) -> Iterator[Finding]:
    """A cue where one must judge a statement or a choice; in the key it is what was said."""
    judged = [choice.text for choice in item.choices.choices] if item.choices else []
    if isinstance(item.question.content, TrueFalse):
        judged = [item.stem]
    said = set(_said(" ".join(judged), ABSOLUTES)) - set(_said(" ".join(item.keys), ABSOLUTES))
    for word in sorted(said):
        message = N_("“%(word)s” is rarely true, and test-wise readers know it.")
        mend = N_("Say it without, or name who says so.")
        yield item.finding("absolute", message, mend, word=word)


def negation(item: Item) -> Iterator[Finding]:
    for word in _said(item.stem, NEGATIONS):
        message = N_("“%(word)s” is easily read over in “%(stem)s”.")
        mend = N_("Ask for what is the case.")
        yield item.finding("negative-stem", message, mend, word=word, stem=item.stem)


def dangling(item: Item) -> Iterator[Finding]:
    found = _DANGLING.search(item.stem)
    if found:
        message, mend = N_("“%(words)s” points at nothing in “%(stem)s”."), N_("Write the name.")
        yield item.finding("dangling", message, mend, words=found.group(), stem=item.stem)


def undated(item: Item) -> Iterator[Finding]:
    for word in _said(item.stem, DEICTIC):
        message = N_("“%(word)s” will be wrong by the time it is read.")
        yield item.finding("undated", message, N_("Write as of when."), word=word)


def explanation(item: Item) -> Iterator[Finding]:
    question = item.question
    if not question.explanation:
        message, mend = N_("Nothing explains the answer."), N_("Write one or two plain sentences.")
        yield item.finding("missing-explanation", message, mend)
    if len(_SENTENCE_END.findall(question.explanation)) > MOST_SENTENCES:
        message = N_("The explanation has more than two sentences.")
        yield item.finding("long-explanation", message, N_("Keep what explains the answer."))


def citation(item: Item) -> Iterator[Finding]:
    if not item.question.citations:
        message = N_("Nobody can look it up: no paragraph is cited.")
        yield item.finding("missing-citation", message, N_("Write cite = [{ paragraph = 3 }]."))


STEM_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    *(key_in_stem, length, absolutes, negation, dangling, undated, explanation, citation),
)


def _said(text: str, words: tuple[str, ...]) -> Iterator[str]:
    bare = plain(text)
    return (word for word in words if has_words(bare, word))
