"""Reports of mistakes: sent by a learner, closed by a keeper."""

from datetime import datetime

from sqlalchemy import select

from app.banks.models import QuestionVersion, Report
from app.db import db


def send_report(
    version: QuestionVersion, *, user_id: int, reason: str, note: str, now: datetime
) -> Report:
    """The report; the one that lies open if the same is sent twice."""
    report = _same(version, user_id, reason, note)
    if report is None:
        report = Report(
            question_version_id=version.id,
            user_id=user_id,
            reason=reason,
            note=note,
            created_at=now,
        )
        db.session.add(report)
        db.session.flush()
    return report


def close_report(
    report: Report, *, state: str, reply: str, closed_by_id: int | None, now: datetime
) -> None:
    """Say what came of it; closing again corrects what was said."""
    report.state = state
    report.reply = reply
    report.closed_by_id = closed_by_id
    report.closed_at = now
    db.session.flush()


def _same(version: QuestionVersion, user_id: int, reason: str, note: str) -> Report | None:
    query = select(Report).where(
        Report.question_version_id == version.id,
        Report.user_id == user_id,
        Report.reason == reason,
        Report.note == note,
        Report.state == "open",
    )
    return db.session.scalars(query).first()
