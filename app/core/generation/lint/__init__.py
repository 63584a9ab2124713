"""The gate of a release: every question looked at as a strict editor would."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.generation.article import Fingerprint
from app.core.generation.lineage import named
from app.core.generation.lint.alike import near_duplicates
from app.core.generation.lint.choices import CHOICE_RULES
from app.core.generation.lint.codes import CODES, Code, Severity
from app.core.generation.lint.cues import CUE_RULES
from app.core.generation.lint.facts import Told, copied_words, fact_rules, question_rules
from app.core.generation.lint.fairness import FAIRNESS_RULES
from app.core.generation.lint.findings import Finding, Item, finding
from app.core.generation.lint.grounds import GROUND_RULES
from app.core.generation.lint.parts import PART_RULES
from app.core.generation.lint.stems import STEM_RULES
from app.core.generation.release import Release, ReleasedQuestion
from app.core.generation.source import Source
from app.core.messages import N_
from app.core.questions import Question

__all__ = [
    "CODES",
    "Code",
    "Finding",
    "Severity",
    "finding",
    "lint",
    "lint_question",
    "lint_questions",
]

# Of fewer questions it cannot be told whether a source leaves something out on purpose.
A_FILE = 5
_RULES = (*STEM_RULES, *GROUND_RULES, *CHOICE_RULES, *CUE_RULES, *PART_RULES, *FAIRNESS_RULES)
_OF_A_WHOLE_FILE = {
    "missing-citation": N_("None of these %(count)s questions cites a source."),
    "missing-explanation": N_("Many of these %(count)s questions do not explain their answers."),
}


def lint(source: Source, release: Release, article: Fingerprint) -> list[Finding]:
    """Everything to mend before a release, errors first, each said once a slot."""
    # Under the names that the release knows its facts by: ids may have been replaced.
    source = named(source, release.lineages)
    bank = Told(source, article.runs)
    findings = list(fact_rules(source, release, article))
    for question in release.questions:
        findings += _released(bank, question)
    return sorted(dict.fromkeys(findings), key=lambda each: (each.severity, each.where, each.code))


def lint_question(question: Question, runs: frozenset[str] = frozenset()) -> list[Finding]:
    """What to look at in a question written or imported: warnings, for its keeper to judge."""
    item = Item(question, question.uid)
    found = (*_wording(item), *copied_words(item, runs))
    return [replace(each, severity=Severity.WARNING) for each in dict.fromkeys(found)]


def lint_questions(
    questions: Sequence[Question], runs: frozenset[str] = frozenset()
) -> list[Finding]:
    """The same for a whole file, and which of its questions ask almost the same.

    What a file never gives, such as citations, is said once and not of every question.
    """
    found = [each for question in questions for each in lint_question(question, runs)]
    for code, message in _OF_A_WHOLE_FILE.items():
        places = {each.where for each in found if each.code == code}
        if len(questions) >= A_FILE and len(places) == len(questions):
            found = [each for each in found if each.code != code]
            mend = N_("Add them where you can.")
            found.append(finding(code, "file", message, mend, count=len(questions)))
    for one, two in near_duplicates(questions):
        message, mend = (
            N_("“%(other)s” asks almost the same."),
            N_("Join them, or tell them apart."),
        )
        found.append(finding("near-duplicate", one, message, mend, other=two))
    return [replace(each, severity=Severity.WARNING) for each in found]


def _released(bank: Told, question: ReleasedQuestion) -> list[Finding]:
    """What to mend in one question of a bank: what `lint` would say of it."""
    where = f"{question.fact} {question.slot}".rstrip()
    loaded = bank.source.bank.loaded
    item = Item(question.question, where, is_released=True, loaded=loaded)
    return [*_wording(item), *question_rules(bank, question, item)]


def _wording(item: Item) -> Iterator[Finding]:
    for rule in _RULES:
        yield from rule(item)
