"""The bank that ships with Factdeck."""

from datetime import datetime

from sqlalchemy import select

from app.banks.folder import Folder
from app.banks.models import Bank
from app.banks.operations import apply_release
from app.db import db, writing
from app.paths import shipped

BANK = "mali-minusma"


def apply_shipped(now: datetime) -> bool:
    """Apply the shipped bank where the database lacks it or holds an older release.

    The number alone decides: what its keepers released in the browser, each time under the next
    number, is not undone by a restart, and a package that ships a still higher number replaces it,
    keeping histories, drafts and undecided verdicts. True if something was written. The caller
    commits.
    """
    texts = Folder(shipped("questions") / BANK).texts()
    held = db.session.scalar(select(Bank.release).where(Bank.uid == BANK))
    if held is not None and held >= texts.release.number:
        return False
    db.session.rollback()
    writing()
    return apply_release(texts, now=now).is_changed
