"""Makes banks to study: facts with slots, each slot a target with its card."""

from datetime import UTC, datetime, timedelta

from app.banks.models import Bank, Fact, Question, QuestionVersion, Target
from app.core.questions import CONTENT, AcceptedText, Flashcard, ShortAnswer, Span
from app.db import db
from app.reviews.models import Preset, StudiedBank

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def add(row):
    db.session.add(row)
    db.session.flush()
    return row


def bank(uid="peaks", **values) -> Bank:
    values.setdefault("name", uid.title())
    values.setdefault("visibility", "public")
    return add(Bank(uid=uid, **values))


def fact(of: Bank, name="height", *, slots=("what",), typed=False, sensitive=False) -> list[Target]:
    """A fact and the targets of its slots, in order; each with the card study shows."""
    made = add(
        Fact(
            uid=f"{of.uid}/{name}", bank_id=of.id, position=1, kind="quantity", text=f"The {name}.",
            spans=[[f"The {name}.", ""]], truth="reported", is_sensitive=sensitive,
        )
    )  # fmt: skip
    return [
        target(of, made, f"{made.uid}#{slot}", typed=typed, sensitive=sensitive) for slot in slots
    ]


def target(of: Bank, fact: Fact | None, uid: str, *, typed=False, sensitive=False) -> Target:
    made = add(
        Target(
            uid=f"{uid}#forward", bank_id=of.id, fact_id=fact.id if fact else None,
            slot=uid.rsplit("#", 1)[-1], position=position_in(of), is_sensitive=sensitive,
        )
    )  # fmt: skip
    question(made, "typed" if typed else "self_rated")
    db.session.commit()
    return made


def position_in(of: Bank) -> int:
    return db.session.query(Target).filter_by(bank_id=of.id).count() + 1


def question(of: Target, form: str) -> QuestionVersion:
    content = (
        ShortAnswer(answers=(AcceptedText("Everest"),), others=("Denali",))
        if form == "typed"
        else Flashcard(back=(Span("It is "), Span("Everest", marked=True)), answer="Everest")
    )
    asked = add(
        Question(
            uid=f"{form}-{of.id}", bank_id=of.bank_id, fact_id=of.fact_id, target_id=of.id,
            generator=content.type, type=content.type, card_form=form,
        )
    )  # fmt: skip
    return version(asked, content)


def version(of: Question, content, number=1, key_hash="a") -> QuestionVersion:
    return add(
        QuestionVersion(
            question_id=of.id, number=number, type=content.type,
            prompt=f"Which peak is number {of.target_id}?",
            content=CONTENT.dump_python(content, mode="json"),
            explanation="It rises above the others.", content_hash=f"{number}" * 8,
            key_hash=key_hash, created_at=NOW,
        )
    )  # fmt: skip


def version_of(target_id: int, form="self_rated") -> int:
    found = db.session.query(QuestionVersion.id).join(Question)
    return found.filter(Question.target_id == target_id, Question.card_form == form).scalar()


def studies(user, *banks, **values) -> None:
    for studied in banks:
        add(StudiedBank(user_id=user.id, bank_id=studied.id, since=NOW, **values))
    db.session.commit()


def preset(user, **values) -> Preset:
    made = add(Preset(user_id=user.id, **values))
    db.session.commit()
    return made
