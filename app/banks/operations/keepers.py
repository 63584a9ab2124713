"""Who keeps a bank."""

from app.banks.models import Bank, Editor
from app.db import connection, insert_once

_ADD = insert_once(Editor.__table__)  # type: ignore[arg-type]  # declared classes have tables


def add_keeper(bank: Bank, user_id: int) -> bool:
    """Make the person a keeper beside the owner; false if they were one already."""
    here = connection()
    values = {"bank_id": bank.id, "user_id": user_id}
    return bool(here.execute(_ADD[here.dialect.name], values).rowcount)
