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

    True if something was written. The caller commits.
    """
    folder = Folder(shipped("questions") / BANK)
    release = folder.release()
    held = db.session.scalar(select(Bank.release).where(Bank.uid == BANK))
    if held is not None and held >= release.number:
        return False
    db.session.rollback()
    writing()
    return apply_release(folder.source(), release, folder.article(), now=now).is_changed
