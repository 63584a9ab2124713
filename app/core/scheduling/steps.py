"""Learning steps, counted and waited for as Anki does."""

from dataclasses import dataclass

from app.core.scheduling.memory import Rating

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Step:
    """The step a card now waits on, and for how many seconds."""

    index: int
    delay_s: int


def next_step(steps: tuple[int, ...], current: int, rating: Rating) -> Step | None:
    """The step after an answer on step `current`; None when the card leaves the steps.

    Steps may have become fewer since the card was answered: it then stands on the last.
    """
    if rating is Rating.EASY or not steps:
        return None
    current = min(current, len(steps) - 1)
    match rating:
        case Rating.AGAIN:
            return Step(0, steps[0])
        case Rating.HARD:
            return Step(current, hard_delay(steps, current))
        case _ if current + 1 < len(steps):
            return Step(current + 1, steps[current + 1])
    return None


def hard_delay(steps: tuple[int, ...], current: int) -> int:
    if current > 0:
        return steps[current]
    # Hard on the first step must differ from Again: it waits halfway to the second step, or,
    # with one step only, half as long again but never more than a day longer.
    if len(steps) > 1:
        return _whole_days((steps[0] + steps[1]) // 2)
    return _whole_days(min(steps[0] * 3 // 2, steps[0] + DAY))


def _whole_days(delay_s: int) -> int:
    return delay_s if delay_s <= DAY else (delay_s + DAY // 2) // DAY * DAY
