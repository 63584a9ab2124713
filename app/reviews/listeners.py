"""What studying does when something happens elsewhere."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from app.accounts.signals import answers_counted, guest_claimed
from app.banks.signals import learners_counted, release_applied, release_planned
from app.core.scheduling import Rating, Source
from app.jobs import kinds
from app.jobs.operations import enqueue
from app.jobs.signals import hour_began
from app.quizzes.signals import response_graded
from app.reviews import operations, queries
from app.web.translate import ngettext

FIT = "fit_weights"
# Three thirds of a question count as the whole of it.
NEARLY_RIGHT = 1 - 1e-6


@response_graded.connect
def remember_response(  # noqa: PLR0913  (what a signal carries)
    _sender: Any,
    *,
    user_id: int,
    key: bytes,
    question_version_id: int,
    target_id: int | None,
    fraction: float,
    at: datetime,
    duration_ms: int,
    **_rest: Any,
) -> None:
    """A quiz answer is a review of the same memory."""
    if target_id is None:
        return
    answer = operations.Answer(
        target_id=target_id,
        question_version_id=question_version_id,
        rating=Rating.GOOD if fraction >= NEARLY_RIGHT else Rating.AGAIN,
        key=key,
        duration_ms=duration_ms,
        source=Source.QUIZ,
    )
    operations.record_answer(user_id, answer, now=at)


@guest_claimed.connect
def join_histories(_sender: Any, *, guest_id: int, user_id: int, **_rest: Any) -> None:
    operations.join_histories(guest_id, user_id)


@answers_counted.connect
def count_answers(_sender: Any, *, user_id: int, **_rest: Any) -> int:
    return queries.answers_of(user_id)


@release_applied.connect
def correct_what_was_learned(
    _sender: Any, *, key_changed: Iterable[tuple[int, int, int]], now: datetime, **_rest: Any
) -> None:
    operations.correct(key_changed, now=now)


@learners_counted.connect
def count_learners(
    _sender: Any, *, groups: Mapping[str, Iterable[int]], **_rest: Any
) -> dict[str, int]:
    return {name: operations.how_many_know(ids) for name, ids in groups.items()}


@release_planned.connect
def foretell(
    _sender: Any, *, key_changed: Iterable[int], retired: Iterable[int], **_rest: Any
) -> list[str]:
    """What the release would do to people who study."""
    corrected, left = operations.how_many_know(key_changed), operations.how_many_know(retired)
    told = ngettext(
        "%(num)d learner is told and learns the corrected facts anew.",
        "%(num)d learners are told and learn the corrected facts anew.",
        corrected,
    )
    kept = ngettext(
        "%(num)d learner is no longer asked what is retired; the history stays.",
        "%(num)d learners are no longer asked what is retired; their history stays.",
        left,
    )
    return [sentence for count, sentence in ((corrected, told), (left, kept)) if count]


@hour_began.connect
def fit_where_it_pays(_sender: Any, *, now: datetime) -> None:
    """A job for each learner whose history has grown enough."""
    for learner_id in operations.learners_to_fit():
        enqueue(FIT, {"learner": learner_id}, now=now)


kinds.register(FIT, lambda values, _beat: operations.fit_weights(values["learner"]))
