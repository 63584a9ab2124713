"""What an answer got, in the shape every type of question gives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

from app.core.messages import N_, Words

# Three thirds written as 0.3333333 are a whole.
NEARLY_NOTHING = 1e-6


class Verdict(StrEnum):
    RIGHT = "right"
    RIGHT_BUT_SPELLING = "right but spelling"
    PARTLY = "partly"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Grade:
    """A fraction from 0 to 1 and why.

    `feedback` is what the author wrote about this answer, `read_as` how a number or date was
    understood when that is not what was typed, `parts` the grade of each gap in order.
    """

    fraction: float
    verdict: Verdict
    feedback: str = ""
    read_as: str = ""
    parts: tuple["Grade", ...] = ()

    @classmethod
    def of(
        cls,
        fraction: float,
        *,
        spelling: bool = False,
        feedback: str = "",
        read_as: str = "",
        parts: Sequence["Grade"] = (),
    ) -> Self:
        """A grade whose verdict follows from its fraction, which is clamped to 0…1; what is nearly
        nothing or nearly all is so.
        """
        clamped = _clamped(fraction)
        return cls(clamped, _verdict(clamped, spelling), feedback, read_as, tuple(parts))

    @property
    def is_right(self) -> bool:
        return self.verdict in (Verdict.RIGHT, Verdict.RIGHT_BUT_SPELLING)

    @property
    def words(self) -> Words:
        """The verdict as the page says it: "Partly right: 2 of 3"."""
        if self.verdict is not Verdict.PARTLY or not self.parts:
            return Words(_VERDICT_WORDS[self.verdict])
        right = sum(part.is_right for part in self.parts)
        return Words(
            N_("Partly right: %(right)s of %(all)s"), {"right": right, "all": len(self.parts)}
        )


_VERDICT_WORDS = {
    Verdict.RIGHT: N_("Right"),
    Verdict.RIGHT_BUT_SPELLING: N_("Right, but check the spelling"),
    Verdict.PARTLY: N_("Partly right"),
    Verdict.WRONG: N_("Wrong"),
}


def rating_for(grade: Grade) -> Literal[1, 3]:
    """The memory's rating: good (3) for a right answer, spelling aside, else again (1)."""
    return 3 if grade.is_right else 1


def _clamped(fraction: float) -> float:
    if fraction < NEARLY_NOTHING:
        return 0.0
    return 1.0 if fraction >= 1 - NEARLY_NOTHING else fraction


def _verdict(fraction: float, spelling: bool) -> Verdict:
    if fraction == 0:
        return Verdict.WRONG
    if fraction < 1:
        return Verdict.PARTLY
    return Verdict.RIGHT_BUT_SPELLING if spelling else Verdict.RIGHT
