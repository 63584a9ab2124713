"""Changes to banks. Each flushes; the request or the command commits."""

from app.banks.operations.difficulty import correct_difficulties
from app.banks.operations.keepers import add_keeper
from app.banks.operations.releases import (
    Applied,
    Forecast,
    OlderRelease,
    apply_release,
    bank_of,
    folder_of,
    plan_release,
)
from app.banks.operations.reports import close_report, send_report

__all__ = [
    "Applied",
    "Forecast",
    "OlderRelease",
    "add_keeper",
    "apply_release",
    "bank_of",
    "close_report",
    "correct_difficulties",
    "folder_of",
    "plan_release",
    "send_report",
]
