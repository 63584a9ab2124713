"""Commands on memories: `flask check`, `flask memory`."""

from app.reviews.commands.check import check
from app.reviews.commands.memory import memory

__all__ = ["check", "memory"]
