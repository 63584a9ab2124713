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

    The number alone decides, so that what its keepers released in the browser since, under higher
    numbers, is never undone by a restart. True if something was written. The caller commits.
    """
    texts = Folder(shipped("questions") / BANK).texts()
    held = db.session.scalar(select(Bank.release).where(Bank.uid == BANK))
    if held is not None and held >= texts.release.number:
        return False
    db.session.rollback()
    writing()
    return apply_release(texts, now=now).is_changed
