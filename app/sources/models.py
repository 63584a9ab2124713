"""Articles as we may keep them: who wrote what and when, and a fingerprint of each paragraph."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base


class Article(Base):
    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    author: Mapped[str] = mapped_column(String(200), default="")
    publisher: Mapped[str] = mapped_column(String(200), default="")
    published_on: Mapped[str] = mapped_column(String(10), default="")  # as precise as known
    url: Mapped[str] = mapped_column(String(1000), default="")
    language: Mapped[str] = mapped_column(String(10), default="en")
    sha256: Mapped[str] = mapped_column(String(64))

    paragraphs: Mapped[list["Paragraph"]] = relationship(
        back_populates="article", order_by="Paragraph.number", cascade="all, delete-orphan"
    )


class Paragraph(Base):
    """A numbered non-empty line, headings included, counted from 1; the text is not kept."""

    __tablename__ = "paragraph"
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    number: Mapped[int]
    label: Mapped[str] = mapped_column(String(100), default="")
    sha256: Mapped[str] = mapped_column(String(64))

    article: Mapped[Article] = relationship(back_populates="paragraphs")
