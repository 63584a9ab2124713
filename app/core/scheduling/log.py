"""The append-only log and the card it adds up to."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from app.core.scheduling.cards import NEW_CARD, Card, Flag, Kind, Line, State
from app.core.scheduling.memory import DEFAULT_WEIGHTS, Memory, Rating, Weights, next_states


def fold(lines: Iterable[Line], weights: Weights = DEFAULT_WEIGHTS) -> Card:
    """The card a log adds up to. The order given does not matter: time, then key, does.

    The memory is computed anew with these weights; due days stay as decided then.
    """
    return reduce(lambda card, line: apply(card, line, weights), standing(lines), NEW_CARD)


def standing(lines: Iterable[Line]) -> list[Line]:
    """The lines that still hold, oldest first: without undos and what they name.

    An undo cannot be undone, so its place in time does not matter (clocks jump).
    """
    lines = list(lines)
    undone = {line.undoes for line in lines if line.kind is Kind.UNDO}
    held = [line for line in lines if line.kind is not Kind.UNDO and line.key not in undone]
    return sorted(held, key=lambda line: (line.at, line.key))


def apply(card: Card, line: Line, weights: Weights = DEFAULT_WEIGHTS) -> Card:
    """The card after one more line. An undo needs the whole log: ValueError, use `fold`."""
    match line.kind:
        case Kind.REVIEW:
            return reviewed(card, line, memory_after(card, line, weights))
        case Kind.RELEARN:
            return _relearned(card, line, weights)
        case Kind.SET:
            return _set(card, line)
        case Kind.IMPORTED:
            return _imported(card, line)
        case Kind.UNDO:
            raise ValueError("An undo changes what came before: fold the log.")


def reviewed(card: Card, line: Line, memory: Memory) -> Card:
    """The card after a review whose memory is already known."""
    lapsed = card.state is State.REVIEW and line.rating is Rating.AGAIN
    return Card(
        state=line.state,
        step=line.step,
        due_at=line.due_at,
        due_on=line.due_on,
        memory=memory,
        last_on=line.day,
        lapses=card.lapses + lapsed,
        reviews=card.reviews + 1,
        is_leech=Flag.LEECH in line.flags,
        is_suspended=card.is_suspended,
        buried_on=card.buried_on,
    )


def elapsed_days(card: Card, day: int) -> int:
    """Study days since the last review; 0 when the day went back (travel, a wrong clock)."""
    return 0 if card.last_on is None else max(0, day - card.last_on)


def memory_after(card: Card, line: Line, weights: Weights) -> Memory:
    if line.rating is None:
        raise ValueError("A review line needs its rating.")
    states = next_states(card.memory, elapsed_days(card, line.day), weights=weights)
    return states[line.rating].memory


def _relearned(card: Card, line: Line, weights: Weights) -> Card:
    """What was learned is no longer right: the memory falls as after a lapse. It was not the
    learner's slip, so difficulty and lapses stay. A card never answered stays new."""
    if card.memory is None:
        return card
    forgotten = next_states(card.memory, elapsed_days(card, line.day), weights=weights).again
    return replace(
        card,
        state=line.state,
        step=line.step,
        due_at=line.due_at,
        due_on=line.due_on,
        memory=replace(card.memory, stability=forgotten.memory.stability),
        last_on=line.day,
    )


def _set(card: Card, line: Line) -> Card:
    return replace(
        card,
        is_leech=Flag.LEECH in line.flags,
        is_suspended=Flag.SUSPENDED in line.flags,
        buried_on=line.day if Flag.BURIED in line.flags else None,
    )


def _imported(card: Card, line: Line) -> Card:
    return replace(
        _set(card, line),
        state=line.state,
        step=line.step,
        due_at=line.due_at,
        due_on=line.due_on,
        memory=line.memory,
        last_on=line.day,
    )
