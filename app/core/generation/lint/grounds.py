"""Rules on what an answer rests on: as of when it holds, why, and where that is written."""

import re
from collections.abc import Callable, Iterator

from app.core.generation.lint.english import YEAR, said
from app.core.generation.lint.findings import Finding, Item
from app.core.messages import N_

MOST_SENTENCES = 2
DEICTIC = (
    *("now", "today", "currently", "recently", "nowadays", "this year", "last year", "so far"),
    *("at present", "presently", "at the moment", "to date", "most recent", "latest", "newest"),
    *("in recent years", "these days", "yesterday", "last month", "last week", "next year"),
)
_CLAUSE_OF_ITS_OWN = re.compile(
    r"\bnow (?:called|known|named)\b|\bknown today as\b|\bname\b.*\bknown today\b"
)
_OFFICE = re.compile(
    r"\bis the (?:current |present )?(?:\w+ )?(?:president|prime minister|king|queen|emperor|pope|"
    r"chancellor|monarch|governor|mayor|head of state|head of government|chief executive|CEO|"
    r"secretary-general|champion|record holder|richest|most populous|tallest building)\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:a|an|one|two|three|four|five|ten|\d{1,2}|few|some) (?:day|week|month|year|decade)s?"
    r" ago\b",
    re.IGNORECASE,
)
_PEOPLED = re.compile(r"\b(?:is|has) (?:the |a )?population\b|\bhow many people live\b", re.I)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z]|$)")


def undated(item: Item) -> Iterator[Finding]:
    stem = _CLAUSE_OF_ITS_OWN.sub("", item.stem)
    for word in said(stem, DEICTIC):
        if not re.search(r"\bas of\b", stem):
            message = N_("“%(word)s” will be wrong by the time it is read.")
            yield item.finding("undated", message, N_("Write as of when."), word=word)
    changing = _OFFICE.search(stem) or _PEOPLED.search(stem) or _AGO.search(stem)
    if changing and not item.is_released and not YEAR.search(stem):
        message = N_("“%(words)s” changes: the answer will be wrong one day.")
        mend = N_("Write as of when.")
        yield item.finding("undated", message, mend, words=changing.group())


def explanation(item: Item) -> Iterator[Finding]:
    if not item.explanation.strip():
        message, mend = N_("Nothing explains the answer."), N_("Write one or two plain sentences.")
        yield item.finding("missing-explanation", message, mend)
    if len(_SENTENCE_END.findall(item.explanation)) > MOST_SENTENCES:
        message = N_("The explanation has more than two sentences.")
        yield item.finding("long-explanation", message, N_("Keep what explains the answer."))


def citation(item: Item) -> Iterator[Finding]:
    if not item.question.citations:
        message = N_("Nobody can look it up: no paragraph is cited.")
        yield item.finding("missing-citation", message, N_("Write cite = [{ paragraph = 3 }]."))


GROUND_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (undated, explanation, citation)
