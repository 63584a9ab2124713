"""Memory: the append-only log of reviews, and the cards folded from it."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Card(Base):
    """One target in one learner's memory: a cache of `fold(its lines)`, kept in every state.

    `due_on` is a study day, `due_at` an epoch second that counts only while (re)learning; a card
    without a line that holds is new and has neither. `version` is how many lines its log has,
    `last_at` the latest time in it.
    """

    __tablename__ = "card"
    __table_args__ = (Index(None, "user_id", "due_on"), {"sqlite_with_rowid": False})

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    target_id: Mapped[int] = mapped_column(
        ForeignKey("target.id"), primary_key=True, autoincrement=False
    )
    state: Mapped[int] = mapped_column(SmallInteger)
    step: Mapped[int] = mapped_column(SmallInteger, default=0)
    due_at: Mapped[int | None] = mapped_column(BigInteger)
    due_on: Mapped[int | None]
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    last_on: Mapped[int | None]
    last_at: Mapped[int] = mapped_column(BigInteger)
    lapses: Mapped[int] = mapped_column(default=0)
    reviews: Mapped[int] = mapped_column(default=0)
    is_leech: Mapped[bool] = mapped_column(default=False)
    is_suspended: Mapped[bool] = mapped_column(default=False)
    buried_on: Mapped[int | None]  # the study day on which it stays away
    version: Mapped[int] = mapped_column(default=0)


class Review(Base):
    """One line of the log. Written once, never changed. The columns are those of
    `app.core.scheduling.Line`, which says what they mean and in which units they count.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
        Index(None, "user_id", "target_id"),
        {"sqlite_with_rowid": False},
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    kind: Mapped[int] = mapped_column(SmallInteger)
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    at: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[int]
    duration_ms: Mapped[int] = mapped_column(default=0)
    source: Mapped[int] = mapped_column(SmallInteger)
    question_version_id: Mapped[int | None] = mapped_column(ForeignKey("question_version.id"))
    state: Mapped[int] = mapped_column(SmallInteger)
    step: Mapped[int] = mapped_column(SmallInteger, default=0)
    due_at: Mapped[int | None] = mapped_column(BigInteger)
    due_on: Mapped[int | None]
    stability_e4: Mapped[int | None]
    difficulty_e3: Mapped[int | None] = mapped_column(SmallInteger)
    flags: Mapped[int] = mapped_column(SmallInteger, default=0)
    undoes: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    # What was typed, where the answer was graded by the server.
    given: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))


class StudyDay(Base):
    """One learner's study day in sums, written with each review so that no page scans the log."""

    __tablename__ = "study_day"
    __table_args__ = ({"sqlite_with_rowid": False},)

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answers: Mapped[int] = mapped_column(default=0)
    remembered: Mapped[int] = mapped_column(default=0)
    introduced: Mapped[int] = mapped_column(default=0)
    # Reviews of cards in the review state, for the caps and for true against predicted retention.
    reviews: Mapped[int] = mapped_column(default=0)
    reviews_remembered: Mapped[int] = mapped_column(default=0)
    reviews_expected: Mapped[float] = mapped_column(default=0.0)
    duration_ms: Mapped[int] = mapped_column(BigInteger, default=0)


class StudiedBank(Base):
    """A bank a learner studies."""

    __tablename__ = "studied_bank"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    bank_id: Mapped[int] = mapped_column(
        ForeignKey("bank.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    since: Mapped[datetime]
    without_sensitive: Mapped[bool] = mapped_column(default=False)


class Preset(Base):
    """How one learner studies; a learner without a row has the defaults."""

    __tablename__ = "preset"
    __table_args__ = (
        CheckConstraint("new_per_day BETWEEN 0 AND 999", name="new_per_day"),
        CheckConstraint("reviews_per_day BETWEEN 0 AND 9999", name="reviews_per_day"),
        CheckConstraint("desired_retention BETWEEN 0.7 AND 0.99", name="desired_retention"),
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    new_per_day: Mapped[int] = mapped_column(default=10)
    reviews_per_day: Mapped[int] = mapped_column(default=200)
    desired_retention: Mapped[float] = mapped_column(default=0.9)
    learning_steps: Mapped[list[int]] = mapped_column(JSON, default=lambda: [60, 600])  # seconds
    relearning_steps: Mapped[list[int]] = mapped_column(JSON, default=lambda: [600])
    weights: Mapped[list[float] | None] = mapped_column(JSON)  # none: the defaults
    # How many answers there were when weights were last fitted.
    fitted_answers: Mapped[int] = mapped_column(default=0)
    # The learner has been asked how much they want each day.
    is_chosen: Mapped[bool] = mapped_column(default=False)
    # More new cards asked for, and the study day they were asked for on.
    extra_new: Mapped[int] = mapped_column(default=0)
    extra_on: Mapped[int | None]


class Correction(Base):
    """A fact a learner had learned was corrected: told on their next visit to study."""

    __tablename__ = "correction"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    target_id: Mapped[int] = mapped_column(
        ForeignKey("target.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    was_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"))
    is_version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"))
    corrected_at: Mapped[datetime]
