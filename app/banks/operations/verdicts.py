"""What keepers decided about questions: pending in the database, released in verdicts.toml."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from app.banks.models import Bank, BankFolder
from app.banks.models import Verdict as Row
from app.core.generation import Decision, Edits, Verdict, read_verdicts
from app.db import db


def verdicts_of(bank: Bank) -> tuple[Verdict, ...]:
    """Everything decided so far, by question."""
    rows = db.session.scalars(select(Row).where(Row.bank_id == bank.id))
    return tuple(sorted(map(_verdict, rows), key=lambda each: each.question))


def save_verdicts(bank: Bank, given: Iterable[Verdict], now: datetime) -> None:
    """Take over those of a release; what was decided since the last one stays decided."""
    rows = {
        row.question_uid: row
        for row in db.session.scalars(select(Row).where(Row.bank_id == bank.id))
    }
    released = {each.question: each for each in _released(bank)}
    fresh = {each.question: each for each in given}
    for uid in released.keys() | fresh.keys():
        is_pending = (_verdict(rows[uid]) if uid in rows else None) != released.get(uid)
        if is_pending:
            continue
        if uid in fresh:
            write(bank, rows.get(uid), fresh[uid], by=None, now=now)
        elif uid in rows:
            db.session.delete(rows[uid])


def write(bank: Bank, row: Row | None, verdict: Verdict, *, by: int | None, now: datetime) -> None:
    if row is not None and _verdict(row) == verdict:
        return
    row = row or Row(bank_id=bank.id, question_uid=verdict.question)
    row.decision, row.reason = verdict.decision.value, verdict.reason
    row.content_hash, row.edits = verdict.content_hash, verdict.edits.to_json() or None
    row.judged_at, row.judged_by_id = now, by
    db.session.add(row)


def _released(bank: Bank) -> tuple[Verdict, ...]:
    kept = db.session.get(BankFolder, bank.id)
    return read_verdicts(kept.verdicts_toml) if kept else ()


def _verdict(row: Row) -> Verdict:
    edits = Edits.from_json(row.edits)
    return Verdict(row.question_uid, Decision(row.decision), row.content_hash, row.reason, edits)
