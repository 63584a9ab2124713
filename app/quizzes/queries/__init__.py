"""Reads for quizzes and for the features above. Nothing here changes a row."""

from app.quizzes.queries.answered import first_answers
from app.quizzes.queries.attempts import (
    attempt_seeded,
    lock_attempt,
    missed_targets,
    open_attempt_at,
    open_attempts,
    quiz_to_take,
    said_with,
    step_of,
    steps_of,
    way_from,
)
from app.quizzes.queries.draws import (
    Offer,
    candidates,
    count_fitting,
    last_bank,
    offer_of,
    playable_banks,
)
from app.quizzes.queries.steps import OpenAttempt, Step, Way

__all__ = [
    "Offer",
    "OpenAttempt",
    "Step",
    "Way",
    "attempt_seeded",
    "candidates",
    "count_fitting",
    "first_answers",
    "last_bank",
    "lock_attempt",
    "missed_targets",
    "offer_of",
    "open_attempt_at",
    "open_attempts",
    "playable_banks",
    "quiz_to_take",
    "said_with",
    "step_of",
    "steps_of",
    "way_from",
]
