"""What goes into a question: the slot that is asked, and what a generator makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core.generation.distractors import Wrong
from app.core.generation.source import Fact, Skill, Value
from app.core.questions import Content


@dataclass(frozen=True, slots=True)
class Asked:
    """A slot of a fact and the words that ask for it."""

    fact: Fact
    slot: str
    prompt: str

    @property
    def value(self) -> Value:
        return self.fact.slots[self.slot]


@dataclass(frozen=True, slots=True)
class Made:
    """What a generator makes of one fact or several; the first is where it is anchored.

    `key` is whatever names the right answer, `answer` the value it is if it is one.
    """

    facts: Sequence[Fact]
    generator: str
    slot: str
    content: Content
    prompt: str
    explanation: str
    key: Any
    uid: str = ""
    target: str = ""
    parts: Sequence[str] = ()
    partners: Sequence[str] = ()
    wrong: Sequence[Wrong] = ()
    skill: Skill | None = None
    importance: int = 0
    answer: Value | None = None
