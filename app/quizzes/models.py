"""Quizzes: a plan of questions, one sitting of it, and every answer saved in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.quizzes.plans import Plan


class Quiz(Base):
    """A plan of questions. A practice quiz is its owner's own."""

    __tablename__ = "quiz"
    __table_args__ = (
        CheckConstraint("feedback IN ('each', 'end')", name="feedback"),
        CheckConstraint("number BETWEEN 1 AND 1000", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"))
    number: Mapped[int]
    # Whose questions: all, studied, missed or unseen.
    pool: Mapped[str] = mapped_column(String(20), default="all")
    types: Mapped[list[str]] = mapped_column(JSON, default=list)  # empty: all
    feedback: Mapped[str] = mapped_column(String(5), default="each")
    without_sensitive: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    places: Mapped[list["Place"]] = relationship(
        order_by="Place.position", cascade="all, delete-orphan"
    )

    @property
    def plan(self) -> Plan:
        return Plan(
            bank_id=self.bank_id,
            number=self.number,
            pool=self.pool,
            types=tuple(self.types),
            feedback=self.feedback,
            without_sensitive=self.without_sensitive,
        )


class Place(Base):
    """One position in a quiz: a fixed question, or one drawn from the bank (question_id none)."""

    __tablename__ = "place"
    __table_args__ = (CheckConstraint("points > 0", name="points"),)

    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    points: Mapped[float] = mapped_column(default=1.0)


class Attempt(Base):
    """One sitting of a quiz."""

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'submitted', 'discarded')", name="state"),
        Index(
            "uq_attempt_open",
            "quiz_id",
            "user_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index(None, "user_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    seed: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="open")
    started_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]


class AttemptItem(Base):
    """The question version one attempt sees at one place, shuffled by its seed."""

    __tablename__ = "attempt_item"

    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"))
    seed: Mapped[int]
    points: Mapped[float] = mapped_column(default=1.0)


class Response(Base):
    """One saved answer to one place. Written once; a later sequence replaces an earlier one."""

    __tablename__ = "response"
    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "position"],
            ["attempt_item.attempt_id", "attempt_item.position"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("attempt_id", "position", "sequence"),
        {"sqlite_with_rowid": False},
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    attempt_id: Mapped[int]
    position: Mapped[int]
    sequence: Mapped[int]
    answer: Mapped[Any] = mapped_column(JSON)
    saved_at: Mapped[datetime]
    duration_ms: Mapped[int] = mapped_column(default=0)


class Grade(Base):
    """What a response got: 0…1, by whom and why. Derived: grade = regrade(response)."""

    __tablename__ = "grade"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "key"],
            ["response.user_id", "response.key"],
            ondelete="CASCADE",
            onupdate="CASCADE",  # a guest's responses move to the account that claims them
        ),
        CheckConstraint("fraction BETWEEN 0 AND 1", name="fraction"),
    )

    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    fraction: Mapped[float]
    verdict: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(20), default="rules")
    why: Mapped[str] = mapped_column(String(200), default="")
