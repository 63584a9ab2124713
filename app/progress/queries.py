"""Reads for home and progress, all through the features below. No visit makes a row."""

from dataclasses import dataclass
from datetime import datetime

from app.banks.queries import BankRow, KeptBank, bank_lists, kept_banks
from app.progress import figures
from app.progress.figures import Known, Progress
from app.quizzes.queries import OpenAttempt, open_attempts
from app.reviews.queries import (
    StudyFront,
    banks_in_study,
    done_days,
    due_days,
    has_more_new,
    study_front,
    today_of,
)
from app.web.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Home:
    """The home page of someone known. `attempt` is the quiz begun last; `more_new` is what to
    ask for to get some more new cards, 0 where there are none; `banks` are those to choose from
    while none is in study."""

    front: StudyFront
    attempt: OpenAttempt | None
    more_new: int
    kept: tuple[KeptBank, ...]
    banks: tuple[BankRow, ...]


def home_of(person: Visitor, now: datetime) -> Home:
    """For a guest or member; a stranger has no study day (ValueError)."""
    front = study_front(person, now)
    today = front.today
    attempts = open_attempts(today.learner.id)
    offers_more = front.is_done and front.banks and has_more_new(today)
    return Home(
        front=front,
        attempt=attempts[0] if attempts else None,
        more_new=today.more_to if offers_more else 0,
        kept=kept_banks(person),
        banks=() if front.banks else bank_lists(person).public,
    )


def progress_of(person: Visitor, now: datetime) -> Progress:
    """For a guest or member; a stranger has no study day (ValueError)."""
    today = today_of(person, now)
    date = figures.date_of(today.day)
    days = done_days(today.learner.id, figures.day_of(figures.first_month(date)))
    return Progress(
        today=date,
        due=today.left - today.portion.new,
        known=Known(banks_in_study(today)),
        coming=figures.coming(due_days(today, figures.COMING_DAYS), today.day),
        done=figures.done(days, today.day),
        on_time=figures.on_time(days, date),
    )
