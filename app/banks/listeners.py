"""What banks do when something happens below them."""

from typing import Any

from sqlalchemy import update

from app.accounts.signals import guest_claimed
from app.banks.models import Report
from app.db import connection


@guest_claimed.connect
def move_reports(_sender: Any, *, guest_id: int, user_id: int, **_rest: Any) -> None:
    """The guest's reports become the account's, so that the person sees what comes of them."""
    connection().execute(update(Report).where(Report.user_id == guest_id).values(user_id=user_id))
