"""What the margin says under a shown answer: why, and where it comes from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import String, bindparam, cast, func, select

from app.banks.models import (
    Bank,
    Citation,
    Fact,
    Question,
    QuestionFact,
    QuestionPart,
    QuestionVersion,
    Target,
)
from app.db import connection
from app.sources.models import Article, Paragraph
from app.web import parts
from app.web.translate import gettext


@dataclass(frozen=True, slots=True)
class Note:
    """The explanation of one question version, its fact's source and voice.

    `fact_uid` is "" for a question without a fact; `article` is none where no source was given.
    A question about several facts cites the paragraphs of all, and has the voice of none.
    """

    question_uid: str
    bank_uid: str
    bank_name: str
    explanation: str
    fact_uid: str
    as_of: str
    truth: str
    speaker: str
    speaker_kind: str
    hedge: str
    is_worked_out: bool
    article: parts.Article | None
    paragraphs: tuple[parts.Paragraph, ...]
    language: str

    def source(self, back: str = "") -> parts.Source:
        """The source line; after a report of a mistake the reader goes on at the path `back`."""
        return parts.Source(
            article=self.article,
            paragraphs=self.paragraphs,
            as_of=self.as_of,
            language=self.language,
            voice=voice(self.truth, self.speaker, self.speaker_kind),
            tags=tags(self.truth, self.hedge, is_worked_out=self.is_worked_out),
            facts_url=fact_url(self.fact_uid) if self.fact_uid else "",
            report_url=url_for("banks.report", question_uid=self.question_uid, next=back or None),
        )


def fact_url(fact_uid: str) -> str:
    bank_uid, _, fact_id = fact_uid.partition("/")
    return url_for("banks.fact", bank_uid=bank_uid, fact_id=fact_id)


def voice(truth: str, speaker: str, speaker_kind: str) -> str:
    """Whose word it is: "Said by Jeremy Keenan"; nothing for the narrator."""
    if not speaker or truth == "reported":
        return ""
    if speaker_kind == "person":
        words = gettext("Said by %(speaker)s", speaker=speaker)
    else:
        words = gettext("Claimed by %(speaker)s", speaker=speaker)
    return str(words)


def tags(truth: str, hedge: str, *, is_worked_out: bool) -> tuple[str, ...]:
    said = (
        (bool(hedge), gettext("believed, not certain")),
        (is_worked_out, gettext("worked out, not printed")),
        (truth in ("disputed", "contradicted"), gettext("disputed")),
    )
    return tuple(words for holds, words in said if holds)


def notes(version_ids: Iterable[int]) -> dict[int, Note]:
    """The notes of these question versions, in two queries."""
    rows = connection().execute(_NOTES, {"ids": list(version_ids)}).all()
    facts = {row.version_id: _facts(row) for row in rows}
    cited = paragraphs_of(sorted({fact_id for of_row in facts.values() for fact_id in of_row}))
    return {row.version_id: _note(row, _all_of(facts[row.version_id], cited)) for row in rows}


def _facts(row: Any) -> list[int]:
    """The facts it asks about, its anchor first."""
    others = map(int, row.other_facts.split(",")) if row.other_facts else ()
    return [row.fact_id, *others] if row.fact_id else []


def _all_of(
    fact_ids: Sequence[int], cited: Mapping[int, tuple[parts.Paragraph, ...]]
) -> tuple[parts.Paragraph, ...]:
    """The paragraphs of one fact as it cites them, of several facts as the article goes."""
    if len(fact_ids) == 1:
        return cited.get(fact_ids[0], ())
    found = {part.number: part for fact_id in fact_ids for part in cited.get(fact_id, ())}
    return tuple(found[number] for number in sorted(found))


def paragraphs_of(fact_ids: Sequence[int]) -> Mapping[int, tuple[parts.Paragraph, ...]]:
    """The cited paragraphs of each fact, in the order of the citations."""
    found: dict[int, tuple[parts.Paragraph, ...]] = defaultdict(tuple)
    if fact_ids:
        for fact_id, number, label in connection().execute(_PARAGRAPHS, {"ids": list(fact_ids)}):
            found[fact_id] += (parts.Paragraph(number, label),)
    return found


def article_part(article: Any, paragraphs: int) -> parts.Article:
    return parts.Article(
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        published_on=article.published_on,
        url=article.url,
        language=article.language,
        paragraphs=paragraphs,
    )


def _note(row: Any, paragraphs: tuple[parts.Paragraph, ...]) -> Note:
    has_a_voice = not row.other_facts
    return Note(
        question_uid=row.question_uid,
        bank_uid=row.bank_uid,
        bank_name=row.bank_name,
        explanation=row.explanation,
        fact_uid=row.fact_uid or "",
        as_of=row.as_of or row.bank_as_of,
        truth=(has_a_voice and row.truth) or "reported",
        speaker=(has_a_voice and row.speaker) or "",
        speaker_kind=row.speaker_kind or "",
        hedge=(has_a_voice and row.hedge) or "",
        is_worked_out=row.slot in (row.worked_out or ()),
        article=article_part(row, row.paragraphs) if row.title else None,
        paragraphs=paragraphs,
        language=row.bank_language,
    )


_COUNTED = (
    select(func.count())
    .where(Paragraph.article_id == Article.id)
    .correlate(Article)
    .scalar_subquery()
    .label("paragraphs")
)
_OTHER_FACTS = (
    select(func.aggregate_strings(cast(QuestionFact.fact_id, String), ","))
    .where(QuestionFact.question_id == Question.id)
    .correlate(Question)
    .scalar_subquery()
    .label("other_facts")
)
_FIRST_PART = (
    select(func.min(QuestionPart.target_id))
    .where(
        QuestionPart.question_id == QuestionVersion.question_id,
        QuestionPart.number == QuestionVersion.number,
        QuestionPart.position == 1,
    )
    .correlate(QuestionVersion)
    .scalar_subquery()
)
_NOTES = (
    select(
        QuestionVersion.id.label("version_id"),
        QuestionVersion.explanation,
        Question.uid.label("question_uid"),
        Question.fact_id,
        Target.slot,
        Fact.uid.label("fact_uid"),
        Fact.as_of,
        Fact.truth,
        Fact.speaker,
        Fact.speaker_kind,
        Fact.hedge,
        Fact.worked_out,
        Bank.uid.label("bank_uid"),
        Bank.name.label("bank_name"),
        Bank.as_of.label("bank_as_of"),
        Bank.language.label("bank_language"),
        Article.title,
        Article.author,
        Article.publisher,
        Article.published_on,
        Article.url,
        Article.language,
        _COUNTED,
        _OTHER_FACTS,
    )
    .join_from(QuestionVersion, Question)
    .join(Bank, Bank.id == Question.bank_id)
    .outerjoin(Fact, Fact.id == Question.fact_id)
    .outerjoin(Target, Target.id == func.coalesce(Question.target_id, _FIRST_PART))
    .outerjoin(Article, Article.id == Bank.article_id)
    .where(QuestionVersion.id.in_(bindparam("ids", expanding=True)))
)
_PARAGRAPHS = (
    select(Citation.fact_id, Paragraph.number, Paragraph.label)
    .join_from(Citation, Paragraph)
    .where(Citation.fact_id.in_(bindparam("ids", expanding=True)))
    .order_by(Citation.fact_id, Citation.position)
)
