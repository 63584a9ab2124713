"""Questions, their versions and the form in which study shows a target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.banks.models import Bank, Question, QuestionVersion
from app.banks.operations.facts import Saved
from app.banks.operations.retiring import retire
from app.core.generation import Release, ReleasedQuestion
from app.core.questions import ShortAnswer
from app.db import db

SELF_RATED, TYPED = "self_rated", "typed"
TYPED_BY_NATURE = ("short_answer", "numerical", "date")
# Longer answers are not typed where a card can be rated by its learner.
MOST_TYPED_WORDS = 3

# (target id, the version learned, the version that corrects it)
Correction = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Current:
    """The version of a question that is asked now, as far as a plan needs it."""

    uid: str
    prompt: str
    content_hash: str
    key_hash: str
    version_id: int
    is_active: bool


def current_versions(bank: Bank) -> dict[str, Current]:
    """By uid, retired questions included."""
    version = QuestionVersion
    query = (
        select(
            Question.uid,
            version.prompt,
            version.content_hash,
            version.key_hash,
            version.id,
            Question.status == "active",
        )
        .join(version, (version.question_id == Question.id) & (version.number == Question.number))
        .where(Question.bank_id == bank.id)
        .order_by(Question.uid)
    )
    return {row[0]: Current(*row) for row in db.session.execute(query)}


def save_questions(
    bank: Bank, release: Release, saved: Saved, current: Mapping[str, Current], now: datetime
) -> tuple[Correction, ...]:
    """Write the questions; return each target whose right answer changed since it was learned."""
    known = _questions(bank)
    added: dict[str, QuestionVersion] = {}
    for given in release.questions:
        question = known.setdefault(given.uid, Question(uid=given.uid, bank_id=bank.id, number=0))
        _write(question, given, saved)
        was = current.get(given.uid)
        if was is None or was.content_hash != given.content_hash:
            question.number += 1
            added[given.uid] = _version(question, given, now)
    retire(known, release.by_uid)
    db.session.add_all([*known.values(), *added.values()])
    db.session.flush()
    _set_card_forms(known, card_forms(release.questions))
    return _corrections(release, known, current, added)


def card_forms(questions: Iterable[ReleasedQuestion]) -> dict[str, str]:
    """By uid, the questions that study shows: of each target the flashcard, and beside it a typed
    question with a short answer; where there is no flashcard, a typed one whatever its length.
    """
    by_target: dict[str, list[ReleasedQuestion]] = defaultdict(list)
    for question in questions:
        if question.target:
            by_target[question.target].append(question)
    forms: dict[str, str] = {}
    for asked in by_target.values():
        cards = [question for question in asked if question.type == "flashcard"]
        typed = [question for question in asked if question.type in TYPED_BY_NATURE]
        typed = [question for question in typed if _is_brief(question)] if cards else typed
        forms |= {question.uid: SELF_RATED for question in cards[:1]}
        forms |= {question.uid: TYPED for question in typed[:1]}
    return forms


def _is_brief(question: ReleasedQuestion) -> bool:
    content = question.content
    if isinstance(content, ShortAnswer):
        return len(content.answers[0].text.split()) <= MOST_TYPED_WORDS
    return True


def _questions(bank: Bank) -> dict[str, Question]:
    query = select(Question).where(Question.bank_id == bank.id)
    return {question.uid: question for question in db.session.scalars(query)}


def _write(question: Question, given: ReleasedQuestion, saved: Saved) -> None:
    question.fact_id = saved.facts[given.fact].id
    question.target_id = saved.targets[given.target].id if given.target else None
    question.generator = given.generator
    question.type = given.type
    question.is_sensitive = given.is_sensitive
    question.status = "active"


def _version(question: Question, given: ReleasedQuestion, now: datetime) -> QuestionVersion:
    return QuestionVersion(
        question=question,
        number=question.number,
        type=given.type,
        prompt=given.prompt,
        content=given.question.to_json()["content"],
        explanation=given.explanation,
        content_hash=given.content_hash,
        key_hash=given.key_hash,
        created_at=now,
    )


def _set_card_forms(known: Mapping[str, Question], forms: Mapping[str, str]) -> None:
    """A target has one question of a form: the old one gives it up before the new one takes it."""
    moving = [question for uid, question in known.items() if question.card_form != forms.get(uid)]
    for question in moving:
        question.card_form = None
    db.session.flush()
    for question in moving:
        question.card_form = forms.get(question.uid)
    db.session.flush()


def _corrections(
    release: Release,
    known: Mapping[str, Question],
    current: Mapping[str, Current],
    added: Mapping[str, QuestionVersion],
) -> tuple[Correction, ...]:
    """A target is corrected when the card that study shows has another right answer.

    Its other questions follow the same value; a false statement drawn anew corrects nothing.
    """
    found: dict[int, Correction] = {}
    for given in release.questions:
        question, was = known[given.uid], current.get(given.uid)
        if was and was.key_hash != given.key_hash and question.card_form and question.target_id:
            correction = (question.target_id, was.version_id, added[given.uid].id)
            if question.card_form == SELF_RATED or question.target_id not in found:
                found[question.target_id] = correction
    return tuple(found.values())
