"""What keepers decided about single questions, and how a release follows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.core.generation.release import Release, ReleasedQuestion
from app.core.messages import N_
from app.core.questions import BadQuestion, Choice, Content, Question


class Decision(StrEnum):
    APPROVED = "approved"
    REJECTED = "rejected"
    EDITED = "edited"


class BadEdit(ValueError):
    """An edit that a question cannot take; the message, to be translated, says what to do."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """One choice in other words. `text` finds it; empty words leave what was generated."""

    text: str
    new_text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Edits:
    """A question in a keeper's words. The right answer is the fact's and stays."""

    prompt: str = ""
    explanation: str = ""
    choices: tuple[Rewording, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Without what is empty."""
        choices = [_filled(each, ("text", "new_text", "why")) for each in self.choices]
        table = _filled(self, ("prompt", "explanation"))
        return table | ({"choices": choices} if choices else {})

    @classmethod
    def from_json(cls, table: Mapping[str, Any] | None) -> "Edits":
        rest = dict(table or {})
        choices = tuple(Rewording(**each) for each in rest.pop("choices", ()))
        return cls(**rest, choices=choices)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`content_hash` is that of the question as generated, before any edit of ours."""

    question: str
    decision: Decision
    content_hash: str
    reason: str = ""
    edits: Edits = Edits()


@dataclass(frozen=True, slots=True)
class Judged:
    """A question as generated, what was decided about it, and what becomes of it.

    `released` is None where it was rejected. A verdict is outdated once the question is generated
    in other words: an approval or an edit then no longer counts, a rejection still does.
    """

    question: ReleasedQuestion
    verdict: Verdict | None
    released: ReleasedQuestion | None
    is_outdated: bool = False

    @property
    def is_approved(self) -> bool:
        return (
            self.verdict is not None
            and self.verdict.decision is not Decision.REJECTED
            and not self.is_outdated
        )


def judged(question: ReleasedQuestion, verdict: Verdict | None) -> Judged:
    """What becomes of one question as generated."""
    if verdict is None:
        return Judged(question, None, question)
    is_outdated = verdict.content_hash != question.content_hash
    if verdict.decision is Decision.REJECTED:
        return Judged(question, verdict, None, is_outdated)
    if verdict.decision is Decision.APPROVED or is_outdated:
        return Judged(question, verdict, question, is_outdated)
    try:
        return Judged(question, verdict, edited(question, verdict.edits))
    except BadEdit:
        return Judged(question, verdict, question, is_outdated=True)


def judge(generated: Iterable[ReleasedQuestion], verdicts: Iterable[Verdict]) -> tuple[Judged, ...]:
    """Every question with what was decided about it; verdicts on questions that are no longer
    generated decide nothing.
    """
    by_uid = {verdict.question: verdict for verdict in verdicts}
    return tuple(judged(question, by_uid.get(question.uid)) for question in generated)


def only_approved(
    questions: Iterable[Judged], pinned: Release | None
) -> tuple[ReleasedQuestion, ...]:
    """What is approved, and what people study already in the same words."""
    known = {each.content_hash for each in pinned.questions} if pinned else frozenset()
    return tuple(
        each.released
        for each in questions
        if each.released and (each.is_approved or each.released.content_hash in known)
    )


def edited(question: ReleasedQuestion, edits: Edits) -> ReleasedQuestion:
    """The question in a keeper's words, its right answer untouched; raise BadEdit."""
    inner = question.question
    words = {name: getattr(edits, name) for name in ("prompt", "explanation")}
    content = _reworded(inner.content, edits.choices)
    changed = replace(inner, content=content, **{k: v for k, v in words.items() if v})
    try:
        return replace(question, question=Question.from_json(changed.to_json()))
    except BadQuestion as error:
        raise BadEdit(N_("The question cannot be shown like this. Write it in words.")) from error


def _reworded(content: Content, rewordings: tuple[Rewording, ...]) -> Content:
    if not rewordings:
        return content
    choices = getattr(content, "choices", None)
    if choices is None:
        raise BadEdit(N_("This question has no choices. Reword its prompt or its explanation."))
    by_text = {each.text: each for each in rewordings}
    unknown = by_text.keys() - {choice.text for choice in choices}
    if unknown:
        raise BadEdit(N_("The choices have changed meanwhile. Load the page again."))
    fresh = tuple(_choice(choice, by_text.get(choice.text)) for choice in choices)
    if len({choice.id for choice in fresh}) < len(fresh):
        raise BadEdit(N_("Two choices would read the same. Word one of them differently."))
    return _with_choices(content, tuple(sorted(fresh, key=lambda choice: choice.id)))


def _with_choices(content: Any, choices: tuple[Choice, ...]) -> Content:
    changed: Content = replace(content, choices=choices)
    return changed


def _choice(choice: Choice, rewording: Rewording | None) -> Choice:
    if rewording is None:
        return choice
    text = rewording.new_text or choice.text
    if choice.fraction > 0 and text != choice.text:
        raise BadEdit(N_("The right answer comes from the fact. Change it there."))
    return replace(Choice.of(text, why=rewording.why or choice.why), fraction=choice.fraction)


def _filled(of: Any, names: Iterable[str]) -> dict[str, str]:
    return {name: getattr(of, name) for name in names if getattr(of, name)}
