"""What people know of facts. Reviews, which keep the cards, put their reads here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.web.visitor import Visitor

KNOWN, LEARNING, NEW = "known", "learning", "new"


@dataclass(frozen=True, slots=True)
class Learners:
    """How many people study something, and which share of their reviews they remembered."""

    count: int
    recalled: float | None = None


# From a learner's id and fact ids to known, learning or new, facts that they do not study left out.
KNOWLEDGE: list[Callable[[int, Sequence[int]], Mapping[int, str]]] = []
# From fact ids to those who study them.
LEARNERS: list[Callable[[Sequence[int]], Mapping[int, Learners]]] = []


def knowledge(visitor: Visitor, fact_ids: Sequence[int]) -> Mapping[int, str]:
    """What the visitor knows of these facts, by fact id; nothing for a stranger."""
    if visitor.id is None or not fact_ids or not KNOWLEDGE:
        return {}
    return KNOWLEDGE[0](visitor.id, fact_ids)


def learners(fact_ids: Sequence[int]) -> Mapping[int, Learners]:
    """Who studies these facts, for their keepers."""
    return LEARNERS[0](fact_ids) if fact_ids and LEARNERS else {}
