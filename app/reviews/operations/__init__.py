"""Changes to what a learner studies and remembers. The request commits them."""

from app.reviews.operations.answering import Answer, Outcome, UnknownCard, record_answer
from app.reviews.operations.correcting import correct, how_many_know
from app.reviews.operations.fitting import fit_weights, learners_to_fit
from app.reviews.operations.rebuilding import Difference, check_learner, join_histories, repair
from app.reviews.operations.setting_aside import bring_back, bury, suspend
from app.reviews.operations.studying import (
    MOST_MORE,
    begin_studying,
    change_preset,
    leave_out_sensitive,
    read_correction,
    study_targets,
)
from app.reviews.operations.taking_back import overrule, undo_last

__all__ = [
    "MOST_MORE",
    "Answer",
    "Difference",
    "Outcome",
    "UnknownCard",
    "begin_studying",
    "bring_back",
    "bury",
    "change_preset",
    "check_learner",
    "correct",
    "fit_weights",
    "how_many_know",
    "join_histories",
    "learners_to_fit",
    "leave_out_sensitive",
    "overrule",
    "read_correction",
    "record_answer",
    "repair",
    "study_targets",
    "suspend",
    "undo_last",
]
