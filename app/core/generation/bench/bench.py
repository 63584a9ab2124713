"""What every generator works with: the source, the pool, and how a question is put together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from app.core.generation.bench.made import Asked, Made
from app.core.generation.difficulty import estimate
from app.core.generation.distractors import FEWEST, Pool, Wrong, parts_of, pick
from app.core.generation.identity import hash_of, question_uid, target_uid
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import (
    SPEAKER,
    EntityKind,
    Fact,
    FactKind,
    Phrase,
    Skill,
    Source,
    Value,
    key_of,
)
from app.core.generation.wording import as_choice, claim, names_in_slot, names_speaker
from app.core.questions import Choice, Citation, Content, Question

_Memo = TypeVar("_Memo")
FORWARD, REVERSE = "forward", "reverse"
CARD = {FORWARD: "flashcard_forward", REVERSE: "flashcard_reverse"}
CARDS = tuple(CARD.values())
# What answering a fact takes, if not bare recall.
SKILLS = {
    FactKind.COMPARISON: Skill.COMPARISON,
    FactKind.SEQUENCE: Skill.SEQUENCE,
    FactKind.CAUSE: Skill.RELATION,
    FactKind.GOAL: Skill.RELATION,
    FactKind.ATTRIBUTION: Skill.ATTRIBUTION,
}


class Bench:
    """A bank laid out for its generators; `pinned` are the questions released before, by uid."""

    def __init__(self, source: Source, pinned: Mapping[str, ReleasedQuestion]) -> None:
        self.source = source
        self.pinned = pinned
        self.pool = Pool(source)
        self._memos: dict[str, Any] = {}

    def memo(self, name: str, make: "Callable[[Bench], _Memo]") -> _Memo:
        """What a generator must know of the whole bank, made once."""
        if name not in self._memos:
            self._memos[name] = make(self)
        memo: _Memo = self._memos[name]
        return memo

    def uid(self, fact: Fact, generator: str, slot: str) -> str:
        return question_uid(self.source.bank.id, fact.origin_of(slot), generator, slot)

    def target(self, fact: Fact, slot: str, direction: str = FORWARD) -> str:
        return target_uid(f"{self.source.bank.id}/{fact.origin_of(slot)}", slot, direction)

    def asked(self, fact: Fact) -> Iterator[Asked]:
        """Every slot that is asked for; who makes a claim is asked even if nobody wrote how."""
        for slot, prompt in fact.ask.items():
            # A slot of the sentence that holds the speaker is asked for under its own name.
            if slot != SPEAKER or not names_in_slot(fact):
                yield Asked(fact, slot, prompt)
        if fact.is_quoted and SPEAKER not in fact.ask and not names_speaker(self.source, fact):
            yield Asked(fact, SPEAKER, f"Who makes this point? {claim(self.source, fact)}")

    def remembered(self, fact: Fact, slot: str, direction: str = FORWARD) -> str:
        """The target that a part of a question may tell of, if it has a card; else nothing."""
        is_asked = slot in fact.reverse if direction == REVERSE else self._asks(fact, slot)
        wanted = is_asked and fact.wants(CARD[direction], slot)
        return self.target(fact, slot, direction) if wanted else ""

    def pinned_wrong(self, uid: str) -> Sequence[str]:
        return self.pinned[uid].wrong if uid in self.pinned else ()

    def distractors(self, asked: Asked, uid: str) -> tuple[Wrong, ...]:
        """Two or three wrong choices, or none where the bank cannot offer two."""
        pinned = self.pinned_wrong(uid)
        chosen = pick(uid, self.pool.choices(asked.fact, asked.slot, asked.prompt, uid, pinned))
        return chosen if len(chosen) >= FEWEST else ()

    def why(self, fact: Fact) -> str:
        """Why the answer is what it is: the fact itself, and what there is to say beside it."""
        return f"{self.statement(fact)} {fact.explain}".strip()

    def remark(self, fact: Fact) -> str:
        """What there is to say where the fact itself is shown anyway."""
        return fact.explain or self.statement(fact)

    def statement(self, fact: Fact) -> str:
        return self.pool.reasons.statements[fact.id]

    def question(
        self, asked: Asked, generator: str, content: Content, **more: Any
    ) -> ReleasedQuestion:
        """A question of one slot; `more` are further fields of `Made`."""
        usual: dict[str, Any] = {
            "prompt": asked.prompt,
            "explanation": self.why(asked.fact),
            "target": self.target(asked.fact, asked.slot),
            "key": key_of(asked.value),
            "answer": asked.value,
        }
        made = Made([asked.fact], generator, asked.slot, content, **usual | more)
        return self.release(made)

    def release(self, made: Made) -> ReleasedQuestion:
        """Add all that follows from the facts that are asked."""
        anchor = made.facts[0]
        skill = made.skill or anchor.skill or SKILLS.get(anchor.kind, Skill.RECALL)
        importance = made.importance or anchor.importance
        question = self._question(made)
        mentions = self._mentions(made.answer)
        difficulty = estimate(question, importance=importance, skill=skill, mentions=mentions)
        return ReleasedQuestion(
            question=replace(question, difficulty=difficulty),
            generator=made.generator,
            slot=made.slot,
            variant="",
            target=made.target,
            importance=importance,
            is_sensitive=any(fact.is_sensitive for fact in made.facts),
            as_of=max(map(self.source.as_of, made.facts)),
            key_hash=hash_of(made.key),
            wrong=tuple(each.key for each in made.wrong),
            parts=tuple(made.parts),
            partners=tuple(made.partners),
            skill=skill,
        )

    def _question(self, made: Made) -> Question:
        article = self.source.bank.id
        return Question(
            uid=made.uid or self.uid(made.facts[0], made.generator, made.slot),
            prompt=made.prompt,
            content=made.content,
            explanation=made.explanation,
            citations=tuple(Citation(article, number) for number in _distinct(made.facts, "cite")),
            facts=tuple(map(self.source.fact_uid, made.facts)),
            tags=tuple(_distinct(made.facts, "tags")),
        )

    def choices(self, asked: Asked, key: Value, wrong: Sequence[Wrong]) -> tuple[Choice, ...]:
        """Key and distractors in an order that says nothing of which is which."""
        right = Choice.of(self.words(asked, key), right=True, why=self.why(asked.fact))
        return in_no_order([right, *self.wrong_choices(asked, wrong)])

    def wrong_choices(self, asked: Asked, wrong: Iterable[Wrong]) -> list[Choice]:
        return [Choice.of(self.words(asked, each.value), why=each.why) for each in wrong]

    def words(self, asked: Asked, value: Value) -> str:
        return as_choice(self.source, value, asked.prompt)

    @cached_property
    def names(self) -> Mapping[EntityKind | None, Sequence[str]]:
        """Every spelling of every entity, by kind; words are of no kind and rival nobody."""
        found: dict[EntityKind | None, list[str]] = defaultdict(list)
        for entity in self.source.entities.values():
            found[entity.kind] += entity.spellings
        return {kind: sorted(set(names)) for kind, names in found.items()}

    def _asks(self, fact: Fact, slot: str) -> bool:
        return any(asked.slot == slot for asked in self.asked(fact))

    def _mentions(self, value: Value | None) -> int:
        keys = parts_of(value) if value is not None and not isinstance(value, Phrase) else ()
        return min((self._counts[key] for key in keys), default=1)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How many facts hold a value."""
        return Counter(
            key
            for fact in self.source.facts
            for key in frozenset().union(*map(parts_of, fact.slots.values()))
        )


def in_no_order(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: choice.id))


def _distinct(facts: Iterable[Fact], field: str) -> list[Any]:
    return list(dict.fromkeys(each for fact in facts for each in getattr(fact, field)))
