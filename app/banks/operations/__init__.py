"""Changes to banks. Each flushes; the request or the command commits."""

from app.banks.operations.keepers import add_keeper
from app.banks.operations.releases import Applied, OlderRelease, apply_release, plan_release
from app.banks.operations.reports import close_report, send_report

__all__ = [
    "Applied",
    "OlderRelease",
    "add_keeper",
    "apply_release",
    "close_report",
    "plan_release",
    "send_report",
]
