"""What keepers change in a bank before it is released: drafts of parts, verdicts on questions.

The working copy is the folder as last released with the drafts laid over it. A part is the bank
itself (key ""), an entity, a fact or a sorting, each a table as `facts.toml` would hold it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.banks.models import Bank
from app.banks.operations.releases import Applied
from app.core.generation import Finding, Fingerprint, Plan, Problem, Release, Source
from app.core.generation.verdicts import Decision, Edits, Verdict

Table = Mapping[str, Any]


class Changed(ValueError):
    """Somebody else saved this part meanwhile: `theirs` is in the working copy, `mine` is not."""

    def __init__(self, theirs: "Part", mine: Table | None) -> None:
        super().__init__("This was changed meanwhile.")
        self.theirs, self.mine = theirs, mine


class NotReleased(ValueError):
    """Errors stop the release; nothing was written."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the working copy. `written` None: it is to be removed.

    `version` is what `save_draft` wants back: 0 as long as nobody drafted anything.
    """

    part: str
    key: str
    written: Table | None
    version: int = 0
    released: Table | None = None

    @property
    def is_drafted(self) -> bool:
        return self.version > 0


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """`parts` by (part, key), in the order of the file; what drafts add comes last."""

    bank_id: int
    parts: Mapping[tuple[str, str], Part]
    article: Fingerprint
    pinned: Release
    verdicts: tuple[Verdict, ...]

    def part(self, part: str, key: str) -> Part:
        """The part as it would be released; an empty one of version 0 if there is none."""
        return self.parts.get((part, key), Part(part, key, None))

    def tables(self, part: str) -> tuple[Table, ...]:
        """Every entity, fact or sorting that is not to be removed."""
        raise NotImplementedError

    @property
    def drafted(self) -> tuple[Part, ...]:
        raise NotImplementedError

    def source(self) -> Source:
        """The whole bank as drafted; raise BadSource."""
        raise NotImplementedError

    def readable(self) -> tuple[Source, tuple[Problem, ...]]:
        """What can be read, and what is wrong with the rest: one broken draft hides no other."""
        raise NotImplementedError

    def id_of(self, fact_uid: str) -> str:
        """The id in facts.toml of a fact by its uid in the database; "" if it is not there."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """What releasing the drafts would do, or why it cannot be done (`errors`)."""

    number: int
    plan: Plan | None
    consequences: tuple[str, ...]
    errors: tuple[Finding | Problem, ...]
    warnings: tuple[Finding, ...]


def working_copy(bank: Bank) -> WorkingCopy:
    """The bank as its keepers are writing it."""
    raise NotImplementedError


def save_draft(  # noqa: PLR0913  (who wrote what upon which version, and when)
    bank: Bank,
    part: str,
    key: str,
    written: Table | None,
    *,
    version: int,
    by: int | None,
    now: datetime,
) -> Part:
    """Keep a part as written, well or not; None removes it from the next release. Raise Changed.

    Written as released it is no longer a draft.
    """
    raise NotImplementedError


def discard_draft(bank: Bank, part: str, key: str) -> None:
    """Back to what is released."""
    raise NotImplementedError


def judge_question(  # noqa: PLR0913
    bank: Bank,
    question_uid: str,
    decision: Decision | None,
    *,
    content_hash: str,
    reason: str = "",
    edits: Edits = Edits(),  # noqa: B008  (frozen)
    by: int | None,
    now: datetime,
) -> None:
    """Decide about a question as generated (`content_hash` says which words were looked at).

    None takes the decision back. Raise BadEdit where the edit does not fit the question.
    """
    raise NotImplementedError


def plan_draft(bank: Bank, *, only_approved: bool = False) -> DraftPlan:
    """What the release page shows; writes nothing."""
    raise NotImplementedError


def release_draft(
    bank: Bank, *, only_approved: bool = False, by: int | None, now: datetime
) -> Applied:
    """Release the working copy under the next number; raise BadSource or NotReleased.

    With `only_approved` a new or changed question waits until a keeper approves it.
    """
    raise NotImplementedError
