"""The facts of a bank as its page shows them, with the questions they are asked in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from werkzeug.exceptions import NotFound

from app.banks.folding import folded
from app.banks.models import (
    IS_CURRENT,
    Bank,
    BankFolder,
    Citation,
    Draft,
    Fact,
    Question,
    QuestionVersion,
    Verdict,
)
from app.banks.queries.learning import Learners, knowledge, learners
from app.banks.queries.notes import article_part, paragraphs_of, tags, voice
from app.core import questions
from app.core.generation import Finding, lint_question
from app.core.generation.source import SPEAKER
from app.core.questions import CONTENT, Cloze, Content, Gap
from app.core.questions.base import JudgedChoice
from app.db import connection
from app.sources.models import Paragraph as SourceParagraph
from app.web import parts
from app.web.visitor import Visitor

FACTS_A_PAGE = 50
# Each with its keys and what the lint says weighs three times as much.
FACTS_A_KEEPERS_PAGE = 20
QUESTIONS_A_PAGE = 50
TIMELINE = 200
WAITING = "waiting"
BLANK = "____"

# The cited paragraphs of facts, by the id of the fact.
Cited = Mapping[int, tuple[parts.Paragraph, ...]]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a list. What only keepers may see is empty for anyone else; `fact_id` is the
    last part of its fact's uid.
    """

    id: int
    uid: str
    type: str
    status: str
    prompt: str
    fact_id: str = ""
    key: str = ""
    choices: tuple[JudgedChoice, ...] = ()
    findings: tuple[Finding, ...] = ()
    skill: str = ""
    difficulty: float | None = None
    answer_count: int = 0
    decision: str = ""

    @property
    def warnings(self) -> int:
        return len(self.findings)


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as a reader meets it: spans of words, each with the slot it fills or ""."""

    id: int
    uid: str
    spans: tuple[tuple[str, str], ...]
    voice: str
    tags: tuple[str, ...]
    as_of: str
    happened_on: str
    importance: int
    is_sensitive: bool
    is_retired: bool
    position: int
    paragraphs: tuple[parts.Paragraph, ...]
    questions: tuple[QuestionLine, ...]
    # What the reader knows of it: known, learning, new; "" where they do not study it.
    knowledge: str = ""
    # Who studies it, for keepers alone.
    learners: Learners | None = None

    @property
    def prompts(self) -> Mapping[str, Sequence[str]]:
        """Each prompt once, with the types of the questions that ask it."""
        types: dict[str, list[str]] = defaultdict(list)
        for question in self.questions:
            types[question.prompt].append(question.type)
        return types


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The facts of one paragraph; `part` is none for facts without a source."""

    part: parts.Paragraph | None
    facts: tuple[FactLine, ...]

    @property
    def label(self) -> str:
        """Its label as a heading begins."""
        words = self.part.label if self.part else ""
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class FactPage:
    """A page of facts by paragraph; the next one begins after the position `after`, if any."""

    paragraphs: tuple[Paragraph, ...]
    after: int | None
    count: int


def facts_page(
    bank: Bank, visitor: Visitor, *, keeper: bool, search: str = "", after: int = -1
) -> FactPage:
    """The facts that hold `search`, as the article goes, with everything the page shows of them."""
    query = _FACTS.where(Fact.bank_id == bank.id, Fact.status == "active")
    query = query.where(Fact.searchable.contains(folded(search), autoescape=True))
    query = query.where(Fact.position > after).order_by(Fact.position, Fact.id)
    most = FACTS_A_KEEPERS_PAGE if keeper else FACTS_A_PAGE
    rows = connection().execute(query.limit(most + 1)).all()
    facts = _lines(rows[:most], visitor, keeper=keeper)
    more = facts[-1].position if len(rows) > most else None
    return FactPage(_by_paragraph(facts), more, len(facts))


def timeline(bank: Bank, visitor: Visitor, *, keeper: bool) -> tuple[FactLine, ...]:
    """The facts that say when something happened, earliest first, as many as fit on a page."""
    query = _FACTS.where(Fact.bank_id == bank.id, Fact.status == "active", Fact.happened_on != "")
    rows = connection().execute(query.order_by(Fact.happened_on, Fact.position).limit(TIMELINE))
    return _lines(rows.all(), visitor, keeper=keeper)


def holds(bank: Bank) -> tuple[bool, bool]:
    """Has it facts with dates, and the files of a folder? An imported bank has only questions."""
    dated = select(Fact.id).where(
        Fact.bank_id == bank.id, Fact.status == "active", Fact.happened_on != ""
    )
    folder = select(BankFolder.bank_id).where(BankFolder.bank_id == bank.id)
    has_timeline, has_folder = connection().execute(select(dated.exists(), folder.exists())).one()
    return has_timeline, has_folder


def fact_in(bank: Bank, visitor: Visitor, fact_id: str, *, keeper: bool) -> FactLine:
    """One fact of the bank, retired ones included, or a 404."""
    query = _FACTS.where(Fact.bank_id == bank.id, Fact.uid == f"{bank.uid}/{fact_id}")
    row = connection().execute(query).first()
    if row is None:
        raise NotFound
    return _lines([row], visitor, keeper=keeper)[0]


def neighbours(bank: Bank, fact: FactLine) -> tuple[FactLine, ...]:
    """The other facts of the paragraphs that a fact cites, without their questions."""
    numbers = [paragraph.number for paragraph in fact.paragraphs]
    cited = select(Citation.fact_id).join(Citation.paragraph)
    cited = cited.where(
        SourceParagraph.article_id == bank.article_id, SourceParagraph.number.in_(numbers)
    )
    query = _FACTS.where(Fact.bank_id == bank.id, Fact.status == "active", Fact.id != fact.id)
    query = query.where(Fact.id.in_(cited)).order_by(Fact.position)
    rows = connection().execute(query.limit(FACTS_A_PAGE)).all()
    return tuple(_fact_line(row, (), ()) for row in rows)


def source_of(bank: Bank, fact: FactLine) -> parts.Source:
    """The source line of a fact on its own page."""
    paragraphs = select(func.count()).where(SourceParagraph.article_id == bank.article_id)
    counted = connection().execute(paragraphs).scalar_one()
    return parts.Source(
        article=article_part(bank.article, counted) if bank.article else None,
        paragraphs=fact.paragraphs,
        as_of=fact.as_of or bank.as_of,
        language=bank.language,
        voice=fact.voice,
        tags=fact.tags,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions a keeper looks for; "" is any. `look` is `WAITING` or a decision."""

    type: str = ""
    state: str = "active"
    skill: str = ""
    look: str = ""


ANY = Wanted()


def questions_page(
    bank: Bank, *, keeper: bool, wanted: Wanted = ANY, after: int = 0
) -> tuple[tuple[QuestionLine, ...], int | None]:
    """A page of questions by id, and the id after which the next one begins, if there is one."""
    query = _questions(keeper=keeper).where(Question.bank_id == bank.id, Question.id > after)
    query = query.where(*_conditions(wanted))
    rows = connection().execute(query.order_by(Question.id).limit(QUESTIONS_A_PAGE + 1)).all()
    shown = rows[:QUESTIONS_A_PAGE]
    cited = paragraphs_of([row.fact_id for row in shown if row.fact_id]) if keeper else {}
    lines = tuple(_question_line(row, cited, keeper=keeper) for row in shown)
    return lines, lines[-1].id if len(rows) > QUESTIONS_A_PAGE else None


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.type:
        yield Question.type == wanted.type
    if wanted.state:
        yield Question.status == wanted.state
    if wanted.skill:
        yield Question.skill == wanted.skill
    if wanted.look:
        is_waiting = wanted.look == WAITING
        yield Verdict.decision.is_(None) if is_waiting else Verdict.decision == wanted.look


def content_hashes(bank: Bank, uids: Sequence[str]) -> dict[str, str]:
    """The hashes of the words of those questions of the bank that nobody has judged yet."""
    judged = select(Verdict.question_uid).where(Verdict.bank_id == bank.id)
    query = (
        select(Question.uid, QuestionVersion.content_hash)
        .join_from(Question, QuestionVersion, IS_CURRENT)
        .where(Question.bank_id == bank.id, Question.uid.in_(uids), Question.uid.not_in(judged))
    )
    return {uid: content_hash for uid, content_hash in connection().execute(query)}


def line_of(version: QuestionVersion) -> QuestionLine:
    """A version of a question as its keeper sees it."""
    asked = version.question
    solution = questions.solution(CONTENT.validate_python(version.content))
    return QuestionLine(
        id=asked.id,
        uid=asked.uid,
        type=version.type,
        status=asked.status,
        prompt=prompt_of(version),
        fact_id=_local(asked.fact.uid if asked.fact else None),
        key=solution.text,
        choices=solution.choices,
    )


def prompt_of(version: QuestionVersion) -> str:
    """What a version asks, in words that give nothing away."""
    is_cloze = version.type == "cloze"
    content = CONTENT.validate_python(version.content) if is_cloze else None
    return prompt_in_words(content, version.prompt)


def _lines(rows: Sequence[Any], visitor: Visitor, *, keeper: bool) -> tuple[FactLine, ...]:
    ids = [row.id for row in rows]
    cited = paragraphs_of(ids)
    asked = _questions_of(ids, cited, keeper=keeper)
    known = knowledge(visitor, ids)
    studied = learners(ids) if keeper else {}
    lines = (_fact_line(row, cited.get(row.id, ()), tuple(asked.get(row.id, ()))) for row in rows)
    return tuple(
        replace(line, knowledge=known.get(line.id, ""), learners=studied.get(line.id))
        for line in lines
    )


def _fact_line(
    row: Any, paragraphs: tuple[parts.Paragraph, ...], asked: tuple[QuestionLine, ...]
) -> FactLine:
    spans = tuple((text, slot) for text, slot in row.spans)
    # A sentence that ends in ", according to …" has named its speaker.
    is_named = any(slot == SPEAKER for _, slot in spans)
    return FactLine(
        id=row.id,
        uid=row.uid,
        spans=spans,
        voice="" if is_named else voice(row.truth, row.speaker, row.speaker_kind),
        tags=tags(row.truth, row.hedge, is_worked_out=bool(row.worked_out)),
        as_of=row.as_of,
        happened_on=row.happened_on,
        importance=row.importance,
        is_sensitive=row.is_sensitive,
        is_retired=row.status == "retired",
        position=row.position,
        paragraphs=paragraphs,
        questions=asked,
    )


def _questions_of(
    fact_ids: Sequence[int], cited: Cited, *, keeper: bool
) -> Mapping[int, Sequence[QuestionLine]]:
    found: dict[int, list[QuestionLine]] = defaultdict(list)
    if fact_ids:
        query = _questions(keeper=keeper).where(Question.fact_id.in_(fact_ids))
        query = query.where(Question.status == "active").order_by(Question.type, Question.id)
        for row in connection().execute(query):
            found[row.fact_id].append(_question_line(row, cited, keeper=keeper))
    return found


def _questions(*, keeper: bool) -> "Select[*tuple[Any, ...]]":
    """Questions with their current version; for others than keepers only a cloze has its content,
    since its sentence is the prompt.
    """
    version = QuestionVersion
    content = version.content if keeper else case((version.type == "cloze", version.content))
    return (
        select(
            Question.id,
            Question.uid,
            Question.fact_id,
            Question.type,
            Question.status,
            version.prompt,
            version.explanation,
            Question.skill,
            Question.difficulty,
            Question.estimated_difficulty,
            Question.answer_count,
            Verdict.decision,
            content.label("content"),
            Fact.uid.label("fact_uid"),
        )
        .join_from(Question, version, IS_CURRENT)
        .outerjoin(Fact, Fact.id == Question.fact_id)
        .outerjoin(
            Verdict,
            and_(Verdict.bank_id == Question.bank_id, Verdict.question_uid == Question.uid),
        )
    )


def _question_line(row: Any, cited: Cited, *, keeper: bool) -> QuestionLine:
    content = CONTENT.validate_python(row.content) if row.content else None
    prompt = prompt_in_words(content, row.prompt)
    fact_id = _local(row.fact_uid)
    if content is None or not keeper:
        return QuestionLine(row.id, row.uid, row.type, row.status, prompt, fact_id)
    solution = questions.solution(content)
    citations = tuple(questions.Citation("article", n.number) for n in cited.get(row.fact_id, ()))
    printed = questions.Question(row.uid, row.prompt, content, row.explanation, citations)
    return QuestionLine(
        id=row.id,
        uid=row.uid,
        type=row.type,
        status=row.status,
        prompt=prompt,
        fact_id=fact_id,
        key=solution.text,
        choices=solution.choices,
        findings=tuple(lint_question(printed)),
        skill=row.skill,
        difficulty=row.difficulty or row.estimated_difficulty,
        answer_count=row.answer_count,
        decision=row.decision or "",
    )


def _local(fact_uid: str | None) -> str:
    return fact_uid.partition("/")[2] if fact_uid else ""


def prompt_in_words(content: Content | None, prompt: str) -> str:
    """What is read before answering: of a cloze, its sentence with blanks."""
    if not isinstance(content, Cloze):
        return prompt
    return "".join(BLANK if isinstance(part, Gap) else part for part in content.parts)


def _by_paragraph(facts: Sequence[FactLine]) -> tuple[Paragraph, ...]:
    groups = groupby(facts, key=_first_paragraph)
    return tuple(Paragraph(part, tuple(group)) for part, group in groups)


def _first_paragraph(fact: FactLine) -> parts.Paragraph | None:
    return min(fact.paragraphs, key=lambda paragraph: paragraph.number, default=None)


_FACTS = select(
    Fact.id,
    Fact.uid,
    Fact.spans,
    Fact.truth,
    Fact.speaker,
    Fact.speaker_kind,
    Fact.hedge,
    Fact.worked_out,
    Fact.as_of,
    Fact.happened_on,
    Fact.importance,
    Fact.is_sensitive,
    Fact.status,
    Fact.position,
)


def has_drafts(bank: Bank) -> bool:
    """Was anything written since the last release?"""
    query = select(exists().where(Draft.bank_id == bank.id))
    return bool(connection().scalar(query))
