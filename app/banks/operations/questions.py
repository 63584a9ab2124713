"""Questions, their versions and the form in which study shows a target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from app.banks.models import (
    IS_CURRENT,
    IS_CURRENT_PART,
    Bank,
    Question,
    QuestionFact,
    QuestionPart,
    QuestionVersion,
)
from app.banks.operations.facts import Saved
from app.banks.operations.retiring import retire
from app.core.generation import Release, ReleasedQuestion
from app.core.questions import ShortAnswer
from app.db import db

SELF_RATED, TYPED = "self_rated", "typed"
TYPED_BY_NATURE = ("short_answer", "numerical", "date")
# Longer answers are not typed where a card can be rated by its learner.
MOST_TYPED_WORDS = 3
# Questions whose right answer is the value of their target, the plainest first.
_TELLS_THE_VALUE = (
    *("flashcard_forward", "flashcard_reverse", *TYPED_BY_NATURE),
    *("single_choice", "who_said_it", "true_false"),
)

# (target id, the version learned, the version that corrects it)
Correction = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Current:
    """The version of a question that is asked now, as far as a plan and a correction need it."""

    uid: str
    prompt: str
    content_hash: str
    key_hash: str
    version_id: int
    is_active: bool
    generator: str
    target_id: int | None


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
            Question.generator,
            Question.target_id,
        )
        .join(version, IS_CURRENT)
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
        question = known.setdefault(
            given.uid, Question(uid=given.uid, bank_id=bank.id, number=0, answer_count=0)
        )
        _write(question, given, saved)
        was = current.get(given.uid)
        if was is None or was.content_hash != given.content_hash:
            question.number += 1
            added[given.uid] = _version(question, given, now)
    retire(known, release.by_uid)
    db.session.add_all([*known.values(), *added.values()])
    db.session.flush()
    _set_card_forms(known, card_forms(release.questions))
    _save_facts(bank, release, saved, known)
    _save_parts(bank, release, saved, known)
    return _corrections(release, saved, current, added)


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


def changed_targets(
    release: Release, current: Mapping[str, Current], target_ids: Mapping[str, int]
) -> dict[int, tuple[Current, ReleasedQuestion]]:
    """The targets whose right answer is another one now, with the plainest questions of before
    and after. A false statement drawn anew changes no answer.
    """
    before: dict[int, Current] = {}
    for was in sorted(current.values(), key=lambda each: _plainness(each.generator)):
        if was.is_active and was.target_id and was.generator in _TELLS_THE_VALUE:
            before.setdefault(was.target_id, was)
    after = {target_ids.get(uid, 0): given for uid, given in _plainest(release).items()}
    return {
        target_id: (before[target_id], given)
        for target_id, given in sorted(after.items())
        if target_id in before and before[target_id].key_hash != given.key_hash
    }


def _plainest(release: Release) -> dict[str, ReleasedQuestion]:
    """By target the question that tells its value most plainly."""
    found: dict[str, ReleasedQuestion] = {}
    for given in sorted(release.questions, key=lambda each: _plainness(each.generator)):
        if given.target and given.generator in _TELLS_THE_VALUE:
            found.setdefault(given.target, given)
    return found


def _plainness(generator: str) -> int:
    return _TELLS_THE_VALUE.index(generator) if generator in _TELLS_THE_VALUE else 99


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
    question.skill = given.skill.value
    question.status = "active"
    if question.estimated_difficulty != given.difficulty:
        question.estimated_difficulty = given.difficulty
        # Until the answers are counted again.
        question.difficulty = given.difficulty


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


def _save_facts(bank: Bank, release: Release, saved: Saved, known: Mapping[str, Question]) -> None:
    """What each question asks about beside its anchor."""
    wanted = {
        (saved.facts[uid].id, known[given.uid].id)
        for given in release.questions
        for uid in given.question.facts[1:]
    }
    ids = select(Question.id).where(Question.bank_id == bank.id, Question.status == "active")
    rows = select(QuestionFact.fact_id, QuestionFact.question_id)
    held = {
        (row[0], row[1])
        for row in db.session.execute(rows.where(QuestionFact.question_id.in_(ids)))
    }
    for fact_id, question_id in sorted(held - wanted):
        db.session.execute(
            delete(QuestionFact).where(
                QuestionFact.fact_id == fact_id, QuestionFact.question_id == question_id
            )
        )
    fresh = [{"fact_id": one, "question_id": two} for one, two in sorted(wanted - held)]
    if fresh:
        db.session.execute(insert(QuestionFact), fresh)


def _save_parts(bank: Bank, release: Release, saved: Saved, known: Mapping[str, Question]) -> None:
    """The targets of the parts of each current version; those of older ones stay."""
    wanted = {
        (known[given.uid].id, known[given.uid].number, position): saved.targets[uid].id
        for given in release.questions
        for position, uid in enumerate(given.parts, 1)
        if uid
    }
    part = QuestionPart
    query = (
        select(part.question_id, part.number, part.position, part.target_id)
        .join(Question, IS_CURRENT_PART)
        .where(Question.bank_id == bank.id, Question.status == "active")
    )
    held = {(row[0], row[1], row[2]): row[3] for row in db.session.execute(query)}
    for key in sorted(key for key, target_id in held.items() if wanted.get(key) != target_id):
        db.session.execute(
            delete(part).where(
                part.question_id == key[0], part.number == key[1], part.position == key[2]
            )
        )
    fresh = [
        {"question_id": key[0], "number": key[1], "position": key[2], "target_id": target_id}
        for key, target_id in sorted(wanted.items())
        if held.get(key) != target_id
    ]
    if fresh:
        db.session.execute(insert(part), fresh)


def _corrections(
    release: Release,
    saved: Saved,
    current: Mapping[str, Current],
    added: Mapping[str, QuestionVersion],
) -> tuple[Correction, ...]:
    """Each target corrected once, whatever forms it is asked in."""
    ids = {uid: target.id for uid, target in saved.targets.items()}
    changed = changed_targets(release, current, ids)
    return tuple((id_, was.version_id, added[new.uid].id) for id_, (was, new) in changed.items())
