"""Rows whose name comes back with another meaning, which only a lost questions.json can bring."""

from sqlalchemy import Select, select

from app.banks.models import IS_CURRENT, Bank, Question, QuestionVersion, Target
from app.core.generation import Release
from app.core.generation.bench import CARDS
from app.db import db


def set_strangers_aside(bank: Bank, release: Release) -> None:
    """Let retired targets whose value differs give up their names, with their questions.

    Their histories stay with them; what is released under the names begins anew.
    """
    keys = {each.target: each.key_hash for each in release.questions if each.generator in CARDS}
    strangers = [
        target_id
        for target_id, uid, key in db.session.execute(_retired(bank))
        if keys.get(uid, key) != key
    ]
    if strangers:
        targets = db.session.scalars(select(Target).where(Target.id.in_(strangers)))
        questions = db.session.scalars(select(Question).where(Question.target_id.in_(strangers)))
        for row in (*targets, *questions):
            row.uid = f"{row.uid}~{row.id}"
        db.session.flush()


def _retired(bank: Bank) -> "Select[int, str, str]":
    return (
        select(Target.id, Target.uid, QuestionVersion.key_hash)
        .join(Question, Question.target_id == Target.id)
        .join(QuestionVersion, IS_CURRENT)
        .where(
            Target.bank_id == bank.id,
            Target.status == "retired",
            Question.generator.in_(CARDS),
        )
    )
