"""Articles and paragraphs, written as a bank's folder describes them."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.generation import Fingerprint
from app.core.generation.source import Article as Told
from app.db import db
from app.sources.models import Article, Paragraph


def save_article(
    uid: str, told: Told, labels: Mapping[int, str], fingerprint: Fingerprint
) -> Article:
    """Write the article and its paragraphs. A paragraph keeps its number and is never deleted,
    since citations of retired facts still point at it.
    """
    query = select(Article).where(Article.uid == uid).options(selectinload(Article.paragraphs))
    article = db.session.scalars(query).one_or_none() or Article(uid=uid)
    for name, value in asdict(told).items():
        setattr(article, name, value)
    article.sha256 = fingerprint.sha256
    known = {paragraph.number: paragraph for paragraph in article.paragraphs}
    for given in fingerprint.paragraphs:
        paragraph = known.get(given.number)
        if paragraph is None:
            article.paragraphs.append(paragraph := Paragraph(number=given.number))
        paragraph.label = labels.get(given.number, "")
        paragraph.sha256 = given.sha256
    db.session.add(article)
    db.session.flush()
    return article
