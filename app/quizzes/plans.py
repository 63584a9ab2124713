"""What a practice quiz is to be: which bank, how many, whose questions, which types."""

from dataclasses import dataclass

from app.core.questions import TYPES

GRADED_TYPES = tuple(name for name, kind in TYPES.items() if kind.is_graded)
NUMBERS = (5, 10, 20)
MOST_PLACES = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """`number` none means all that fit; `types` empty means all types."""

    bank_id: int
    number: int | None = 10
    pool: str = "all"
    types: tuple[str, ...] = ()
    feedback: str = "each"
    without_sensitive: bool = False


class TooFewError(ValueError):
    """Fewer questions fit than were asked for; `found` says how many."""

    def __init__(self, found: int) -> None:
        super().__init__(f"only {found} questions fit")
        self.found = found
