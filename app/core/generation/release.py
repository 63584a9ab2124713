"""Released questions: what `questions.json` holds, byte for byte the same from the same facts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.generation.identity import hash_of
from app.core.questions import BadQuestion, Citation, Content, Question

FORMAT = 1
_OWN = ("generator", "slot", "variant", "target", "importance", "is_sensitive", "as_of")


class BadRelease(ValueError):
    """A `questions.json` that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class ReleasedQuestion:
    """A question with where it comes from.

    `key_hash` changes exactly when the right answer does, `content_hash` with any word of it.
    `wrong` names the distractors by value, so that the next build can keep them.
    """

    question: Question
    generator: str
    slot: str
    variant: str
    target: str
    importance: int
    is_sensitive: bool
    as_of: str
    key_hash: str
    wrong: tuple[str, ...] = ()

    @property
    def uid(self) -> str:
        return self.question.uid

    @property
    def fact(self) -> str:
        """The uid of the fact it was made from."""
        return self.question.facts[0]

    @property
    def type(self) -> str:
        return self.question.type

    @property
    def prompt(self) -> str:
        return self.question.prompt

    @property
    def content(self) -> Content:
        return self.question.content

    @property
    def explanation(self) -> str:
        return self.question.explanation

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.question.citations

    @property
    def content_hash(self) -> str:
        return hash_of(self.question.to_json())

    @property
    def order(self) -> tuple[str, str, str, str]:
        return self.fact, self.slot, self.generator, self.variant

    def to_json(self) -> dict[str, Any]:
        own = {name: getattr(self, name) for name in _OWN}
        hashes = {"content_hash": self.content_hash, "key_hash": self.key_hash}
        return {**self.question.to_json(), **own, "wrong": list(self.wrong), **hashes}

    @classmethod
    def from_json(cls, printed: Mapping[str, Any]) -> "ReleasedQuestion":
        """Read what `to_json` wrote; raise KeyError or BadQuestion."""
        own = {name: printed[name] for name in (*_OWN, "key_hash")}
        rest = {name: printed[name] for name in printed.keys() - own.keys() - _DERIVED}
        return cls(Question.from_json(rest), wrong=tuple(printed["wrong"]), **own)


_DERIVED = {"wrong", "content_hash"}
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError, BadQuestion)


@dataclass(frozen=True, slots=True)
class Release:
    """All questions of a bank, in the order of their facts' names."""

    bank: str
    number: int
    questions: tuple[ReleasedQuestion, ...]

    @property
    def by_uid(self) -> dict[str, ReleasedQuestion]:
        return {question.uid: question for question in self.questions}

    @property
    def hash(self) -> str:
        """Changes with anything in the release."""
        return hash_of([question.to_json() for question in self.questions])

    def to_json(self) -> bytes:
        questions = [question.to_json() for question in self.questions]
        table = {
            "format": FORMAT,
            "bank": self.bank,
            "release": self.number,
            "questions": questions,
        }
        return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes | str) -> "Release":
        """Read `questions.json`; raise BadRelease."""
        try:
            table = json.loads(data)
            questions = tuple(map(ReleasedQuestion.from_json, table["questions"]))
            if table["format"] != FORMAT:
                raise BadRelease(f"questions.json has format {table['format']!r}, not {FORMAT}.")
            return cls(table["bank"], table["release"], questions)
        except _UNREADABLE as error:
            raise BadRelease(f"questions.json cannot be read: {error!r}. Build it anew.") from error
