"""When to ask again: FSRS memory on study days, steps, fuzz, queue, log. Pure values.

The path of one answer: `decide` makes a line and the card it leads to; the line is appended,
the card stored. Every other change of a card is a line too (`undo`, `relearn`, `set_flags`),
brought to the card by `apply`, or by `fold` of the whole log for an undo.
"""

from app.core.scheduling.cards import (
    LINE_FIELDS,
    NEW_CARD,
    NO_FLAG,
    Card,
    Flag,
    Kind,
    Line,
    Source,
    State,
)
from app.core.scheduling.changes import relearn, set_flags, undo
from app.core.scheduling.days import StudyCalendar, UnknownZone, milliseconds, seconds
from app.core.scheduling.deciding import Decision, decide, preview
from app.core.scheduling.explaining import CurvePoint, Why, forgetting_curve, why
from app.core.scheduling.fitting import Fit, History, TooFewReviews, fit, history_of, log_loss
from app.core.scheduling.fuzz import BALANCED_DAYS, Spread
from app.core.scheduling.log import apply, elapsed_days, fold, standing
from app.core.scheduling.memory import (
    DEFAULT_WEIGHTS,
    InvalidInput,
    Memory,
    NextState,
    NextStates,
    Rating,
    Weights,
    interval_for,
    next_states,
    retrievability,
)
from app.core.scheduling.presets import Preset
from app.core.scheduling.queue import (
    Answered,
    Next,
    Pace,
    Portion,
    Waiting,
    minutes,
    next_up,
    pace_of,
    portion,
    urgency,
)
from app.core.scheduling.recall import expected_recall
from app.core.scheduling.trace import trace, trace_line

__all__ = [
    "BALANCED_DAYS",
    "DEFAULT_WEIGHTS",
    "LINE_FIELDS",
    "NEW_CARD",
    "NO_FLAG",
    "Answered",
    "Card",
    "CurvePoint",
    "Decision",
    "Fit",
    "Flag",
    "History",
    "InvalidInput",
    "Kind",
    "Line",
    "Memory",
    "Next",
    "NextState",
    "NextStates",
    "Pace",
    "Portion",
    "Preset",
    "Rating",
    "Source",
    "Spread",
    "State",
    "StudyCalendar",
    "TooFewReviews",
    "UnknownZone",
    "Waiting",
    "Weights",
    "Why",
    "apply",
    "decide",
    "elapsed_days",
    "expected_recall",
    "fit",
    "fold",
    "forgetting_curve",
    "history_of",
    "interval_for",
    "log_loss",
    "milliseconds",
    "minutes",
    "next_states",
    "next_up",
    "pace_of",
    "portion",
    "preview",
    "relearn",
    "retrievability",
    "seconds",
    "set_flags",
    "standing",
    "trace",
    "trace_line",
    "undo",
    "urgency",
    "why",
]
