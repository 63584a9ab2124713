"""The card to show next, with everything its page says, by one statement and the note's two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Select,
    String,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    select,
)

from app.banks.models import IS_CURRENT, Bank, Fact, Question, QuestionVersion, Target
from app.banks.queries import Note, notes
from app.core.questions import CONTENT, Content
from app.core.scheduling import (
    BALANCED_DAYS,
    NEW_CARD,
    Card,
    Decision,
    Next,
    Rating,
    State,
    decide,
)
from app.db import connection
from app.reviews.queries.due import (
    IS_AWAKE,
    IS_IN_REVIEW,
    IS_LEARNING,
    LEARNER,
    MY_BANK,
    MY_CARD,
    TODAY,
    due_cards,
    is_asked,
    is_new_today,
)
from app.reviews.queries.today import Today
from app.reviews.rows import CARD, STUDIED_BANK, Learner, card_in
from app.web.visitor import Visitor

SELF_RATED, TYPED = "self_rated", "typed"


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as study shows it. `version` travels with the answer, so that one given elsewhere
    meanwhile is noticed. `load` is how busy the days to come are."""

    target_id: int
    question_version_id: int
    form: str
    version: int
    card: Card
    prompt: str
    content: Content
    note: Note
    language: str
    load: Mapping[int, int]

    @property
    def is_typed(self) -> bool:
        return self.form == TYPED

    @property
    def is_new(self) -> bool:
        return self.card.state is State.NEW

    @property
    def is_relearned(self) -> bool:
        return self.card.state is State.RELEARNING

    def outcomes(
        self, ratings: tuple[Rating, ...], *, learner: Learner, now: datetime, key: bytes
    ) -> dict[Rating, Decision]:
        """What each rating would do; true when the answer comes with the same key."""
        return {
            rating: decide(
                self.card,
                rating,
                now=now,
                calendar=learner.calendar,
                preset=learner.preset,
                key=key,
                load=self.load,
            )
            for rating in ratings
        }


def next_card(today: Today, person: Visitor, wanted: int | None = None) -> ShownCard | None:
    """The card `wanted`, if the learner may be asked it now, else the one whose turn it is."""
    asked = today.parameters() | {"form": _form(person)}
    row = None
    if wanted is not None:
        row = connection().execute(_WANTED, asked | {"wanted": wanted}).first()
    if row is None and today.next is not Next.DONE:
        row = connection().execute(_BY_TURN[today.next], asked).first()
    return _shown(row) if row else None


def first_card() -> ShownCard | None:
    """A card for a stranger: the first of the first public bank that is not sensitive and asks
    for no figure, answered by knowing rather than by typing."""
    row = connection().execute(_FIRST, {"learner": 0, "today": 0, "form": SELF_RATED}).first()
    return _shown(row) if row else None


def _form(person: Visitor) -> str:
    return TYPED if person.type_short_answers else SELF_RATED


def _shown(row: Any) -> ShownCard:
    return ShownCard(
        target_id=row.shown_id,
        question_version_id=row.question_version_id,
        form=row.card_form,
        version=row.version or 0,
        card=card_in(row) if row.user_id else NEW_CARD,
        prompt=row.prompt,
        content=CONTENT.validate_python(row.content),
        note=notes([row.question_version_id])[row.question_version_id],
        language=row.language,
        load=_load(row.load),
    )


def _load(said: str | None) -> dict[int, int]:
    pairs = (pair.split(":") for pair in said.split(",")) if said else ()
    return {int(day): int(count) for day, count in pairs}


def _due_days() -> Any:
    """ "20514:3,20516:8": how many cards are due on which study day, as one value."""
    days = (
        select(CARD.c.due_on, func.count().label("cards"))
        .where(CARD.c.user_id == LEARNER)
        .where(CARD.c.due_on > TODAY, CARD.c.due_on <= TODAY + BALANCED_DAYS)
        .group_by(CARD.c.due_on)
        .subquery()
    )
    pair = cast(days.c.due_on, String) + literal(":") + cast(days.c.cards, String)
    return select(func.aggregate_strings(pair, ",")).select_from(days).scalar_subquery()


def _with_question(picked: "Select[*tuple[Any, ...]]") -> "Select[*tuple[Any, ...]]":
    """All that is shown of the picked target, in the form the learner prefers."""
    pick = picked.limit(1).subquery()
    question = (
        select(Question.id)
        .where(Question.target_id == pick.c.id, Question.status == "active")
        .where(Question.card_form.is_not(None))
        .order_by(case((Question.card_form == bindparam("form"), 0), else_=1))
        .limit(1)
        .correlate(pick)
        .scalar_subquery()
    )
    return (
        select(
            Target.id.label("shown_id"),
            Question.card_form,
            QuestionVersion.id.label("question_version_id"),
            QuestionVersion.prompt,
            QuestionVersion.content,
            Bank.language,
            _due_days().label("load"),
            *CARD.c,
        )
        .join_from(pick, Target, Target.id == pick.c.id)
        .join(Bank, Bank.id == Target.bank_id)
        .join(Question, Question.id == question)
        .join(QuestionVersion, IS_CURRENT)
        .outerjoin(CARD, MY_CARD)
    )


def _learning(*, in_time: bool) -> "Select[*tuple[Any, ...]]":
    until: BindParameter[int] = bindparam("now_s" if in_time else "ahead_s")
    due = due_cards(Target.id).where(IS_LEARNING, CARD.c.due_at <= until)
    return due.order_by(CARD.c.due_at, Target.id)


def _review() -> "Select[*tuple[Any, ...]]":
    # Elapsed over stability orders as retrievability does, whatever the weights.
    urgency = (TODAY - CARD.c.last_on) / CARD.c.stability
    return due_cards(Target.id).where(IS_IN_REVIEW).order_by(urgency.desc(), Target.position)


def _new() -> "Select[*tuple[Any, ...]]":
    # The first of each bank by its index, then the first of these: no scan of all that is new.
    first_of_bank = (
        select(Target.id)
        .outerjoin(CARD, MY_CARD)
        .where(Target.bank_id == STUDIED_BANK.c.bank_id, is_new_today())
        .order_by(Target.position, Target.id)
        .limit(1)
        .correlate(STUDIED_BANK)
        .scalar_subquery()
    )
    firsts = select(first_of_bank.label("id")).where(STUDIED_BANK.c.user_id == LEARNER).subquery()
    return (
        select(Target.id)
        .join_from(firsts, Target, Target.id == firsts.c.id)
        .order_by(Target.position, Target.id)
    )


def _wanted() -> "Select[*tuple[Any, ...]]":
    return (
        select(Target.id)
        .join_from(Target, STUDIED_BANK, MY_BANK)
        .outerjoin(CARD, MY_CARD)
        .where(Target.id == bindparam("wanted"), IS_AWAKE, is_asked())
    )


def _first() -> "Select[*tuple[Any, ...]]":
    is_self_rated = exists().where(
        Question.target_id == Target.id,
        Question.card_form == SELF_RATED,
        Question.status == "active",
    )
    asks_no_figure = Fact.kind.is_(None) | (Fact.kind != "quantity")
    return (
        select(Target.id)
        .join_from(Target, Bank, Bank.id == Target.bank_id)
        .outerjoin(Fact, Fact.id == Target.fact_id)
        .where(Bank.visibility == "public", Target.status == "active")
        .where(~Target.is_sensitive, asks_no_figure, is_self_rated)
        .order_by(Bank.owner_id.is_not(None), Bank.id, Target.position)
    )


_BY_TURN = {
    Next.LEARNING: _with_question(_learning(in_time=True)),
    Next.REVIEW: _with_question(_review()),
    Next.NEW: _with_question(_new()),
    Next.AHEAD: _with_question(_learning(in_time=False)),
}
_WANTED = _with_question(_wanted())
_FIRST = _with_question(_first())
