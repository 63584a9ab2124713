"""What banks can be told on the command line."""

from app.banks.commands.bank import bank
from app.banks.commands.check import check
from app.banks.commands.question import question

__all__ = ["bank", "check", "question"]
