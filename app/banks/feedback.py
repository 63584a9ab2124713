"""What is shown after an answer: the word, the right answer, and why each choice is what it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from app.core.grading import Grade, Verdict
from app.core.questions import Answer, Content, Solution, grade, in_words, solution
from app.core.questions.base import JudgedRow
from app.web.parts import ChoiceResult, RowResult
from app.web.translate import gettext, translated
from app.web.words import current_language

KINDS = {
    Verdict.RIGHT: "right",
    Verdict.RIGHT_BUT_SPELLING: "spelling",
    Verdict.PARTLY: "partly",
    Verdict.WRONG: "wrong",
}
SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class GapFeedback:
    """What came of one gap: `given` is "" where nothing was filled in."""

    kind: str
    given: str
    right: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The result of one answer in words; its kind is "skipped" when there was none.

    `spans` is the right answer with the asked values marked. `given` is "" when it needs no showing
    beside the right answer. `choices` has the chosen rows first, then the right ones, then the
    others; `gaps` is a cloze's; `rows` are those of a matching, or of an order as it is right.
    """

    kind: str
    words: str
    spans: tuple[tuple[str, bool], ...]
    given: str = ""
    remark: str = ""
    choices: tuple[ChoiceResult, ...] = ()
    gaps: tuple[GapFeedback, ...] = ()
    rows: tuple[RowResult, ...] = ()
    is_many: bool = False
    is_order: bool = False

    @property
    def right(self) -> str:
        return "".join(text for text, _ in self.spans)

    @property
    def shows_slips(self) -> bool:
        """A right answer in other words has no letter wrong."""
        return self.kind != "right"

    @property
    def own_choices(self) -> tuple[ChoiceResult, ...]:
        return tuple(row for row in self.choices if row.is_chosen or row.is_right)

    @property
    def other_choices(self) -> tuple[ChoiceResult, ...]:
        return tuple(row for row in self.choices if not (row.is_chosen or row.is_right))


def feedback_of(content: Content, answer: Answer | None, explanation: str = "") -> Feedback:
    """Grades the answer and says what came of it; without an answer, what is right.

    A choice does not say why in the very words of the `explanation` in the margin.
    """
    right = solution(content)
    got = None if answer is None else grade(content, answer)
    translate = content.type == "true_false"
    return Feedback(
        kind=KINDS[got.verdict] if got else SKIPPED,
        words=_words(content, got) if got else gettext("Not answered"),
        spans=tuple((_said(span.text, translate), span.marked) for span in right.spans),
        given=_given(content, answer, right),
        remark=_remark(got) if got and not right.choices else "",
        choices=_choices(right, answer, explanation, translate),
        gaps=_gaps(right, got, answer),
        rows=_rows(right, got, answer, explanation),
        is_many=content.type == "multiple_answer",
        is_order=content.type == "ordering",
    )


def _words(content: Content, got: Grade) -> str:
    """Of several answers it is choices that are counted, also those rightly left."""
    if content.type != "multiple_answer" or got.verdict is not Verdict.PARTLY:
        return translated(got.words)
    right = sum(part.is_right for part in got.parts)
    return gettext(
        "Partly right: %(right)s of %(count)s choices", right=right, count=len(got.parts)
    )


def _given(content: Content, answer: Answer | None, right: Solution) -> str:
    """What was typed, unless it is the right answer letter by letter; parts say their own."""
    if answer is None or right.choices or right.gaps or right.rows:
        return ""
    given = in_words(content, answer)
    return "" if given == right.text else given


def _remark(got: Grade) -> str:
    """How the answer was read, and what the author wrote about it."""
    read = gettext("Read as %(value)s.", value=got.read_as) if got.read_as else ""
    return f"{read} {got.feedback}".strip()


def _choices(
    right: Solution, answer: Answer | None, explanation: str, translate: bool
) -> tuple[ChoiceResult, ...]:
    chosen = answer if isinstance(answer, list) else [answer]
    rows = [
        ChoiceResult(
            text=_said(choice.text, translate),
            lang=current_language() if translate else "",
            is_right=choice.is_right,
            is_chosen=choice.id in chosen,
            why="" if choice.why == explanation else choice.why,
        )
        for choice in right.choices
    ]
    return _said_once(sorted(rows, key=lambda row: (not row.is_chosen, not row.is_right)))


def _said_once(rows: Iterable[ChoiceResult]) -> tuple[ChoiceResult, ...]:
    """The members of a list are right for the same reason."""
    said: set[str] = set()
    once = []
    for row in rows:
        once.append(replace(row, why="") if row.why in said else row)
        said.add(row.why)
    return tuple(once)


def _gaps(right: Solution, got: Grade | None, answer: Answer | None) -> tuple[GapFeedback, ...]:
    """Nothing without an answer: the sentence with its marks says it all."""
    if got is None or not isinstance(answer, dict) or not right.gaps:
        return ()
    pairs = zip(right.gaps, got.parts, strict=True)
    return tuple(
        GapFeedback(
            KINDS[part.verdict],
            _filled(gap, answer.get(str(number), "")),
            gap.text,
            _remark(part),
        )
        for number, (gap, part) in enumerate(pairs, start=1)
    )


def _filled(gap: Solution, given: str) -> str:
    """In words, also where a choice was made."""
    return next((choice.text for choice in gap.choices if choice.id == given), given)


def _rows(
    right: Solution, got: Grade | None, answer: Answer | None, explanation: str
) -> tuple[RowResult, ...]:
    """Each row with what belongs to it; with an answer, what was put there and what came of it."""
    parts = got.parts if got else ()
    rows = []
    for row, part in zip_longest(right.rows, parts if right.rows else ()):
        why = "" if row.why == explanation else row.why
        result = RowResult(row.text, row.right, why=why)
        rows.append(result if part is None else _judged(result, row, part, right, answer))
    return tuple(rows)


def _judged(
    result: RowResult, row: JudgedRow, part: Grade, right: Solution, answer: Answer | None
) -> RowResult:
    kind, words = KINDS[part.verdict], translated(part.words)
    if isinstance(answer, list):
        return _placed(result, part, answer.index(row.id), right.rows.index(row))
    chosen = answer.get(row.name) if isinstance(answer, dict) else None
    given = next((option.text for option in right.options if option.id == chosen), "")
    if not given:
        return replace(result, kind=SKIPPED, words=gettext("Not answered"))
    return replace(result, kind=kind, words=words, given="" if part.is_right else given)


def _placed(result: RowResult, part: Grade, place: int, right_place: int) -> RowResult:
    """An item at its place is right, also where all or nothing counts."""
    if place == right_place:
        return replace(result, kind="right", words=gettext("Right"))
    words = translated(part.words)
    return replace(result, kind=KINDS[part.verdict], words=words, given=str(place + 1))


def _said(words: str, translate: bool) -> str:
    """A bank's own words stay as they are; "True" and "False" are ours to translate."""
    return gettext(words) if translate else words
