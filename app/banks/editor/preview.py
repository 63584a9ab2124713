"""What a fact would ask, before anything is saved: its questions, each with what to mend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from app.banks.feedback import Feedback, feedback_of
from app.banks.operations.working import Part, Table, WorkingCopy
from app.banks.queries.facts import prompt_in_words
from app.core.generation import Finding, Problem, Release, Source, lint
from app.core.generation.article import copied
from app.core.generation.building import questions_of
from app.core.generation.release import ReleasedQuestion
from app.core.generation.verdicts import Judged
from app.core.questions import View, arrange

_SHOWN_BY_RESULTS = ("single_choice", "multiple_answer", "true_false", "flashcard")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its keeper looks at it: as learners see it, with its key, and judged."""

    judged: Judged
    findings: tuple[Finding, ...]

    @property
    def uid(self) -> str:
        return self.judged.question.uid

    @property
    def type(self) -> str:
        return self.judged.question.type

    @property
    def shown(self) -> "Shown":
        """In a keeper's words where these count, else as generated."""
        released = self.judged.released or self.judged.question
        view = arrange(released.content, Random(released.uid)) if _is_shown(released.type) else None
        return Shown(
            prompt_in_words(released.content, released.prompt),
            released.explanation,
            feedback_of(released.content, None, released.explanation),
            view,
        )

    @property
    def content_hash(self) -> str:
        return self.judged.question.content_hash

    @property
    def skill(self) -> str:
        return str(self.judged.question.skill)

    @property
    def difficulty(self) -> float | None:
        return self.judged.question.difficulty

    @property
    def decision(self) -> str:
        """What holds: nothing once the question reads otherwise, unless it was rejected."""
        verdict = self.judged.verdict
        is_gone = self.judged.released is None
        return str(verdict.decision) if verdict and (is_gone or self.judged.is_approved) else ""

    @property
    def reason(self) -> str:
        return self.judged.verdict.reason if self.judged.verdict else ""


@dataclass(frozen=True, slots=True)
class Shown:
    prompt: str
    explanation: str
    feedback: Feedback
    view: View | None


@dataclass(frozen=True, slots=True)
class Preview:
    """`problems` keep the fact from being read at all, `findings` are of the fact itself."""

    questions: tuple[Asked, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def warned(self) -> int:
        return sum(bool(each.findings) for each in self.questions)


def with_fact(copy: WorkingCopy, fact_id: str, table: Table) -> WorkingCopy:
    """The working copy with a fact that nobody has saved yet."""
    part = replace(copy.part("fact", fact_id), written=table)
    parts: dict[tuple[str, str], Part] = {**copy.parts, ("fact", fact_id): part}
    return replace(copy, parts=parts)


def preview(copy: WorkingCopy, fact_id: str) -> Preview:
    source, problems = copy.readable()
    own = tuple(each for each in problems if each.where == f"fact {fact_id}")
    fact = next((fact for fact in source.facts if fact.id == fact_id), None)
    if fact is None or own:
        return Preview(problems=own)
    uid = source.fact_uid(fact)
    asked = questions_of(source, fact_id, copy.pinned, copy.verdicts)
    of_fact = _lint(source, copy, [each.question for each in asked])
    return Preview(
        tuple(Asked(each, _findings(source, copy, each)) for each in asked),
        tuple(each for each in of_fact if each.where == uid),
    )


def question(copy: WorkingCopy, fact_id: str, uid: str) -> Asked | None:
    """One question of a fact; none if it is not made any more."""
    source, _ = copy.readable()
    if not any(fact.id == fact_id for fact in source.facts):
        return None
    asked = questions_of(source, fact_id, copy.pinned, copy.verdicts)
    found = next((each for each in asked if each.question.uid == uid), None)
    return Asked(found, _findings(source, copy, found)) if found else None


def _findings(source: Source, copy: WorkingCopy, judged: Judged) -> tuple[Finding, ...]:
    """What to mend in one question, in a keeper's words where these count."""
    question = judged.released or judged.question
    where = f"{question.fact} {question.slot}"
    return tuple(each for each in _lint(source, copy, [question]) if each.where == where)


def _lint(
    source: Source, copy: WorkingCopy, questions: Sequence[ReleasedQuestion]
) -> Sequence[Finding]:
    return lint(
        source, Release(source.bank.id, source.bank.release, tuple(questions)), copy.article
    )


def copied_words(copy: WorkingCopy, text: str) -> list[str]:
    """What a sentence being written shares with the article, eight words in a row or more."""
    found: list[list[str]] = []
    for run in copied(text, copy.article.runs):
        words = run.split()
        if found and found[-1][1 - len(words) :] == words[:-1]:
            found[-1].append(words[-1])
        else:
            found.append(words)
    return [" ".join(words) for words in found]


def _is_shown(type_: str) -> bool:
    """A list of choices with the key marked shows the question; any other has its control."""
    return type_ not in _SHOWN_BY_RESULTS
