"""What a release no longer holds retires: its rows stay, since histories point at them."""

from collections.abc import Container, Mapping
from typing import TypeVar

from app.banks.models import Fact, Question, Target

Row = TypeVar("Row", Fact, Target, Question)


def retire(known: Mapping[str, Row], given: Container[str]) -> list[Row]:
    """Retire the rows whose uid is not `given`; return those that were active until now."""
    gone = [row for uid, row in known.items() if uid not in given and row.status == "active"]
    for row in gone:
        row.status = "retired"
    return gone
