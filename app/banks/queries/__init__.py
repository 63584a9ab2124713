"""Reads for pages and for the features above. Nothing here changes a row."""

from app.banks.queries.banks import (
    OWN_STATE,
    BankLists,
    BankRow,
    KeptBank,
    OwnState,
    bank_lists,
    keeps,
    kept_banks,
    own_state,
    visible_bank,
)
from app.banks.queries.notes import Note, notes

__all__ = [
    "OWN_STATE",
    "BankLists",
    "BankRow",
    "KeptBank",
    "Note",
    "OwnState",
    "bank_lists",
    "keeps",
    "kept_banks",
    "notes",
    "own_state",
    "visible_bank",
]
