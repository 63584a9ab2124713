"""Weights of a learner's own, fitted by a job once there are enough answers."""

from sqlalchemy import bindparam, func, select

from app.core.scheduling import TooFewReviews, fit, history_of
from app.db import connection, db, writing
from app.reviews.operations.rebuilding import logs_of, rebuild
from app.reviews.operations.studying import change_preset
from app.reviews.rows import PRESET, STUDY_DAY, learner_of

LEAST_ANSWERS = 400
# Fitting again pays when the history has grown by a quarter.
GROWTH = 1.25


def learners_to_fit() -> list[int]:
    """Who has enough answers, and a quarter more than at the last fit."""
    return list(connection().scalars(_TO_FIT))


def fit_weights(learner_id: int) -> bool:
    """Fit and keep the weights if they foretell held-out reviews better; cards are made anew.

    Computes between two transactions, so that nobody waits for it.
    """
    learner, logs = learner_of(learner_id), logs_of(learner_id)
    answers = connection().scalar(_ANSWERS, {"learner": learner_id}) or 0
    db.session.rollback()
    try:
        found = fit(map(history_of, logs.values()), learner.preset.weights)
    except TooFewReviews:
        found = None
    writing()
    change_preset(learner_id, fitted_answers=answers)
    if found is None or not found.is_better:
        return False
    change_preset(learner_id, weights=list(found.weights))
    rebuild(learner_id)
    return True


_SUM = func.sum(STUDY_DAY.c.answers)
_TO_FIT = (
    select(STUDY_DAY.c.user_id)
    .join_from(STUDY_DAY, PRESET, PRESET.c.user_id == STUDY_DAY.c.user_id, isouter=True)
    .group_by(STUDY_DAY.c.user_id, PRESET.c.fitted_answers)
    .having((_SUM >= LEAST_ANSWERS) & (func.coalesce(PRESET.c.fitted_answers, 0) * GROWTH <= _SUM))
    .order_by(STUDY_DAY.c.user_id)
)
_ANSWERS = select(_SUM).where(STUDY_DAY.c.user_id == bindparam("learner"))
