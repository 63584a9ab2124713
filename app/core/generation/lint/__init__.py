"""The gate of a release: every question looked at as a strict editor would."""

from collections.abc import Iterator
from dataclasses import replace

from app.core.generation.article import Fingerprint
from app.core.generation.lineage import named
from app.core.generation.lint.choices import CHOICE_RULES
from app.core.generation.lint.codes import CODES, SEVERITIES, Code, Severity
from app.core.generation.lint.facts import copied_words, fact_rules, question_rules
from app.core.generation.lint.findings import Finding, Item
from app.core.generation.lint.stems import STEM_RULES
from app.core.generation.release import Release
from app.core.generation.source import Source
from app.core.questions import Question

__all__ = ["CODES", "SEVERITIES", "Code", "Finding", "Severity", "lint", "lint_question"]


def lint(source: Source, release: Release, article: Fingerprint) -> list[Finding]:
    """Everything to mend before a release, errors first, each said once a slot."""
    source = named(source, release.lineages)
    facts = {source.fact_uid(fact): fact for fact in source.facts}
    runs = article.runs
    findings = list(fact_rules(source, release, article))
    for question in release.questions:
        item = Item(question.question, f"{question.fact} {question.slot}")
        findings += _wording(item)
        findings += question_rules(source, facts[question.fact], question, item, runs)
    return sorted(dict.fromkeys(findings), key=lambda each: (each.severity, each.where, each.code))


def lint_question(question: Question, runs: frozenset[str] = frozenset()) -> list[Finding]:
    """What to look at in a question written or imported: warnings, for its keeper to judge."""
    item = Item(question, question.uid)
    found = (*_wording(item), *copied_words(item, runs))
    return [replace(each, severity=Severity.WARNING) for each in found]


def _wording(item: Item) -> Iterator[Finding]:
    for rule in (*STEM_RULES, *CHOICE_RULES):
        yield from rule(item)
