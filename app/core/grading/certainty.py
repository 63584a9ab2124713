"""Certainty-based marking: a mark for being right, and for knowing whether one is.

The marks are Gardner-Medwin's (https://tmedwin.net/cbm/): to say how sure one really is pays best.
"""

from enum import IntEnum

from app.core.grading.grades import NEARLY_NOTHING


class Certainty(IntEnum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3


_WRONG = {Certainty.LOW: 0, Certainty.MEDIUM: -2, Certainty.HIGH: -6}


def mark(fraction: float, certainty: Certainty) -> float:
    """The mark, from -6 to 3; an answer that is partly right earns its part of the whole."""
    if fraction < NEARLY_NOTHING:
        return float(_WRONG[certainty])
    return fraction * certainty
