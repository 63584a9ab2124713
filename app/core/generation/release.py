"""Released questions: what `questions.json` holds, byte for byte the same from the same facts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.core.generation.identity import hash_of
from app.core.generation.lineage import Lineage, Memory, words_of
from app.core.generation.source import Skill
from app.core.questions import BadQuestion, Citation, Content, Flashcard, Question

FORMAT = 2
# The first format knew neither parts, partners nor skills.
READABLE = (1, FORMAT)
_OWN = ("generator", "slot", "variant", "target", "importance", "is_sensitive", "as_of")
_WORDS = ("generator", "slot", "variant", "target", "as_of", "key_hash")
_LISTS = ("wrong", "parts", "partners")


class BadRelease(ValueError):
    """A `questions.json` that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class ReleasedQuestion:
    """A question with where it comes from.

    `target` is what the whole answer tells of, `parts` what each part of it does, in the order of
    the content; ``""`` is told nothing of.
    `key_hash` changes exactly when the right answer does, `content_hash` with any word of it.
    `wrong` names the distractors by value, `partners` the facts and slots asked together with the
    first, so that the next build can keep them.
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
    parts: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    skill: Skill = Skill.RECALL

    @property
    def uid(self) -> str:
        return self.question.uid

    @property
    def fact(self) -> str:
        """The uid of the fact it was made from, the first where there are several."""
        return self.question.facts[0]

    @property
    def targets(self) -> tuple[str, ...]:
        """Everything that an answer tells of."""
        return tuple(dict.fromkeys(filter(None, (self.target, *self.parts))))

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
    def difficulty(self) -> float | None:
        return self.question.difficulty

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.question.citations

    @property
    def content_hash(self) -> str:
        """Of what is asked and shown: how hard it is estimated to be is no wording."""
        return hash_of(replace(self.question, difficulty=None).to_json())

    @property
    def order(self) -> tuple[str, str, str, str]:
        return self.fact, self.slot, self.generator, self.variant

    def to_json(self) -> dict[str, Any]:
        own = {name: getattr(self, name) for name in _OWN}
        lists = {name: list(getattr(self, name)) for name in _LISTS}
        rest = {
            "skill": str(self.skill),
            "content_hash": self.content_hash,
            "key_hash": self.key_hash,
        }
        return {**self.question.to_json(), **own, **lists, **rest}

    @classmethod
    def from_json(cls, printed: Mapping[str, Any]) -> "ReleasedQuestion":
        """Read what `to_json` wrote; raise KeyError, TypeError or BadQuestion."""
        own = {name: printed[name] for name in (*_OWN, "key_hash")}
        if not all(isinstance(own[name], str) for name in _WORDS):
            raise TypeError(f"{', '.join(_WORDS)} are text")
        lists: dict[str, Any] = {name: tuple(printed.get(name, ())) for name in _LISTS}
        skill = Skill(printed.get("skill", Skill.RECALL))
        known = own.keys() | lists.keys() | {"skill", "content_hash"}
        rest = {name: printed[name] for name in printed.keys() - known}
        return cls(Question.from_json(rest), skill=skill, **lists, **own)


_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError, BadQuestion)


@dataclass(frozen=True, slots=True)
class Release:
    """All questions of a bank, in the order of their facts' names.

    `lineages` say what every fact's id means and ever meant. With `is_approved_only`, questions
    wait for a keeper's approval; `withheld` are those that wait or were rejected, kept so that the
    next build makes the same of them and nothing in their place.
    """

    bank: str
    number: int
    questions: tuple[ReleasedQuestion, ...]
    lineages: tuple[Lineage, ...] = ()
    is_approved_only: bool = False
    withheld: tuple[ReleasedQuestion, ...] = ()

    @property
    def by_uid(self) -> dict[str, ReleasedQuestion]:
        return {question.uid: question for question in self.questions}

    @property
    def pins(self) -> dict[str, ReleasedQuestion]:
        """Everything that was made, released or not."""
        return {question.uid: question for question in self.withheld} | self.by_uid

    @property
    def hash(self) -> str:
        """Changes with anything in the release."""
        return hash_of(self._table())

    def to_json(self) -> bytes:
        return (json.dumps(self._table(), ensure_ascii=False, indent=1) + "\n").encode()

    def _table(self) -> dict[str, Any]:
        approved = {"approved_only": True} if self.is_approved_only else {}
        withheld = [question.to_json() for question in self.withheld]
        return {
            "format": FORMAT,
            "bank": self.bank,
            "release": self.number,
            **approved,
            "questions": [question.to_json() for question in self.questions],
            **({"withheld": withheld} if withheld else {}),
            "facts": [told.to_json() for told in self.lineages],
        }

    @classmethod
    def from_json(cls, data: bytes | str) -> "Release":
        """Read `questions.json`; raise BadRelease."""
        try:
            table = json.loads(data)
            questions = tuple(map(ReleasedQuestion.from_json, table["questions"]))
            if table["format"] not in READABLE:
                raise BadRelease(f"questions.json has format {table['format']!r}, not {FORMAT}.")
            lineages = (
                _guessed(table["bank"], questions)
                if table["format"] == 1
                else tuple(map(Lineage.from_json, table["facts"]))
            )
            approved_only = bool(table.get("approved_only", False))
            withheld = tuple(map(ReleasedQuestion.from_json, table.get("withheld", ())))
            number = table["release"]
            return cls(table["bank"], number, questions, lineages, approved_only, withheld)
        except _UNREADABLE as error:
            raise BadRelease(f"questions.json cannot be read: {error!r}. Build it anew.") from error


def _guessed(bank: str, questions: Iterable[ReleasedQuestion]) -> tuple[Lineage, ...]:
    """What the first format tells of each fact: its flashcards have the sentence and the key."""
    keys: dict[str, dict[str, str]] = {}
    words: dict[str, set[str]] = {}
    for each in questions:
        uid, slot, direction = each.target.rsplit("#", 2)
        name = uid.removeprefix(f"{bank}/")
        if isinstance(each.content, Flashcard) and direction == "forward":
            sentence = "".join(span.text for span in each.content.back if not span.marked)
            keys.setdefault(name, {})[slot] = each.key_hash
            words.setdefault(name, set()).update(words_of(sentence))
    return tuple(
        Lineage(name, name, frozenset(words[name]), {s: Memory(name, k) for s, k in own.items()})
        for name, own in sorted(keys.items())
    )
