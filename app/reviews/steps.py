"""Learning steps as people write them: "1m 10m", "30s 1h 1d"."""

import re
from collections.abc import Sequence

UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
LONGEST_S = 30 * UNITS["d"]
MOST_STEPS = 10
STEP = re.compile(r"(\d{1,6})\s*([dhms]?)", re.IGNORECASE)


class BadSteps(ValueError):
    """Not a list of waits."""


def read_steps(text: str) -> list[int]:
    """The waits in seconds; a number without a unit is in minutes. Raises BadSteps."""
    written = text.replace(",", " ").split()
    steps = [_read_step(part) for part in written]
    if len(steps) > MOST_STEPS:
        raise BadSteps(text)
    return steps


def write_steps(steps: Sequence[int]) -> str:
    return " ".join(_write_step(step) for step in steps)


def _read_step(text: str) -> int:
    found = STEP.fullmatch(text)
    if not found:
        raise BadSteps(text)
    seconds = int(found[1]) * UNITS[found[2].lower() or "m"]
    if not 0 < seconds <= LONGEST_S:
        raise BadSteps(text)
    return seconds


def _write_step(seconds: int) -> str:
    unit, size = next((unit, size) for unit, size in UNITS.items() if seconds % size == 0)
    return f"{seconds // size}{unit}"
