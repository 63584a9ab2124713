"""The one clock: views, jobs and commands ask it and pass the time on."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
