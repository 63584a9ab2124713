"""What answers tell about questions. Pure."""

from app.core.statistics.difficulty import EASIEST, HARDEST, MIDDLE, corrected

__all__ = ["EASIEST", "HARDEST", "MIDDLE", "corrected"]
