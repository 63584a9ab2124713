"""Pages of banks, one module a subject."""

from app.banks.views import (
    about,
    banks,
    editing,
    facts,
    files,
    names,
    questions,
    releasing,
    reports,
)
from app.banks.views.blueprint import blueprint

__all__ = [
    "about",
    "banks",
    "blueprint",
    "editing",
    "facts",
    "files",
    "names",
    "questions",
    "releasing",
    "reports",
]
