"""What keepers change in a bank before it is released: drafts of parts, verdicts on questions."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, select

from app.banks.folder import Texts
from app.banks.models import Bank, Draft
from app.banks.models import Verdict as VerdictRow
from app.banks.operations.releases import Applied, apply_release, folder_of, plan_release
from app.banks.operations.verdicts import write
from app.banks.operations.working import (
    BANK,
    Part,
    Table,
    WorkingCopy,
    undrafted,
    working_copy,
)
from app.core.generation import (
    BadSource,
    Decision,
    Edits,
    Finding,
    Plan,
    Problem,
    Release,
    ReleasedQuestion,
    Source,
    Verdict,
    build,
    edited,
    lint,
    questions_of,
    rewritten,
    rewritten_bank,
    verdicts_toml,
)
from app.db import db


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
class DraftPlan:
    """What releasing the drafts would do, or why it cannot be done (`errors`).

    `release` is what would be released; None where the drafts cannot be read.
    """

    number: int
    plan: Plan | None
    consequences: tuple[str, ...]
    errors: tuple[Finding | Problem, ...]
    warnings: tuple[Finding, ...]
    learners: Mapping[str, int]
    release: Release | None


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
    # On PostgreSQL two keepers may save at the same moment: the second sees what the first wrote.
    db.session.get(Bank, bank.id, with_for_update=True)
    held = working_copy(bank).part(part, key)
    if held.version != version:
        raise Changed(held, written)
    draft = _draft(bank, part, key)
    if written == held.released:
        discard_draft(bank, part, key)
        return undrafted(part, key, written)
    draft = draft or Draft(bank_id=bank.id, part=part, key=key, version=0)
    draft.written, draft.version = written, draft.version + 1
    draft.changed_at, draft.changed_by_id = now, by
    db.session.add(draft)
    db.session.flush()
    return Part(part, key, written, draft.version, held.released)


def discard_draft(bank: Bank, part: str, key: str) -> None:
    """Back to what is released."""
    draft = _draft(bank, part, key)
    if draft is not None:
        db.session.delete(draft)
        db.session.flush()


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
    row = db.session.get(VerdictRow, (bank.id, question_uid))
    if decision is None:
        if row is not None:
            db.session.delete(row)
    else:
        question = _question(working_copy(bank), question_uid) if edits != Edits() else None
        if question is not None:
            edited(question, edits)
        verdict = Verdict(question_uid, decision, content_hash, reason, edits)
        write(bank, row, verdict, by=by, now=now)
    db.session.flush()


def plan_draft(bank: Bank, *, only_approved: bool = False) -> DraftPlan:
    """What the release page shows; writes nothing."""
    copy = working_copy(bank)
    number = bank.release + 1
    try:
        source = _numbered(copy.source(), number)
    except BadSource as error:
        return DraftPlan(number, None, (), error.problems, (), {}, None)
    release = build(source, copy.pinned, copy.verdicts, is_approved_only=only_approved)
    findings = lint(source, release, copy.article)
    errors = tuple(each for each in findings if each.is_error)
    warnings = tuple(each for each in findings if not each.is_error)
    forecast = plan_release(release)
    return DraftPlan(
        number=number,
        plan=forecast.plan,
        consequences=forecast.consequences,
        errors=errors,
        warnings=warnings,
        learners=forecast.learners,
        release=release,
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release built and looked at; it holds while the bank's `state` is what it was then."""

    state: object
    texts: Texts
    is_same: bool


def prepare_release(bank: Bank, *, only_approved: bool = False) -> Prepared:
    """The long part of a release, which writes nothing; raise BadSource or NotReleased."""
    state = _state(bank)
    texts = drafted_texts(bank, only_approved=only_approved)
    errors = tuple(
        each for each in lint(texts.source, texts.release, texts.article) if each.is_error
    )
    if errors:
        raise NotReleased(errors)
    return Prepared(state, texts, _is_same(texts, folder_of(bank)))


def release_draft(
    bank: Bank,
    *,
    only_approved: bool = False,
    now: datetime,
    prepared: Prepared | None = None,
) -> Applied:
    """Release the working copy under the next number; raise BadSource or NotReleased.

    With `only_approved` a new or changed question waits until a keeper approves it. Where nothing
    changed, as when two keepers release at once, nothing is written. What was `prepared` before
    somebody drafted, judged or released is prepared anew.
    """
    db.session.get(Bank, bank.id, with_for_update=True)
    if prepared is None or prepared.state != _state(bank):
        prepared = prepare_release(bank, only_approved=only_approved)
    if prepared.is_same:
        return Applied(bank.id, is_changed=False, plan=plan_release(prepared.texts.release).plan)
    applied = apply_release(prepared.texts, now=now)
    db.session.execute(delete(Draft).where(Draft.bank_id == bank.id))
    return applied


def _state(bank: Bank) -> object:
    """Differs once anything was released, drafted or judged."""
    # SQLite gives a new draft the number of one that was discarded.
    drafted = (
        select(Draft.id, Draft.version, Draft.changed_at)
        .where(Draft.bank_id == bank.id)
        .order_by(Draft.id)
    )
    judged = (
        select(VerdictRow.question_uid, VerdictRow.judged_at)
        .where(VerdictRow.bank_id == bank.id)
        .order_by(VerdictRow.question_uid)
    )
    rows = [tuple(map(tuple, db.session.execute(query))) for query in (drafted, judged)]
    return bank.release, bank.release_hash, rows


def drafted_texts(bank: Bank, *, only_approved: bool = False) -> Texts:
    """The folder as the next release would have it; raise BadSource."""
    copy = working_copy(bank)
    changes = {place: part.written for place, part in copy.parts.items() if part.is_drafted}
    told = changes.pop((BANK, ""), None) or tomllib.loads(copy.texts.bank_toml)
    texts = replace(
        copy.texts,
        bank_toml=rewritten_bank(copy.texts.bank_toml, {**told, "release": bank.release + 1}),
        facts_toml=rewritten(copy.texts.facts_toml, changes) if changes else copy.texts.facts_toml,
        verdicts_toml=_verdicts_toml(copy),
    )
    release = build(texts.source, copy.pinned, copy.verdicts, is_approved_only=only_approved)
    return replace(texts, questions_json=release.to_json().decode())


def _is_same(texts: Texts, held: Texts | None) -> bool:
    """Is there nothing new but the number?"""
    if held is None:
        return False
    number = held.source.bank.release
    same_bank = replace(texts.source.bank, release=number) == held.source.bank
    same_files = (texts.facts_toml, texts.verdicts_toml) == (held.facts_toml, held.verdicts_toml)
    return same_bank and same_files and replace(texts.release, number=number) == held.release


def _verdicts_toml(copy: WorkingCopy) -> str:
    """As it is where nothing was decided since, so that its comments stay."""
    kept = sorted(copy.texts.verdicts, key=lambda each: each.question)
    is_same = tuple(kept) == copy.verdicts
    return copy.texts.verdicts_toml if is_same else verdicts_toml(copy.verdicts)


def _draft(bank: Bank, part: str, key: str) -> Draft | None:
    query = select(Draft).where(Draft.bank_id == bank.id, Draft.part == part, Draft.key == key)
    return db.session.scalars(query).one_or_none()


def _question(copy: WorkingCopy, uid: str) -> ReleasedQuestion | None:
    """The question as generated, looked for where it can be: at its old fact, then at drafts."""
    source, _ = copy.readable()
    released = copy.pinned.by_uid.get(uid)
    likely = [copy.id_of(released.fact)] if released else []
    likely += [part.key for part in copy.drafted if part.part == "fact"]
    here = {fact.id for fact in source.facts}
    for fact_id in dict.fromkeys(each for each in likely if each in here):
        for judged in questions_of(source, fact_id, copy.pinned):
            if judged.question.uid == uid:
                return judged.question
    return None


def _numbered(source: Source, number: int) -> Source:
    return replace(source, bank=replace(source.bank, release=number))
