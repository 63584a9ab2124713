"""Articles and paragraphs written as a bank's folder describes them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.db import db
from app.sources.models import Article, Paragraph


@dataclass(frozen=True, slots=True)
class ArticleValues:
    """What is told of an article; `published_on` is as exact as known."""

    title: str
    author: str
    publisher: str
    published_on: str
    url: str
    language: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ParagraphValues:
    number: int
    label: str
    sha256: str


def save_article(uid: str, values: ArticleValues, paragraphs: Iterable[ParagraphValues]) -> Article:
    """Write the article and its paragraphs; a paragraph keeps its number and is never deleted,
    since citations of retired facts still point at it.
    """
    query = select(Article).where(Article.uid == uid).options(selectinload(Article.paragraphs))
    article = db.session.scalars(query).one_or_none()
    if article is None:
        article = Article(uid=uid)
        db.session.add(article)
    _take(article, values)
    known = {paragraph.number: paragraph for paragraph in article.paragraphs}
    for each in paragraphs:
        paragraph = known.get(each.number)
        if paragraph is None:
            article.paragraphs.append(paragraph := Paragraph())
        _take(paragraph, each)
    db.session.flush()
    return article


def _take(row: Article | Paragraph, values: ArticleValues | ParagraphValues) -> None:
    for name, value in asdict(values).items():
        setattr(row, name, value)
