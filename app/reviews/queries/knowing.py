"""What people know of single facts, for the pages of banks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Label, bindparam, func, select

from app.banks.models import Target
from app.banks.queries.learning import KNOWN, LEARNING, NEW, Learners
from app.core.scheduling import State
from app.db import connection
from app.reviews.models import Card, StudiedBank


@dataclass(slots=True)
class _Counts:
    known: int = 0
    all: int = 0
    answered: int = 0


def knowledge_of(learner_id: int, fact_ids: Sequence[int]) -> Mapping[int, str]:
    """Known once every card of the fact is, new as long as none was answered; nothing of banks
    that the learner does not study.
    """
    counts: dict[int, _Counts] = {}
    parameters = {"user_id": learner_id, "ids": list(fact_ids)}
    for fact_id, state in connection().execute(_OWN, parameters):
        found = counts.setdefault(fact_id, _Counts())
        found.all += 1
        found.known += state == State.REVIEW
        found.answered += state not in (None, State.NEW)
    return {fact_id: _word(found) for fact_id, found in counts.items()}


def _word(counts: _Counts) -> str:
    if not counts.answered:
        return NEW
    return KNOWN if counts.known == counts.all else LEARNING


def learners_of(fact_ids: Sequence[int]) -> Mapping[int, Learners]:
    """Who has cards of these facts, and how often they remembered them."""
    rows = connection().execute(_LEARNERS, {"ids": list(fact_ids)})
    return {
        fact_id: Learners(count, 1 - lapses / reviews if reviews else None)
        for fact_id, count, reviews, lapses in rows
    }


_ids: BindParameter[list[int]] = bindparam("ids", expanding=True)
# Only targets of facts are looked for.
_fact_id: Label[int] = Target.fact_id.label("fact_id")  # type: ignore[assignment]
_OWN = (
    select(_fact_id, Card.state)
    .join(
        StudiedBank,
        (StudiedBank.bank_id == Target.bank_id) & (StudiedBank.user_id == bindparam("user_id")),
    )
    .outerjoin(Card, (Card.target_id == Target.id) & (Card.user_id == bindparam("user_id")))
    .where(Target.fact_id.in_(_ids), Target.status == "active")
)
_LEARNERS = (
    select(
        _fact_id,
        func.count(Card.user_id.distinct()),
        func.sum(Card.reviews),
        func.sum(Card.lapses),
    )
    .join(Card, Card.target_id == Target.id)
    .where(Target.fact_id.in_(_ids), Card.state != State.NEW)
    .group_by(Target.fact_id)
)
