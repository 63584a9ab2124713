"""What was reported, and what came of it."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager

from app.banks.models import Bank, Question, QuestionVersion, Report
from app.banks.queries.banks import kept_by
from app.db import db
from app.web.visitor import Visitor

ROWS_A_PAGE = 50


def question_of(visitor: Visitor, uid: str) -> Question:
    """The question, or a 404 if its bank is not the visitor's to see."""
    visible = or_(Bank.visibility != "private", kept_by(visitor))
    query = select(Question).join(Question.bank).where(Question.uid == uid, visible)
    question: Question = db.one_or_404(query.options(contains_eager(Question.bank)))
    return question


def version_of(question: Question, number: int | None) -> QuestionVersion:
    """The version that was shown, the current one unless `number` names another."""
    query = select(QuestionVersion).where(QuestionVersion.question_id == question.id)
    named = query.where(QuestionVersion.number == number)
    current = query.where(QuestionVersion.number == question.number)
    return db.session.scalars(named).first() or db.session.scalars(current).one()


def own_reports(visitor: Visitor, question: Question) -> Sequence[Report]:
    """What the visitor reported about one question, last first."""
    if visitor.is_stranger:
        return ()
    return _of(_reports().where(Question.id == question.id, Report.user_id == visitor.id))


def own_reports_in(visitor: Visitor, bank: Bank) -> Sequence[Report]:
    """What the visitor reported about a bank, last first."""
    if visitor.is_stranger:
        return ()
    return _of(_reports().where(Question.bank_id == bank.id, Report.user_id == visitor.id))


def has_reported(visitor: Visitor, bank: Bank) -> bool:
    if visitor.is_stranger:
        return False
    mine = select(Report.id).join(Report.version).join(QuestionVersion.question)
    mine = mine.where(Question.bank_id == bank.id, Report.user_id == visitor.id)
    return db.session.execute(mine.limit(1)).first() is not None


def reports_on(
    bank: Bank, *, is_open: bool, before: int | None = None
) -> tuple[Sequence[Report], int | None]:
    """A page of a bank's reports, last first, and the id before which the next page begins."""
    query = _reports().where(Question.bank_id == bank.id, (Report.state == "open").is_(is_open))
    found = _of(query.where(Report.id < before) if before else query)
    return found[:ROWS_A_PAGE], found[ROWS_A_PAGE - 1].id if len(found) > ROWS_A_PAGE else None


def kept_report(visitor: Visitor, report_id: int) -> Report:
    """The report on a bank the visitor keeps, or a 404."""
    query = _reports().where(Report.id == report_id, kept_by(visitor))
    report: Report = db.one_or_404(query)
    return report


def _reports() -> "Select[Report]":
    return (
        select(Report)
        .join(Report.version)
        .join(QuestionVersion.question)
        .join(Question.bank)
        .options(
            contains_eager(Report.version)
            .contains_eager(QuestionVersion.question)
            .contains_eager(Question.bank)
        )
        .order_by(Report.id.desc())
    )


def _of(query: "Select[Report]") -> Sequence[Report]:
    return db.session.scalars(query.limit(ROWS_A_PAGE + 1)).all()
