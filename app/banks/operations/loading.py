"""Banks that come in a zip, and banks that begin in the browser.

As a bank of its own a zip keeps its id, and with it every uid, where the id is free here. Where it
is taken the bank becomes a copy under a fresh id: uids are unique in a database and name people's
histories, so a copy has its own. Into a bank that somebody keeps a zip is the next release.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

import tomlkit

from app.banks.folder import Texts
from app.banks.folding import folded
from app.banks.models import Bank, Upload
from app.banks.operations.drafts import NotReleased
from app.banks.operations.releases import (
    Applied,
    Forecast,
    apply_release,
    bank_of,
    folder_of,
    plan_release,
)
from app.core.generation import (
    BadSource,
    Finding,
    Problem,
    Release,
    Verdict,
    build,
    copied_release,
    fingerprint,
    lint,
    rebuild,
    rewritten_bank,
    verdicts_toml,
)
from app.db import db

_LONGEST_ID = 70
# So many are built in half a minute, which is as long as anybody waits for a page.
MOST_FACTS = 5_000


class ChangedSince(RuntimeError):
    """The bank was released, or its id taken, after it was looked at: look again."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What a zip would make of a bank. `texts` are as they would be loaded.

    `upon` is what the bank held when it was looked at, "" where there was none.
    `copied_from` is the id in the zip where the bank gets another; `is_same` says that the bank
    holds all of it already.
    """

    texts: Texts
    bank: Bank | None
    copied_from: str
    is_same: bool
    upon: str
    forecast: Forecast
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.is_error)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if not each.is_error)


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody says of a bank that has no fact yet; `text` is the article's, not kept."""

    name: str
    description: str
    language: str
    licence: str
    as_of: str
    title: str
    publisher: str
    url: str
    text: str
    author: str = ""
    published_on: str = ""


def keep_upload(user_id: int, texts: Texts, *, into: Bank | None, now: datetime) -> None:
    """Keep a zip's files until the person has seen what they would do; one at a time."""
    upload = db.session.get(Upload, user_id) or Upload(user_id=user_id)
    upload.files, upload.sent_at = dict(texts.fields), now
    upload.bank_id = into.id if into else None
    db.session.add(upload)
    db.session.flush()


def kept_upload(user_id: int, *, into: Bank | None) -> Texts | None:
    """The files sent last, if they were meant for this."""
    upload = db.session.get(Upload, user_id)
    if upload is None or upload.bank_id != (into.id if into else None):
        return None
    return Texts(**upload.files)


def drop_upload(user_id: int) -> None:
    upload = db.session.get(Upload, user_id)
    if upload is not None:
        db.session.delete(upload)
        db.session.flush()


def look_inside(texts: Texts, *, into: Bank | None = None) -> Inside:
    """What loading would do; writes nothing. Raise BadSource, BadArticle or BadRelease."""
    facts = len(texts.source.facts)
    if facts > MOST_FACTS:
        reason = f"There are {facts} facts; a bank from a zip has at most {MOST_FACTS}."
        raise BadSource([Problem("facts.toml", "fact", reason, "Split it into several banks.")])
    ready = _as_next(texts, into) if into else _as_new(texts)
    findings = lint(ready.source, ready.release, ready.article)
    given = texts.source.bank.id
    return Inside(
        texts=ready,
        bank=into,
        copied_from=given if ready.source.bank.id != given else "",
        is_same=into is not None and folder_of(into) == ready,
        upon=into.release_hash if into else "",
        forecast=plan_release(ready.release),
        findings=tuple(findings),
    )


def load(inside: Inside, *, owner_id: int, now: datetime) -> Applied:
    """Make it so: a new bank is its owner's alone. Raise NotReleased, or ChangedSince."""
    if inside.errors:
        raise NotReleased(inside.errors)
    held = bank_of(inside.texts.source.bank.id)
    if (held.release_hash if held else "") != inside.upon:
        raise ChangedSince
    return apply_release(inside.texts, now=now, owner_id=owner_id, visibility="private")


def create_bank(begun: Begun, *, owner_id: int, now: datetime) -> Bank:
    """A private bank without a fact; raise BadSource naming each field that is wrong."""
    article = {name: getattr(begun, name) for name in ("title", "publisher", "author", "url")}
    dated = {"published_on": begun.published_on} if begun.published_on else {}
    names = ("name", "description", "language", "licence", "as_of")
    table: dict[str, Any] = {"id": _free_id(_slug(begun.name))}
    table |= {name: getattr(begun, name) for name in names} | {"release": 1}
    table["article"] = article | dated | {"language": begun.language}
    bank_toml = tomlkit.dumps(table)
    taken = fingerprint(begun.text, {})
    texts = Texts(bank_toml, "", taken.to_json().decode(), "")
    texts = replace(texts, questions_json=build(texts.source).to_json().decode())
    applied = apply_release(texts, now=now, owner_id=owner_id, visibility="private")
    return db.session.get_one(Bank, applied.bank_id)


def _as_new(texts: Texts) -> Texts:
    """Under its own id if that is free, else under a fresh one."""
    bank_id = texts.source.bank.id
    if _is_free(bank_id):
        return _built(texts, _release_in(texts))
    fresh = _free_id(bank_id)
    pinned = _release_in(texts) or build(texts.source)
    release, verdicts = copied_release(texts.source, pinned, texts.verdicts, fresh)
    return replace(
        texts,
        bank_toml=rewritten_bank(texts.bank_toml, tomllib.loads(texts.bank_toml) | {"id": fresh}),
        questions_json=release.to_json().decode(),
        verdicts_toml=_verdicts_text(texts, verdicts),
    )


def _as_next(texts: Texts, bank: Bank) -> Texts:
    """Built upon what the bank released, since that is what people study."""
    held = folder_of(bank)
    if held == texts:
        return texts
    told = tomllib.loads(texts.bank_toml)
    number = max(texts.source.bank.release, bank.release + 1)
    table = told | {"id": bank.uid, "release": number}
    renamed = texts.source.bank.id != bank.uid
    verdicts: tuple[Verdict, ...] = texts.verdicts
    if renamed:
        pinned = _release_in(texts) or build(texts.source)
        _, verdicts = copied_release(texts.source, pinned, verdicts, bank.uid)
    ready = replace(
        texts,
        bank_toml=rewritten_bank(texts.bank_toml, table),
        verdicts_toml=_verdicts_text(texts, verdicts),
    )
    return _built(ready, held.release if held else None)


def _built(texts: Texts, pinned: Release | None) -> Texts:
    """The questions that these facts make; what the zip says of them is not taken on trust."""
    release = rebuild(texts.source, pinned, texts.verdicts)
    if texts.questions_json and release == pinned:
        return texts
    return replace(texts, questions_json=release.to_json().decode())


def _release_in(texts: Texts) -> Release | None:
    return texts.release if texts.questions_json else None


def _verdicts_text(texts: Texts, verdicts: tuple[Verdict, ...]) -> str:
    return texts.verdicts_toml if verdicts == texts.verdicts else verdicts_toml(verdicts)


def _slug(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", folded(name))
    return "-".join(words)[:_LONGEST_ID].strip("-") or "bank"


def _free_id(wanted: str) -> str:
    base = wanted[:_LONGEST_ID].strip("-")
    names = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(filter(_is_free, names))


def _is_free(bank_id: str) -> bool:
    """No bank has it, and it is not the word under which banks begin: /banks/new."""
    return bank_id != "new" and bank_of(bank_id) is None
