"""Reads for study and for the features above. Nothing here changes a row."""

from app.reviews.queries.cards import ShownCard, first_card, next_card
from app.reviews.queries.front import (
    BankFront,
    Coming,
    StudyFront,
    answers_of,
    banks_in_study,
    coming,
    has_more_new,
    own_states,
    pace_now,
    study_days,
    study_front,
)
from app.reviews.queries.history import (
    Answered,
    Corrected,
    SetAside,
    WhyPage,
    answered,
    asked_content,
    correction_of,
    knows_card,
    suspended,
    why_page,
)
from app.reviews.queries.today import Today, today_of

__all__ = [
    "Answered",
    "BankFront",
    "Coming",
    "Corrected",
    "SetAside",
    "ShownCard",
    "StudyFront",
    "Today",
    "WhyPage",
    "answered",
    "answers_of",
    "asked_content",
    "banks_in_study",
    "coming",
    "correction_of",
    "first_card",
    "has_more_new",
    "knows_card",
    "next_card",
    "own_states",
    "pace_now",
    "study_days",
    "study_front",
    "suspended",
    "today_of",
    "why_page",
]
