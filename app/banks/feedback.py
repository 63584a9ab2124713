"""What is shown after an answer: the word, the right answer, and why each choice is what it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.grading import Grade, Verdict
from app.core.messages import Words
from app.core.questions import Answer, Content, Solution, grade, in_words, solution
from app.web.parts import ChoiceResult
from app.web.translate import gettext

KINDS = {
    Verdict.RIGHT: "right",
    Verdict.RIGHT_BUT_SPELLING: "spelling",
    Verdict.PARTLY: "partly",
    Verdict.WRONG: "wrong",
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """The result of one answer in words; `given` is "" when it equals the right answer.

    `choices` has the chosen row first, then the right one, then the others; `gaps` is a cloze's.
    """

    kind: str
    words: str
    spans: tuple[tuple[str, bool], ...]
    right: str
    given: str = ""
    remark: str = ""
    choices: tuple[ChoiceResult, ...] = ()
    gaps: tuple["Feedback", ...] = ()

    @property
    def own_choices(self) -> tuple[ChoiceResult, ...]:
        return tuple(row for row in self.choices if row.is_chosen or row.is_right)

    @property
    def other_choices(self) -> tuple[ChoiceResult, ...]:
        return tuple(row for row in self.choices if not (row.is_chosen or row.is_right))


def feedback_of(content: Content, answer: Answer | None) -> Feedback:
    """Grades the answer and says what came of it; without an answer, what is right."""
    right = solution(content)
    if answer is None:
        return replace(_feedback(right, None), words=gettext("Not answered"))
    got, given = grade(content, answer), in_words(content, answer)
    return replace(
        _feedback(right, got),
        words=translated(got.words),
        given="" if given == right.text else given,
        choices=_rows(right, answer, translate=content.type == "true_false"),
    )


def translated(words: Words | None) -> str:
    return gettext(words.message, **words.params) if words else ""


def _feedback(right: Solution, got: Grade | None) -> Feedback:
    """Without what the person gave, which only the whole question knows."""
    return Feedback(
        kind=KINDS[got.verdict] if got else "skipped",
        words="",
        spans=tuple((span.text, span.marked) for span in right.spans),
        right=right.text,
        remark=_remark(got) if got else "",
        choices=_rows(right),
        gaps=_gaps(right, got),
    )


def _remark(got: Grade) -> str:
    """What the author wrote about this answer, and how it was read."""
    read = gettext("Read as %(value)s.", value=got.read_as) if got.read_as else ""
    return f"{read} {got.feedback}".strip()


def _rows(
    right: Solution, chosen: Answer = "", *, translate: bool = False
) -> tuple[ChoiceResult, ...]:
    """A bank's own words stay as they are; "True" and "False" are ours to translate."""
    words = gettext if translate else str
    rows = [
        ChoiceResult(words(choice.text), choice.is_right, choice.id == chosen, choice.why)
        for choice in right.choices
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_chosen, not row.is_right)))


def _gaps(right: Solution, got: Grade | None) -> tuple[Feedback, ...]:
    grades: Sequence[Grade | None] = got.parts if got else [None] * len(right.gaps)
    pairs = zip(right.gaps, grades, strict=True)
    return tuple(_feedback(gap, part) for gap, part in pairs)
