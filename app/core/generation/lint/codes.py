"""Everything the lint can say, by code: whether it stops a release, and a title for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.messages import N_


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """A code never changes its meaning: banks, tests and people's notes name it."""

    title: str
    severity: Severity = Severity.WARNING


def _stops(title: str) -> Code:
    return Code(title, Severity.ERROR)


CODES: Mapping[str, Code] = {
    # One right answer, and nothing else that is right.
    "one-key": _stops(N_("Not one clear right answer")),
    "also-true": _stops(N_("A wrong choice that is right too")),
    "maybe-also-true": Code(N_("A wrong choice that may be right too")),
    "wrong-key": Code(N_("The explanation speaks for another answer")),
    "wrong-count": Code(N_("The question asks for another number of answers")),
    "duplicate-choices": _stops(N_("The same choice twice")),
    "alias-choices": _stops(N_("Two names of one thing among the choices")),
    "overlapping-choices": _stops(N_("Choices that overlap")),
    # Nothing but knowledge tells the answer.
    "key-in-stem": _stops(N_("The question gives its answer away")),
    "mixed-choices": _stops(N_("Choices of different kinds or exactness")),
    "all-or-none": _stops(N_("A choice about the other choices")),
    "few-choices": Code(N_("Too few choices or parts")),
    "grammar-cue": Code(N_("Grammar points at the answer")),
    "length-cue": Code(N_("Length points at the answer")),
    "repeat-cue": Code(N_("A repeated word points at the answer")),
    "convergence-cue": Code(N_("The answer shares something with every other choice")),
    "precision-cue": Code(N_("Exactness points at the answer")),
    "one-to-one": Code(N_("The last match gives itself away")),
    "dates-in-items": Code(N_("Dates that give the order away")),
    "implausible-number": Code(N_("A number nobody would choose")),
    "joke": Code(N_("A choice nobody would take seriously")),
    "absolute": Code(N_("Always, never and their kin")),
    "vague": Code(N_("Often, usually and their kin")),
    # The question is plain and stands alone.
    "stem-length": Code(N_("Too short or too long")),
    "double-stem": Code(N_("Two questions in one")),
    "negative-stem": Code(N_("A “not” that is easily read over")),
    "dangling": Code(N_("The question does not stand alone")),
    "unfocused": Code(N_("Nothing is asked before the choices are read")),
    "not-a-question": Code(N_("Not a question, or not a statement")),
    "slip": Code(N_("A slip of the pen")),
    "undated": Code(N_("True as of when?")),
    "gap-at-start": Code(N_("A gap before anything is said")),
    "too-many-gaps": Code(N_("More gaps than sentence")),
    "too-many-parts": Code(N_("Too much for one question")),
    "empty-category": Code(N_("A category without items")),
    "long-key": Code(N_("Too much to type")),
    "no-unit": Code(N_("A number of what?")),
    "tolerance": Code(N_("A tolerance that makes no sense")),
    # What is said is fair, and true to its source.
    "unattributed": _stops(N_("A claim without the one who makes it")),
    "opinion": Code(N_("An opinion asked as a fact")),
    "loaded": Code(N_("A loaded word in the question’s own voice")),
    "lost-bound": _stops(N_("“At least” is lost")),
    "lost-hedge": Code(N_("A doubt is lost")),
    "false-quotation": _stops(N_("False words in somebody’s mouth")),
    "false-accusation": _stops(N_("A false accusation")),
    "copied": _stops(N_("The article’s own words")),
    # It can be looked up and understood.
    "missing-citation": _stops(N_("No citation")),
    "missing-explanation": _stops(N_("No explanation")),
    "long-explanation": Code(N_("A long explanation")),
    "no-label": Code(N_("A paragraph without a label")),
    # The bank as a whole.
    "near-duplicate": Code(N_("Almost the same question twice")),
    "one-voice": Code(N_("One voice speaks too much")),
    "nothing-asked": Code(N_("A fact that asks nothing")),
    "unsound": _stops(N_("It cannot work as it is")),
    "unreadable": _stops(N_("It cannot be read")),
}
