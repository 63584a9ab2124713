"""A release made into rows: all of it or nothing, and the second time nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime

from flask import current_app
from sqlalchemy import select

from app.banks.folder import Texts
from app.banks.folding import folded
from app.banks.models import IS_CURRENT_PART, Bank, BankFolder, Question, QuestionPart, Target
from app.banks.operations import facts
from app.banks.operations.questions import (
    changed_targets,
    current_versions,
    save_questions,
)
from app.banks.operations.strangers import set_strangers_aside
from app.banks.operations.verdicts import save_verdicts
from app.banks.signals import learners_counted, release_applied, release_planned
from app.core.generation import Fingerprint, Plan, Release, Source, named, plan
from app.core.generation.identity import hash_of
from app.core.generation.lineage import Lineage
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
class Forecast:
    """What a release changes, how many learners each change concerns, and what that means.

    `learners` counts who has answered what a change is about, by `added`, `reworded`,
    `key_changed`, `retired`, `replaced`, `split`, `begun_anew` and `doubtful`.
    """

    plan: Plan
    learners: Mapping[str, int] = field(default_factory=dict)
    consequences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """What a release did. `plan` is empty where only facts or names changed."""

    bank_id: int
    is_changed: bool
    plan: Plan
    learners: Mapping[str, int] = field(default_factory=dict)


def apply_release(
    texts: Texts,
    *,
    now: datetime,
    owner_id: int | None = None,
    visibility: str = "public",
) -> Applied:
    """Write a release, keeping every history; a new bank is this owner's. Raise OlderRelease, or
    what reading the texts raises.

    Reworded questions get a version and keep their schedules; `release_applied` tells of each
    target whose right answer changed and of each that retired.
    """
    release, article = texts.release, texts.article
    source = named(texts.source, release.lineages)
    bank = bank_of(source.bank.id)
    forecast = _forecast(bank, release)
    digest = _digest(source, release, article, texts)
    if bank and bank.release_hash == digest:
        return Applied(bank.id, is_changed=False, plan=forecast.plan, learners=forecast.learners)
    if bank and bank.release > release.number:
        raise OlderRelease(bank.release, release.number)
    if bank:
        set_strangers_aside(bank, release)
    current = current_versions(bank) if bank else {}
    fresh = Bank(uid=source.bank.id, owner_id=owner_id, visibility=visibility)
    bank = _save_bank(bank or fresh, source, article)
    saved = facts.save(bank, source, release)
    corrected = save_questions(bank, release, saved, current, now)
    bank.release, bank.release_hash = release.number, digest
    save_verdicts(bank, texts.verdicts, now)
    _save_folder(bank, texts)
    db.session.flush()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    release_applied.send(
        app, bank_id=bank.id, key_changed=corrected, retired=saved.retired, now=now
    )
    return Applied(bank.id, is_changed=True, plan=forecast.plan, learners=forecast.learners)


def plan_release(release: Release) -> Forecast:
    """What the release would change, and what follows for the people who study; writes nothing."""
    bank = bank_of(release.bank)
    forecast = _forecast(bank, release)
    if bank is None:
        return forecast
    ids = _target_ids(bank, active_only=True)
    kept = {uid for question in release.questions for uid in question.targets}
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    answers = release_planned.send(
        app,
        bank_id=bank.id,
        key_changed=tuple(changed_targets(release, current_versions(bank), ids)),
        retired=tuple(number for uid, number in ids.items() if uid not in kept),
    )
    said = tuple(sentence for _, sentences in answers for sentence in sentences)
    return Forecast(forecast.plan, forecast.learners, said)


def bank_of(uid: str) -> Bank | None:
    return db.session.scalars(select(Bank).where(Bank.uid == uid)).one_or_none()


def folder_of(bank: Bank) -> Texts | None:
    """The bank's files as last released; None for one released before they were kept."""
    kept = db.session.get(BankFolder, bank.id)
    return (
        Texts(**{each.name: getattr(kept, each.name) for each in fields(Texts)}) if kept else None
    )


def _forecast(bank: Bank | None, release: Release) -> Forecast:
    if bank is None:
        return Forecast(plan((), release))
    current = current_versions(bank)
    planned = plan((each for each in current.values() if each.is_active), release, _known(bank))
    groups = {name: ids for name, ids in _concerned(bank, planned).items() if ids}
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    counts: dict[str, int] = {}
    for _, counted in learners_counted.send(app, groups=groups) if groups else ():
        counts |= counted
    return Forecast(planned, counts)


def _known(bank: Bank) -> tuple[Lineage, ...]:
    texts = folder_of(bank)
    return texts.release.lineages if texts else ()


def _concerned(bank: Bank, planned: Plan) -> dict[str, frozenset[int]]:
    """By change, the targets that it is about."""
    ids = _target_ids(bank, active_only=False)
    changed = {
        "added": (uid for each in planned.added for uid in each.targets),
        "reworded": (uid for each in planned.reworded for uid in each.new.targets),
        "key_changed": (uid for each in planned.key_changed for uid in each.new.targets),
    }
    moved: dict[str, set[str]] = {}
    for move in planned.moves:
        stems = (f"{stem}#{way}" for stem in move.targets for way in ("forward", "reverse"))
        moved.setdefault(move.turn.value, set()).update(stems)
    concerned = {
        name: frozenset(ids[uid] for uid in uids if uid in ids)
        for name, uids in [*changed.items(), *moved.items()]
    }
    retired = _targets_of_questions(bank, {each.uid for each in planned.retired})
    return concerned | {"retired": retired}


def _targets_of_questions(bank: Bank, uids: Iterable[str]) -> frozenset[int]:
    part = QuestionPart
    query = (
        select(Question.uid, Question.target_id, part.target_id)
        .outerjoin(part, IS_CURRENT_PART)
        .where(Question.bank_id == bank.id, Question.status == "active")
    )
    wanted = frozenset(uids)
    rows = db.session.execute(query) if wanted else ()
    return frozenset(
        target_id for uid, *targets in rows if uid in wanted for target_id in targets if target_id
    )


def _target_ids(bank: Bank, *, active_only: bool) -> dict[str, int]:
    query = select(Target.uid, Target.id).where(Target.bank_id == bank.id)
    if active_only:
        query = query.where(Target.status == "active")
    return {uid: target_id for uid, target_id in db.session.execute(query)}


def _digest(source: Source, release: Release, article: Fingerprint, texts: Texts) -> str:
    """Changes with anything that is written."""
    written = [
        [source.fact_uid(fact), fact.cite, facts.values_of(source, fact)] for fact in source.facts
    ]
    files = [texts.bank_toml, texts.facts_toml, texts.article_json, texts.verdicts_toml]
    parts = [release.number, release.hash, asdict(source.bank), article.sha256, written, files]
    return hash_of(parts)


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


def _save_folder(bank: Bank, texts: Texts) -> None:
    kept = db.session.get(BankFolder, bank.id) or BankFolder(bank_id=bank.id)
    for name, text in texts.fields.items():
        setattr(kept, name, text)
    db.session.add(kept)
