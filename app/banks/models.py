"""Banks: facts, the questions asked of them, and the targets people remember."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.sources.models import Article, Paragraph


class Bank(Base):
    """A named collection of facts and questions that someone keeps."""

    __tablename__ = "bank"
    __table_args__ = (
        CheckConstraint("visibility IN ('private', 'link', 'public')", name="visibility"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(100), unique=True)
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(10), default="en")
    licence: Mapped[str] = mapped_column(String(100), default="")
    visibility: Mapped[str] = mapped_column(String(10), default="private")
    as_of: Mapped[str] = mapped_column(String(10), default="")
    content_note: Mapped[str] = mapped_column(Text, default="")
    release: Mapped[int] = mapped_column(default=0)
    release_hash: Mapped[str] = mapped_column(String(64), default="")
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    # Name, description and article folded as `folded` does, since SQLite folds only ASCII.
    searchable: Mapped[str] = mapped_column(Text, default="")

    article: Mapped[Article | None] = relationship()

    def is_old(self, today: date) -> bool:
        """Do its facts stop more than twelve months ago? A year alone is taken to its end."""
        if not self.as_of:
            return False
        year, month = (int(part) for part in (self.as_of + "-12").split("-")[:2])
        return (today.year - year) * 12 + today.month - month > 12


class BankFolder(Base):
    """The files of the bank's folder as last released, for the editor to go on from."""

    __tablename__ = "bank_folder"

    bank_id: Mapped[int] = mapped_column(
        ForeignKey("bank.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    bank_toml: Mapped[str] = mapped_column(Text)
    facts_toml: Mapped[str] = mapped_column(Text)
    article_json: Mapped[str] = mapped_column(Text)
    questions_json: Mapped[str] = mapped_column(Text)
    verdicts_toml: Mapped[str] = mapped_column(Text)


class Upload(Base):
    """A bank's files that somebody sent to look inside, until they load or drop them."""

    __tablename__ = "upload"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    # The bank whose next release they are to be; none for a bank of its own.
    bank_id: Mapped[int | None] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"))
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    sent_at: Mapped[datetime]


class Draft(Base):
    """A part of the folder that a keeper changed since its release. `written` None removes it."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("bank_id", "part", "key"),
        CheckConstraint("part IN ('bank', 'entity', 'fact', 'sorting')", name="part"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(80))  # the part's id
    written: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class Verdict(Base):
    """What a keeper decided about one question; the next release follows it."""

    __tablename__ = "verdict"
    __table_args__ = (
        CheckConstraint("decision IN ('approved', 'rejected', 'edited')", name="decision"),
    )

    bank_id: Mapped[int] = mapped_column(
        ForeignKey("bank.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    question_uid: Mapped[str] = mapped_column(String(40), primary_key=True)
    decision: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    # Of the question as it was generated when it was judged: other words want another look.
    content_hash: Mapped[str] = mapped_column(String(64))
    edits: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    judged_at: Mapped[datetime]
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class Editor(Base):
    """A keeper beside the owner."""

    __tablename__ = "editor"

    bank_id: Mapped[int] = mapped_column(
        ForeignKey("bank.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )


class Fact(Base):
    """One checkable statement in our own words. Its uid never changes meaning."""

    __tablename__ = "fact"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'retired')", name="status"),
        Index(None, "bank_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(200), unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"))
    # The order in which a reader meets them: first paragraph, then as written.
    position: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)  # as written, slots in braces
    # What a reader sees: [["plain words", ""], ["8,849 m", "height"], …]; the slot where one is.
    spans: Mapped[list[Any]] = mapped_column(JSON)
    truth: Mapped[str] = mapped_column(String(20))
    # As a sentence names them ("the United Nations"), and person, organisation, …
    speaker: Mapped[str] = mapped_column(String(200), default="")
    speaker_kind: Mapped[str] = mapped_column(String(20), default="")
    hedge: Mapped[str] = mapped_column(String(100), default="")
    as_of: Mapped[str] = mapped_column(String(10), default="")
    # When it happened, as exactly as known, if one of its slots says so.
    happened_on: Mapped[str] = mapped_column(String(10), default="")
    # Slots whose value the article does not print: it was worked out.
    worked_out: Mapped[list[str]] = mapped_column(JSON, default=list)
    searchable: Mapped[str] = mapped_column(Text, default="")
    importance: Mapped[int] = mapped_column(default=2)
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(10), default="active")

    citations: Mapped[list["Citation"]] = relationship(
        order_by="Citation.position", cascade="all, delete-orphan"
    )
    questions: Mapped[list["Question"]] = relationship(back_populates="fact")


class Citation(Base):
    __tablename__ = "citation"

    fact_id: Mapped[int] = mapped_column(
        ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"), index=True)

    paragraph: Mapped[Paragraph] = relationship()


class Target(Base):
    """What a memory is of: fact + slot + direction, or a question without a fact."""

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("direction IN ('forward', 'reverse')", name="direction"),
        CheckConstraint("status IN ('active', 'retired')", name="status"),
        Index(None, "bank_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(300), unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"))
    fact_id: Mapped[int | None] = mapped_column(
        ForeignKey("fact.id", ondelete="CASCADE"), index=True
    )
    slot: Mapped[str] = mapped_column(String(50), default="")
    direction: Mapped[str] = mapped_column(String(10), default="forward")
    # The order in which new cards come: importance 3 to 1, then paragraph.
    position: Mapped[int]
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(10), default="active")


class Question(Base):
    """What is asked. Its uid never depends on its wording; `number` names the current version."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("target_id", "card_form"),
        CheckConstraint("card_form IN ('self_rated', 'typed')", name="card_form"),
        CheckConstraint("status IN ('active', 'retired')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(40), unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"), index=True)
    fact_id: Mapped[int | None] = mapped_column(
        ForeignKey("fact.id", ondelete="CASCADE"), index=True
    )
    target_id: Mapped[int | None] = mapped_column(ForeignKey("target.id", ondelete="CASCADE"))
    generator: Mapped[str] = mapped_column(String(40), default="")
    type: Mapped[str] = mapped_column(String(30))
    number: Mapped[int] = mapped_column(default=1)
    # Study shows one question of a target: rated by the learner, or typed if they wish.
    card_form: Mapped[str | None] = mapped_column(String(12))
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    skill: Mapped[str] = mapped_column(String(20), default="recall", server_default="recall")
    # From 1 to 10: estimated from the question's form, then corrected by `answer_count` answers.
    estimated_difficulty: Mapped[float | None]
    difficulty: Mapped[float | None]
    answer_count: Mapped[int] = mapped_column(default=0, server_default="0")
    status: Mapped[str] = mapped_column(String(10), default="active")

    bank: Mapped[Bank] = relationship()
    fact: Mapped[Fact | None] = relationship(back_populates="questions")
    versions: Mapped[list["QuestionVersion"]] = relationship(
        back_populates="question", order_by="QuestionVersion.number", cascade="all, delete-orphan"
    )


class QuestionFact(Base):
    """A fact that a question asks about beside its anchor, `Question.fact_id`, as of its release.

    Every question of a fact: those anchored at it, and those with a row here.
    """

    __tablename__ = "question_fact"

    fact_id: Mapped[int] = mapped_column(
        ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )


class QuestionPart(Base):
    """The target of each part of a question that asks for several: its gaps, pairs or items.

    `number` is the version's: an attempt that began before a release answers its own parts.
    """

    __tablename__ = "question_part"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id", ondelete="CASCADE"), index=True)


class QuestionVersion(Base):
    """One wording of a question. Written once; attempts and reviews point at it."""

    __tablename__ = "question_version"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    number: Mapped[int]
    type: Mapped[str] = mapped_column(String(30))
    prompt: Mapped[str] = mapped_column(Text)
    content: Mapped[Any] = mapped_column(JSON)
    explanation: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str] = mapped_column(String(64))
    # Changes exactly when the right answer does.
    key_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]

    question: Mapped[Question] = relationship(back_populates="versions")


# What is asked of a question now: its version, and the parts of that version.
IS_CURRENT = and_(
    QuestionVersion.question_id == Question.id, QuestionVersion.number == Question.number
)
IS_CURRENT_PART = and_(
    QuestionPart.question_id == Question.id, QuestionPart.number == Question.number
)


class Report(Base):
    """Someone says a question is wrong; a keeper says what came of it."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint(
            "reason IN ('wrong_answer', 'mine_should_count', 'unclear', 'out_of_date', 'other')",
            name="reason",
        ),
        CheckConstraint("state IN ('open', 'mended', 'declined')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), index=True
    )
    reason: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    reply: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    version: Mapped[QuestionVersion] = relationship()
