"""A card and the lines of its log: values only, so that a line is cheap to store.

The log is the truth and the card a cache: `log.fold` makes the one from the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum, IntFlag
from typing import Any, Self

from app.core.scheduling.memory import Memory, Rating

# Four and three decimals, as Anki keeps them, so that an import loses nothing.
STABILITY_UNIT = 10_000
DIFFICULTY_UNIT = 1_000


class State(IntEnum):
    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Kind(IntEnum):
    """What a line says: an answer; an answer or change taken back; the answer key changed, so
    the card is learned again; flags set by hand; a state brought from elsewhere."""

    REVIEW = 0
    UNDO = 1
    RELEARN = 2
    SET = 3
    IMPORTED = 4


class Source(IntEnum):
    STUDY = 0
    QUIZ = 1
    IMPORT = 2


class Flag(IntFlag):
    """A review line speaks of LEECH only; a SET line says which of all flags hold from now on.
    BURIED holds for the study day of its line."""

    LEECH = 1
    SUSPENDED = 2
    BURIED = 4


NO_FLAG = Flag(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log, never changed. State, step, due, memory and flags are those decided
    then, after the event; on UNDO and SET lines they say nothing beyond `undoes` and `flags`.

    `at` is epoch milliseconds, `due_at` epoch seconds (while learning, else None), `day` and
    `due_on` study days. Stability is in ten-thousandths of a day, difficulty in thousandths.
    Orders of columns and bytes are the database's: every field is an int, bytes or None.
    """

    key: bytes
    at: int
    day: int
    kind: Kind = Kind.REVIEW
    rating: Rating | None = None
    source: Source = Source.STUDY
    duration_ms: int = 0
    state: State = State.NEW
    step: int = 0
    due_at: int | None = None
    due_on: int | None = None
    stability_e4: int | None = None
    difficulty_e3: int | None = None
    flags: Flag = NO_FLAG
    undoes: bytes | None = None

    @property
    def memory(self) -> Memory | None:
        """The memory as noted then: rounded, and by the weights of then."""
        if self.stability_e4 is None or self.difficulty_e3 is None:
            return None
        return Memory(self.stability_e4 / STABILITY_UNIT, self.difficulty_e3 / DIFFICULTY_UNIT)

    @property
    def interval_days(self) -> int | None:
        """The interval decided then, for a line that left the card in review."""
        if self.state is not State.REVIEW or self.due_on is None:
            return None
        return self.due_on - self.day

    def to_row(self) -> dict[str, int | bytes | None]:
        return {name: getattr(self, name) for name in LINE_FIELDS}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """A line from columns named as its fields; other columns are not looked at."""
        values = {name: row[name] for name in LINE_FIELDS}
        for name, enum in _ENUMS.items():
            values[name] = None if values[name] is None else enum(values[name])
        return cls(**values)


LINE_FIELDS = tuple(field.name for field in fields(Line))
_ENUMS: Mapping[str, type[IntEnum | IntFlag]] = {
    "kind": Kind, "rating": Rating, "source": Source, "state": State, "flags": Flag,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One target in one learner's memory.

    `due_at` (epoch seconds) holds while learning, `due_on` (study day) from the first answer
    on; `last_on` is the study day the memory was last touched; `buried_on` the study day the
    card rests.
    """

    state: State = State.NEW
    step: int = 0
    due_at: int | None = None
    due_on: int | None = None
    memory: Memory | None = None
    last_on: int | None = None
    lapses: int = 0
    reviews: int = 0
    is_leech: bool = False
    is_suspended: bool = False
    buried_on: int | None = None

    @property
    def is_learning(self) -> bool:
        return self.state in (State.LEARNING, State.RELEARNING)

    @property
    def interval_days(self) -> int | None:
        """The days from the last review to the day the card is due, in review only."""
        if self.state is not State.REVIEW or self.due_on is None or self.last_on is None:
            return None
        return max(0, self.due_on - self.last_on)

    def flags_on(self, today: int) -> Flag:
        """The flags as a SET line on that day would state them."""
        flags = Flag.LEECH if self.is_leech else NO_FLAG
        flags |= Flag.SUSPENDED if self.is_suspended else NO_FLAG
        return flags | (Flag.BURIED if self.buried_on == today else NO_FLAG)

    def rests(self, today: int) -> bool:
        """Suspended, or buried for today."""
        return self.is_suspended or (self.buried_on is not None and self.buried_on >= today)

    def is_due(self, now_s: int, today: int) -> bool:
        """Whether the card asks to be answered; a new or resting card never does."""
        if self.rests(today) or self.due_on is None:
            return False
        return self.due_on <= today if self.due_at is None else self.due_at <= now_s


NEW_CARD = Card()


def noted(memory: Memory) -> tuple[int, int]:
    """A memory as a line stores it."""
    return round(memory.stability * STABILITY_UNIT), round(memory.difficulty * DIFFICULTY_UNIT)
