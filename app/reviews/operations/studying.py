"""What a learner studies, and how much."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.banks.models import Target
from app.db import connection, insert_once
from app.reviews.rows import CORRECTION, PRESET, STUDIED_BANK

MOST_MORE = 999


def begin_studying(learner_id: int, bank_id: int, *, now: datetime) -> None:
    """Take a bank into one's study; harmless for one that is there."""
    row = {"user_id": learner_id, "bank_id": bank_id, "since": now, "without_sensitive": False}
    connection().execute(_STUDY_BANK[connection().dialect.name], row)


def study_targets(learner_id: int, target_ids: Sequence[int], *, now: datetime) -> None:
    """Take the banks of these targets into one's study."""
    found = connection().scalars(_BANKS_OF, {"targets": list(target_ids)}).all()
    for bank_id in found:
        begin_studying(learner_id, bank_id, now=now)


def leave_out_sensitive(learner_id: int, bank_id: int, *, without: bool) -> None:
    mine = (STUDIED_BANK.c.user_id == learner_id) & (STUDIED_BANK.c.bank_id == bank_id)
    connection().execute(update(STUDIED_BANK).where(mine).values(without_sensitive=without))


def change_preset(learner_id: int, **values: Any) -> None:
    """Keep some numbers of a learner; columns of Preset, the rest as they are or the defaults."""
    kept = {"user_id": learner_id, **values}
    module = {"sqlite": sqlite, "postgresql": postgresql}[connection().dialect.name]
    statement = module.insert(PRESET).values(kept)
    connection().execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=values))


def read_correction(learner_id: int, target_id: int) -> None:
    """The learner has seen what was corrected."""
    told = (CORRECTION.c.user_id == learner_id) & (CORRECTION.c.target_id == target_id)
    connection().execute(delete(CORRECTION).where(told))


_STUDY_BANK = insert_once(STUDIED_BANK)
_BANKS_OF = (
    select(Target.bank_id).where(Target.id.in_(bindparam("targets", expanding=True))).distinct()
)
