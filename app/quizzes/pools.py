"""Which of a bank's questions a practice quiz draws from. Features above register their own."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Select, select

from app.banks.models import Question
from app.web.translate import lazy_gettext


@dataclass(frozen=True, slots=True)
class Pool:
    """`questions(user_id, bank_id)` selects ids; of strangers only the pool "all" is asked."""

    name: str
    words: str
    questions: Callable[[int, int], "Select[int]"]


POOLS: dict[str, Pool] = {}


def register(pool: Pool) -> None:
    POOLS[pool.name] = pool


def _all(_user_id: int, bank_id: int) -> "Select[int]":
    return select(Question.id).where(Question.bank_id == bank_id)


register(Pool("all", lazy_gettext("Everything"), _all))
