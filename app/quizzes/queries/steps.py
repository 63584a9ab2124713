"""A place of an attempt as its learner meets it, and the way on from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.banks.queries import prompt_in_words
from app.core.grading import Verdict
from app.core.questions import Content, grade

RIGHT = (Verdict.RIGHT, Verdict.RIGHT_BUT_SPELLING)


@dataclass(frozen=True, slots=True)
class Step:
    """One place of one attempt: the question it shows and the answer saved last, if any.

    A question in parts has no `target_id`: `part_targets` holds that of each part, by its number
    from 1, as far as the part feeds a memory.
    """

    attempt_id: int
    user_id: int
    quiz_id: int
    state: str
    feedback: str
    position: int
    seed: int
    bank_name: str
    language: str
    version_id: int
    target_id: int | None
    part_targets: Mapping[int, int]
    prompt: str
    content: Content
    sequence: int
    key: bytes | None
    answer: Any
    saved_at: datetime | None
    duration_ms: int
    verdict: str | None

    @property
    def asked(self) -> str:
        """The prompt for a list: of a cloze, its sentence with blanks."""
        return prompt_in_words(self.content, self.prompt)

    @property
    def is_answered(self) -> bool:
        return self.key is not None

    @property
    def is_graded(self) -> bool:
        return self.verdict is not None

    @property
    def is_right(self) -> bool:
        return self.verdict in RIGHT

    @property
    def is_missed(self) -> bool:
        return self.is_graded and not self.is_right

    @property
    def missed_targets(self) -> tuple[int, ...]:
        """What was answered and not right: of a question in parts, the parts that were not."""
        if not self.is_missed:
            return ()
        if not self.part_targets:
            return () if self.target_id is None else (self.target_id,)
        parts = grade(self.content, self.answer).parts
        targets = self.part_targets.items()
        return tuple(target for number, target in targets if not parts[number - 1].is_right)

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_shown_at_once(self) -> bool:
        return self.feedback == "each"

    @property
    def takes_answers(self) -> bool:
        """An answer whose result was shown stays as it is."""
        return self.is_open and not self.is_graded


@dataclass(frozen=True, slots=True)
class Way:
    """How far an attempt is, and where it goes from one place; none where there is no such place.

    With feedback after each the way leads by the places not yet answered, else from one to the
    next. `first_open` is the first place of the attempt without an answer.
    """

    count: int
    back: int | None
    next: int | None
    first_open: int | None


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt to go on with, at the first place without an answer."""

    id: int
    bank_name: str
    language: str
    position: int
    count: int
