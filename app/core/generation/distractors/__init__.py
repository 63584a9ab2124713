"""Wrong values for a slot: of its kind and exactness, never true, never harmful."""

from app.core.generation.distractors.pool import Pool
from app.core.generation.distractors.wrong import FEWEST, WANTED, Wrong, parts_of, pick

__all__ = ["FEWEST", "WANTED", "Pool", "Wrong", "parts_of", "pick"]
