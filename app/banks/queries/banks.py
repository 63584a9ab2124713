"""Which banks there are for whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.accounts.queries import user_by_id
from app.banks.folding import folded
from app.banks.models import Bank, Editor, Fact, Question, QuestionVersion, Report
from app.db import db
from app.web.visitor import Visitor

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class OwnState:
    """How one learner stands with one bank: counts of its targets, and what is due today."""

    due: int = 0
    known: int = 0
    learning: int = 0
    new: int = 0
    without_sensitive: bool = False


# From a learner's id and bank ids to the state of those banks they study; reviews puts it here:
# `OWN_STATE[:] = [states_of]`.
OWN_STATE: list[Callable[[int, Sequence[int]], Mapping[int, OwnState]]] = []


@dataclass(frozen=True, slots=True)
class BankRow:
    """A bank in a list. `own` is none unless the visitor studies it."""

    uid: str
    name: str
    description: str
    language: str
    as_of: str
    has_content_note: bool
    facts: int
    questions: int
    own: OwnState | None


@dataclass(frozen=True, slots=True)
class KeptBank:
    """A bank its keeper looks after; `waiting` counts open reports."""

    uid: str
    name: str
    language: str
    questions: int
    waiting: int


@dataclass(frozen=True, slots=True)
class BankLists:
    """The bank list in its groups; the next page of `public` begins after the uid `after`."""

    studied: tuple[BankRow, ...]
    kept: tuple[BankRow, ...]
    public: tuple[BankRow, ...]
    after: str = ""

    @property
    def count(self) -> int:
        return len(self.studied) + len(self.kept) + len(self.public)


def visible_bank(visitor: Visitor, uid: str) -> Bank:
    """The bank with its article, or a 404 for whoever may not see it."""
    visible = or_(Bank.visibility != "private", kept_by(visitor))
    query = select(Bank).where(Bank.uid == uid, visible).options(joinedload(Bank.article))
    bank: Bank = db.one_or_404(query)
    return bank


def kept_bank(visitor: Visitor, uid: str) -> Bank:
    """The bank, or a 404 for whoever does not keep it."""
    bank: Bank = db.one_or_404(select(Bank).where(Bank.uid == uid, kept_by(visitor)))
    return bank


def keeps(visitor: Visitor, bank_id: int) -> bool:
    """Is the visitor its owner or editor? Banks without an owner are the admins' too."""
    if not visitor.is_member:
        return False
    query = select(exists().where(Bank.id == bank_id, kept_by(visitor)))
    return bool(db.session.scalar(query))


def kept_by(visitor: Visitor) -> ColumnElement[bool]:
    """The condition on `Bank` that the visitor keeps it."""
    if not visitor.is_member:
        return Bank.id.is_(None)
    edits = exists().where(Editor.bank_id == Bank.id, Editor.user_id == visitor.id)
    unowned = and_(Bank.owner_id.is_(None), literal(visitor.is_admin))
    # A bank without an owner must answer no, not "unknown": the condition is also negated.
    owns = Bank.owner_id.is_not_distinct_from(visitor.id)
    return or_(owns, edits, unowned)


def kept_banks(visitor: Visitor) -> tuple[KeptBank, ...]:
    """The banks the visitor keeps, with their reports waiting."""
    if not visitor.is_member:
        return ()
    query = select(Bank.uid, Bank.name, Bank.language, _questions(), _waiting()).where(
        kept_by(visitor)
    )
    return tuple(KeptBank(*row) for row in db.session.execute(query.order_by(Bank.name, Bank.id)))


def owner_name(bank: Bank) -> str:
    """Who keeps it, by name; "" for a bank without an owner, or an owner without a name."""
    return user_by_id(bank.owner_id).name if bank.owner_id else ""


def waiting_reports(bank_id: int) -> int:
    return db.session.scalar(select(_waiting()).where(Bank.id == bank_id)) or 0


def own_state(visitor: Visitor, bank_id: int) -> OwnState | None:
    """How the visitor stands with the bank; none if they do not study it."""
    return _own_states(visitor, [bank_id]).get(bank_id)


def bank_lists(visitor: Visitor, *, search: str = "", after: str = "") -> BankLists:
    """Every bank for this visitor whose name, description, article or facts hold `search`."""
    states = _studied(visitor)
    chosen = _rows(search)
    studied = _read(chosen.where(Bank.id.in_(states)), states) if states else ()
    kept = _kept(chosen.where(Bank.id.not_in(states)), visitor)
    public = chosen.where(Bank.visibility == "public", Bank.id.not_in(states), ~kept_by(visitor))
    rows = _read(_after(public, after).limit(ROWS_A_PAGE + 1), states)
    last = rows[ROWS_A_PAGE - 1].uid if len(rows) > ROWS_A_PAGE else ""
    return BankLists(studied, kept, rows[:ROWS_A_PAGE], last)


def _own_states(visitor: Visitor, bank_ids: Sequence[int]) -> Mapping[int, OwnState]:
    if visitor.id is None or not OWN_STATE:
        return {}
    return OWN_STATE[0](visitor.id, bank_ids)


def _studied(visitor: Visitor) -> Mapping[int, OwnState]:
    if visitor.is_stranger:
        return {}
    visible = select(Bank.id).where(or_(Bank.visibility != "private", kept_by(visitor)))
    return _own_states(visitor, list(db.session.scalars(visible)))


def _kept(query: "Select[*tuple[Any, ...]]", visitor: Visitor) -> tuple[BankRow, ...]:
    return _read(query.where(kept_by(visitor)), {}) if visitor.is_member else ()


def _rows(search: str) -> "Select[*tuple[Any, ...]]":
    facts = _count(Fact.bank_id, Fact.status).label("facts")
    questions = _questions().label("questions")
    columns = (Bank.id, Bank.uid, Bank.name, Bank.description, Bank.language, Bank.as_of)
    query = select(*columns, Bank.content_note, facts, questions).order_by(Bank.name, Bank.uid)
    words = folded(search)
    if not words:
        return query
    in_facts = exists().where(
        Fact.bank_id == Bank.id, Fact.status == "active", _holds(Fact.searchable, words)
    )
    return query.where(or_(_holds(Bank.searchable, words), in_facts))


def _after(query: "Select[*tuple[Any, ...]]", uid: str) -> "Select[*tuple[Any, ...]]":
    if not uid:
        return query
    name = select(Bank.name).where(Bank.uid == uid).scalar_subquery()
    return query.where(tuple_(Bank.name, Bank.uid) > tuple_(name, uid))


def _read(query: "Select[*tuple[Any, ...]]", states: Mapping[int, OwnState]) -> tuple[BankRow, ...]:
    return tuple(_row(row, states) for row in db.session.execute(query))


def _row(row: Any, states: Mapping[int, OwnState]) -> BankRow:
    return BankRow(
        uid=row.uid,
        name=row.name,
        description=row.description,
        language=row.language,
        as_of=row.as_of,
        has_content_note=bool(row.content_note),
        facts=row.facts,
        questions=row.questions,
        own=states.get(row.id),
    )


def _holds(column: InstrumentedAttribute[str], words: str) -> ColumnElement[bool]:
    return column.contains(words, autoescape=True)


def _count(
    bank_id: InstrumentedAttribute[int], status: InstrumentedAttribute[str]
) -> ScalarSelect[int]:
    counted = select(func.count()).where(bank_id == Bank.id, status == "active")
    return counted.correlate(Bank).scalar_subquery()


def _questions() -> ScalarSelect[int]:
    return _count(Question.bank_id, Question.status)


def _waiting() -> ScalarSelect[int]:
    counted = select(func.count()).where(Report.state == "open", Question.bank_id == Bank.id)
    joined = counted.join_from(Report, QuestionVersion).join(Question)
    return joined.correlate(Bank).scalar_subquery()
