"""A release made into rows: all of it or nothing, and the second time nothing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import select

from app.banks.folding import folded
from app.banks.models import Bank, Target
from app.banks.operations import facts
from app.banks.operations.questions import Current, card_forms, current_versions, save_questions
from app.banks.signals import release_applied, release_planned
from app.core.generation import Fingerprint, Plan, Release, Source, plan
from app.core.generation.identity import hash_of
from app.db import db
from app.sources.operations import save_article


class OlderRelease(ValueError):
    """The database holds a newer release than the one to apply."""

    def __init__(self, held: int, given: int) -> None:
        super().__init__(
            f"The database holds release {held}; this is release {given}. "
            "Raise `release` in bank.toml if this one is meant to replace it."
        )


@dataclass(frozen=True, slots=True)
class Applied:
    """What a release did. `plan` is empty where only facts or names changed."""

    bank_id: int
    is_changed: bool
    plan: Plan


def apply_release(
    source: Source, release: Release, article: Fingerprint, *, now: datetime
) -> Applied:
    """Write a release, keeping every history. Raise OlderRelease.

    Reworded questions get a version and keep their schedules; `release_applied` tells of each
    target whose right answer changed and of each that retired.
    """
    bank = _bank(source.bank.id)
    current = _current(bank)
    planned = _compare(current, release)
    digest = _digest(source, release, article)
    if bank and bank.release_hash == digest:
        return Applied(bank.id, is_changed=False, plan=planned)
    if bank and bank.release > release.number:
        raise OlderRelease(bank.release, release.number)
    bank = _save_bank(bank or Bank(uid=source.bank.id, visibility="public"), source, article)
    saved = facts.save(bank, source, release)
    corrected = save_questions(bank, release, saved, current, now)
    bank.release, bank.release_hash = release.number, digest
    db.session.flush()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    release_applied.send(
        app, bank_id=bank.id, key_changed=corrected, retired=saved.retired, now=now
    )
    return Applied(bank.id, is_changed=True, plan=planned)


def plan_release(release: Release) -> tuple[Plan, tuple[str, ...]]:
    """What the release would change, and what follows for the people who study; writes nothing."""
    bank = _bank(release.bank)
    planned = _compare(_current(bank), release)
    if bank is None:
        return planned, ()
    studied = card_forms(release.questions)
    changed = {change.new.target for change in planned.key_changed if change.uid in studied}
    kept = {question.target for question in release.questions}
    ids = _active_targets(bank)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    answers = release_planned.send(
        app,
        bank_id=bank.id,
        key_changed=tuple(number for uid, number in ids.items() if uid in changed),
        retired=tuple(number for uid, number in ids.items() if uid not in kept),
    )
    return planned, tuple(sentence for _, said in answers for sentence in said)


def _bank(uid: str) -> Bank | None:
    return db.session.scalars(select(Bank).where(Bank.uid == uid)).one_or_none()


def _active_targets(bank: Bank) -> dict[str, int]:
    query = select(Target.uid, Target.id).where(Target.bank_id == bank.id)
    rows = db.session.execute(query.where(Target.status == "active"))
    return {uid: target_id for uid, target_id in rows}


def _current(bank: Bank | None) -> dict[str, Current]:
    return current_versions(bank) if bank else {}


def _compare(current: Mapping[str, Current], release: Release) -> Plan:
    return plan((each for each in current.values() if each.is_active), release)


def _digest(source: Source, release: Release, article: Fingerprint) -> str:
    """Changes with anything that is written."""
    return hash_of(
        [
            release.number,
            release.hash,
            asdict(source.bank),
            article.sha256,
            [
                [source.fact_uid(fact), fact.cite, facts.values_of(source, fact)]
                for fact in source.facts
            ],
        ]
    )


def _save_bank(bank: Bank, source: Source, article: Fingerprint) -> Bank:
    given, told = source.bank, source.bank.article
    for name in ("name", "description", "language", "licence", "as_of", "content_note"):
        setattr(bank, name, getattr(given, name))
    words = (given.name, given.description, told.title, told.author, told.publisher)
    bank.searchable = folded(" ".join(words))
    bank.article = save_article(given.id, told, given.labels, article)
    db.session.add(bank)
    db.session.flush()
    return bank
