"""What an answer does to a card: the next state, the next due, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.core.scheduling.cards import NO_FLAG, Card, Flag, Line, Source, State, noted
from app.core.scheduling.days import StudyCalendar, milliseconds, seconds
from app.core.scheduling.fuzz import NO_LOAD, Spread, Spreader, chance_of, rounded
from app.core.scheduling.log import elapsed_days, reviewed
from app.core.scheduling.memory import NextStates, Rating, next_states
from app.core.scheduling.presets import Preset
from app.core.scheduling.steps import DAY, Step, next_step

# Without steps, an interval below half a day is waited for in seconds.
SHORT_DAYS = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """The line to append and the card it makes.

    `wait_s` is set while the card is learning, `spread` once it is in review; `interval` is
    what FSRS asked for, in days. `became_leech` is true at each lapse that should offer help.
    """

    line: Line
    card: Card
    interval: float
    wait_s: int | None
    spread: Spread | None
    became_leech: bool


@dataclass(frozen=True, slots=True)
class _Due:
    state: State
    on: int
    at: int | None = None
    step: int = 0
    wait_s: int | None = None
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """All that the rules below look at."""

    card: Card
    rating: Rating
    states: NextStates
    preset: Preset
    spreader: Spreader

    @property
    def is_first_learning(self) -> bool:
        return self.card.state in (State.NEW, State.LEARNING)

    @property
    def steps(self) -> tuple[int, ...]:
        preset = self.preset
        return preset.learning_steps if self.is_first_learning else preset.relearning_steps

    @property
    def lapses(self) -> bool:
        return self.card.state is State.REVIEW and self.rating is Rating.AGAIN

    @property
    def passes(self) -> bool:
        return self.card.state is State.REVIEW and self.rating is not Rating.AGAIN


def decide(  # noqa: PLR0913  (each is known to the caller alone)
    card: Card,
    rating: Rating,
    *,
    now: datetime,
    calendar: StudyCalendar,
    preset: Preset,
    key: bytes,
    load: Mapping[int, int] = NO_LOAD,
    duration_ms: int = 0,
    source: Source = Source.STUDY,
) -> Decision:
    """What `rating` now does to `card`. The same key decides the same, so previews come true.

    `load` (study day → cards due) is asked for the days 1 to 90 from today at most.
    """
    today = calendar.day_of(now)
    states = next_states(
        card.memory,
        elapsed_days(card, today),
        weights=preset.weights,
        desired_retention=preset.desired_retention,
    )
    spreader = Spreader(chance_of(key), preset.maximum_interval, today, load)
    answer = _Answer(card, Rating(rating), states, preset, spreader)
    due = _due(answer, now, calendar)
    became_leech = answer.lapses and _is_leech(card.lapses + 1, preset)
    chosen = states[answer.rating]
    stability_e4, difficulty_e3 = noted(chosen.memory)
    line = Line(
        key=key,
        at=milliseconds(now),
        day=today,
        rating=answer.rating,
        source=source,
        duration_ms=duration_ms,
        state=due.state,
        step=due.step,
        due_at=due.at,
        due_on=due.on,
        stability_e4=stability_e4,
        difficulty_e3=difficulty_e3,
        flags=Flag.LEECH if card.is_leech or became_leech else NO_FLAG,
    )
    after = reviewed(card, line, chosen.memory)
    return Decision(line, after, chosen.interval, due.wait_s, due.spread, became_leech)


def preview(  # noqa: PLR0913
    card: Card,
    *,
    now: datetime,
    calendar: StudyCalendar,
    preset: Preset,
    key: bytes,
    load: Mapping[int, int] = NO_LOAD,
) -> dict[Rating, Decision]:
    """What each button would do: exactly what `decide` does with the same key and load."""
    return {
        rating: decide(card, rating, now=now, calendar=calendar, preset=preset, key=key, load=load)
        for rating in Rating
    }


def _due(answer: _Answer, now: datetime, calendar: StudyCalendar) -> _Due:
    if step := _step(answer):
        return _after_step(answer, step, now, calendar)
    days = _days(answer)
    return _Due(State.REVIEW, on=answer.spreader.today + days.days, spread=days)


def _step(answer: _Answer) -> Step | None:
    """The learning step to wait on, or None when the answer leads to an interval of days."""
    if answer.passes:
        return None
    if answer.steps or answer.rating is Rating.EASY:
        return next_step(answer.steps, answer.card.step, answer.rating)
    interval = answer.states[answer.rating].interval
    return Step(0, max(1, int(interval * DAY))) if interval < SHORT_DAYS else None


def _days(answer: _Answer) -> Spread:
    if answer.passes:
        return _passing(answer)
    if answer.rating is not Rating.EASY:
        return answer.spreader.spread(answer.states[answer.rating].interval, 1)
    good = answer.spreader.spread(answer.states.good.interval, 1)
    return answer.spreader.spread(answer.states.easy.interval, good.days + 1)


def _passing(answer: _Answer) -> Spread:
    """Hard < Good < Easy, and each above the last interval if FSRS itself goes above it."""
    last = answer.card.interval_days or 0
    chosen = _longer(answer, Rating.HARD, last, 1)
    for rating in (Rating.GOOD, Rating.EASY):
        if rating <= answer.rating:
            chosen = _longer(answer, rating, last, chosen.days + 1)
    return chosen


def _longer(answer: _Answer, rating: Rating, last: int, least: int) -> Spread:
    interval = answer.states[rating].interval
    grows = rounded(interval) > last
    return answer.spreader.spread(interval, max(least, last + 1) if grows else least)


def _after_step(answer: _Answer, step: Step, now: datetime, calendar: StudyCalendar) -> _Due:
    state = State.LEARNING if answer.is_first_learning else State.RELEARNING
    at, on = seconds(now) + step.delay_s, answer.spreader.today
    if at >= seconds(calendar.start_of(on + 1)):
        # A wait that ends on a later study day ends when that day starts, as in Anki.
        on = calendar.day_of(datetime.fromtimestamp(at, UTC))
        at = seconds(calendar.start_of(on))
    return _Due(state, on=on, at=at, step=step.index, wait_s=step.delay_s)


def _is_leech(lapses: int, preset: Preset) -> bool:
    over = lapses - preset.leech_lapses
    return over >= 0 and over % preset.leech_every == 0
