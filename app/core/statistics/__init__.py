"""What answers tell about questions. Pure."""

from app.core.statistics.difficulty import EASIEST, HARDEST, corrected

__all__ = ["EASIEST", "HARDEST", "corrected"]
