"""What FSRS makes of one history, for people and programs that want to check it."""

import json
from collections.abc import Sequence
from typing import Any

from app.core.scheduling.memory import (
    DEFAULT_WEIGHTS,
    InvalidInput,
    Memory,
    NextStates,
    Rating,
    Weights,
    check_days,
    check_retention,
    check_weights,
    interval_for,
    next_states,
    retrievability,
)

CURVE_DAYS = (1, 7, 30, 365)
FIELDS = frozenset({"weights", "history", "desired_retention", "days_elapsed"})


def trace_line(text: str) -> dict[str, Any]:
    """Trace one line of JSON: `{"weights", "history": [[rating, days], …],
    "desired_retention", "days_elapsed"}`. All but the history may be left out: FSRS-6's own
    weights, 0.9 and 0 then. Raises InvalidInput, whose `field` names the part at fault."""
    values = _object(text)
    weights = values.get("weights")
    return trace(
        DEFAULT_WEIGHTS if weights is None else _weights(weights),
        _history(values.get("history")),
        _number("desired_retention", values.get("desired_retention", 0.9)),
        _whole("days_elapsed", values.get("days_elapsed", 0)),
    )


def trace(
    weights: Weights,
    history: Sequence[tuple[int, int]],
    desired_retention: float,
    days_elapsed: int = 0,
) -> dict[str, Any]:
    """The memory after `history` ((rating, days since the review before), the first days are
    not looked at), the chance of recall `days_elapsed` days later, what each rating would
    make of it then, and the chance of recall after 1, 7, 30 and 365 days. Raises InvalidInput.
    """
    check_weights(weights)
    check_retention(desired_retention)
    check_days(days_elapsed, "days_elapsed")
    memory = memory_of(history, weights)
    states = next_states(memory, days_elapsed, weights=weights, desired_retention=desired_retention)
    return {**_state(memory, days_elapsed, desired_retention, weights), "next": _next(states)}


def memory_of(history: Sequence[tuple[int, int]], weights: Weights) -> Memory | None:
    memory: Memory | None = None
    for number, (rating, days) in enumerate(history):
        field = f"history[{number}]"
        if not Rating.AGAIN <= rating <= Rating.EASY:
            raise InvalidInput(field, "give a rating from 1 (again) to 4 (easy)")
        check_days(days, field)
        states = next_states(memory, days if number else 0, weights=weights)
        memory = states[Rating(rating)].memory
    return memory


def _state(
    memory: Memory | None, days: int, desired_retention: float, weights: Weights
) -> dict[str, Any]:
    if memory is None:
        names = ("stability", "difficulty", "retrievability", "interval", "curve")
        return dict.fromkeys(names)
    return {
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "retrievability": retrievability(memory, days, weights),
        "interval": interval_for(memory, desired_retention, weights),
        "curve": {str(day): retrievability(memory, day, weights) for day in CURVE_DAYS},
    }


def _next(states: NextStates) -> dict[str, dict[str, float]]:
    return {
        rating.name.lower(): {
            "stability": states[rating].memory.stability,
            "difficulty": states[rating].memory.difficulty,
            "interval": states[rating].interval,
        }
        for rating in Rating
    }


def _object(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("line", f"this is no JSON: {error}") from error
    if not isinstance(values, dict):
        raise InvalidInput("line", "give a JSON object with a history")
    if unknown := sorted(values.keys() - FIELDS):
        raise InvalidInput(unknown[0], f"no such field; known are {', '.join(sorted(FIELDS))}")
    return values


def _weights(values: object) -> Weights:
    if not isinstance(values, list):
        raise InvalidInput("weights", f"give a list of {len(DEFAULT_WEIGHTS)} numbers")
    return tuple(_number(f"weights[{place}]", value) for place, value in enumerate(values))


def _history(values: object) -> list[tuple[int, int]]:
    if not isinstance(values, list):
        raise InvalidInput("history", "give a list of [rating, days]")
    return [_review(f"history[{place}]", value) for place, value in enumerate(values)]


def _review(field: str, value: object) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise InvalidInput(field, "give [rating, days]")
    return _whole(field, value[0]), _whole(field, value[1])


def _number(field: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidInput(field, "give a number")
    return float(value)


def _whole(field: str, value: object) -> int:
    number = _number(field, value)
    if not number.is_integer():
        raise InvalidInput(field, "give a whole number")
    return int(number)
