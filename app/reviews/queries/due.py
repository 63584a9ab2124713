"""Which cards could be asked: the conditions every read of study shares.

The study path reads the banks' tables in the same statement as its own: asking for them
separately would cost each shown card several queries.
"""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from app.banks.models import Question, Target
from app.core.scheduling import State
from app.reviews.rows import CARD, STUDIED_BANK

LEARNER: BindParameter[int] = bindparam("learner")
TODAY: BindParameter[int] = bindparam("today")
# The last study day that `ahead` reaches into.
HORIZON: BindParameter[int] = bindparam("horizon")

MY_BANK = (STUDIED_BANK.c.user_id == LEARNER) & (STUDIED_BANK.c.bank_id == Target.bank_id)
MY_CARD = (CARD.c.user_id == LEARNER) & (CARD.c.target_id == Target.id)
IS_LEARNING = CARD.c.state.in_([State.LEARNING.value, State.RELEARNING.value])
IS_IN_REVIEW = CARD.c.state == State.REVIEW.value
IS_NEW = CARD.c.user_id.is_(None) | (CARD.c.state == State.NEW.value)
IS_AWAKE = CARD.c.user_id.is_(None) | (
    ~CARD.c.is_suspended & (CARD.c.buried_on.is_(None) | (CARD.c.buried_on < TODAY))
)
# What cannot be told apart by siblings: one fact, or one question without a fact.
SUBJECT = func.coalesce(Target.fact_id, -Target.id)


def is_asked() -> ColumnElement[bool]:
    """The target belongs to the learner's study: active, wanted, with a card to show."""
    has_card = exists().where(
        Question.target_id == Target.id,
        Question.card_form.is_not(None),
        Question.status == "active",
    )
    unwanted = STUDIED_BANK.c.without_sensitive & Target.is_sensitive
    return and_(Target.status == "active", ~unwanted, has_card)


def has_sibling(of_card: Any) -> ColumnElement[bool]:
    """Another slot of the same fact has a card for which `of_card(columns)` holds.

    One exists within the other, so that SQLite goes from fact to targets to cards by their keys;
    joined, it may read all of the learner's cards for each candidate.
    """
    sibling, card = aliased(Target), CARD.alias()
    has_card = exists(card.c.user_id).where(
        card.c.user_id == LEARNER, card.c.target_id == sibling.id, of_card(card.c)
    )
    return exists(sibling.id).where(
        sibling.fact_id == Target.fact_id, sibling.id != Target.id, has_card
    )


def due_cards(*columns: Any) -> "Select[*tuple[Any, ...]]":
    """Cards in study that are learning or due for review by the HORIZON, siblings of what was
    answered today left out."""
    answered_today = has_sibling(lambda card: card.last_on >= TODAY)
    for_review = and_(IS_IN_REVIEW, CARD.c.due_on <= TODAY, ~answered_today)
    return (
        select(*columns)
        .join_from(CARD, Target, Target.id == CARD.c.target_id)
        .join(STUDIED_BANK, MY_BANK)
        .where(CARD.c.user_id == LEARNER, CARD.c.due_on <= HORIZON)
        .where(IS_AWAKE, is_asked(), or_(IS_LEARNING, for_review))
    )


def new_targets(*columns: Any) -> "Select[*tuple[Any, ...]]":
    """Targets in study that may be introduced today."""
    return (
        select(*columns)
        .join_from(Target, STUDIED_BANK, MY_BANK)
        .outerjoin(CARD, MY_CARD)
        .where(is_new_today())
    )


def is_new_today() -> ColumnElement[bool]:
    """Never answered, awake, and no other slot of its fact has its turn today."""
    has_its_turn = has_sibling(
        lambda card: or_(card.last_on >= TODAY, and_(card.due_on <= TODAY, ~card.is_suspended))
    )
    return and_(IS_NEW, IS_AWAKE, is_asked(), ~has_its_turn)
