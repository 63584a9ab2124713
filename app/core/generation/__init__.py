"""From facts to questions: reading, generating, checking and releasing a bank. Pure.

``plan(old.questions, build(read(bank_toml, facts_toml), pinned=old))``, `lint` being the gate.
"""

from app.core.generation.article import BadArticle, Fingerprint, fingerprint
from app.core.generation.balance import Balance, Share, balance, balance_of
from app.core.generation.building import build, questions_of, rebuild
from app.core.generation.copying import copied_release
from app.core.generation.difficulty import estimate
from app.core.generation.lineage import named
from app.core.generation.lint import (
    CODES,
    Code,
    Finding,
    Severity,
    finding,
    lint,
    lint_question,
    lint_questions,
)
from app.core.generation.parsing import parse, read
from app.core.generation.planning import Change, Move, Plan, Turn, plan
from app.core.generation.problems import BadSource, Problem
from app.core.generation.release import BadRelease, Release, ReleasedQuestion
from app.core.generation.rewriting import (
    read_verdicts,
    rewritten,
    rewritten_bank,
    verdicts_toml,
)
from app.core.generation.source import Source
from app.core.generation.verdicts import (
    BadEdit,
    Decision,
    Edits,
    Judged,
    Rewording,
    Verdict,
    edited,
)
from app.core.generation.wording import spans, statement

__all__ = [
    "CODES",
    "BadArticle",
    "BadEdit",
    "BadRelease",
    "BadSource",
    "Balance",
    "Change",
    "Code",
    "Decision",
    "Edits",
    "Finding",
    "Fingerprint",
    "Judged",
    "Move",
    "Plan",
    "Problem",
    "Release",
    "ReleasedQuestion",
    "Rewording",
    "Severity",
    "Share",
    "Source",
    "Turn",
    "Verdict",
    "balance",
    "balance_of",
    "build",
    "copied_release",
    "edited",
    "estimate",
    "finding",
    "fingerprint",
    "lint",
    "lint_question",
    "lint_questions",
    "named",
    "parse",
    "plan",
    "questions_of",
    "read",
    "read_verdicts",
    "rebuild",
    "rewritten",
    "rewritten_bank",
    "spans",
    "statement",
    "verdicts_toml",
]
