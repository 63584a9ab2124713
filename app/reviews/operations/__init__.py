"""Changes to what a learner studies and remembers. The request commits them."""

from app.reviews.operations.answering import Answer, Outcome, UnknownCard, record_answer
from app.reviews.operations.setting_aside import bring_back, bury, suspend
from app.reviews.operations.studying import (
    begin_studying,
    change_preset,
    leave_out_sensitive,
    read_correction,
)
from app.reviews.operations.taking_back import overrule, undo_last

__all__ = [
    "Answer",
    "Outcome",
    "UnknownCard",
    "begin_studying",
    "bring_back",
    "bury",
    "change_preset",
    "leave_out_sensitive",
    "overrule",
    "read_correction",
    "record_answer",
    "suspend",
    "undo_last",
]
