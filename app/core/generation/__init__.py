"""From facts to questions: reading, generating, checking and releasing a bank. Pure.

``plan(old.questions, build(read(bank_toml, facts_toml), pinned=old))``, `lint` being the gate.
"""

from app.core.generation.article import BadArticle, Fingerprint, fingerprint
from app.core.generation.balance import Balance, Share, balance, balance_of
from app.core.generation.building import build
from app.core.generation.difficulty import estimate
from app.core.generation.lint import CODES, Code, Finding, Severity, lint, lint_question
from app.core.generation.parsing import parse, read
from app.core.generation.planning import Change, Plan, plan
from app.core.generation.problems import BadSource, Problem
from app.core.generation.release import BadRelease, Release, ReleasedQuestion
from app.core.generation.source import Source
from app.core.generation.wording import spans, statement

__all__ = [
    "CODES",
    "BadArticle",
    "BadRelease",
    "BadSource",
    "Balance",
    "Change",
    "Code",
    "Finding",
    "Fingerprint",
    "Plan",
    "Problem",
    "Release",
    "ReleasedQuestion",
    "Severity",
    "Share",
    "Source",
    "balance",
    "balance_of",
    "build",
    "estimate",
    "fingerprint",
    "lint",
    "lint_question",
    "parse",
    "plan",
    "read",
    "spans",
    "statement",
]
