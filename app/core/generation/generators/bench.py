"""What every generator works with: the source, the pool, and how a question is put together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.generation.distractors import FEWEST, Pool, Wrong, pick
from app.core.generation.identity import hash_of, question_uid, target_uid
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import SPEAKER, Fact, Source, Value, key_of
from app.core.generation.wording import as_choice, claim, names_speaker, statement
from app.core.questions import Choice, Citation, Content, Question, SingleChoice


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
class Bench:
    source: Source
    pool: Pool
    pinned: Mapping[str, ReleasedQuestion]

    def uid(self, fact: Fact, generator: str, slot: str) -> str:
        return question_uid(self.source.bank.id, fact.origin, generator, slot)

    def asked(self, fact: Fact) -> Iterator[Asked]:
        """Every slot that is asked for; who makes a claim is asked even if nobody wrote how."""
        for slot, prompt in fact.ask.items():
            yield Asked(fact, slot, prompt)
        if fact.is_quoted and SPEAKER not in fact.ask and not names_speaker(self.source, fact):
            yield Asked(fact, SPEAKER, f"Who makes this point? {claim(self.source, fact)}")

    def pinned_wrong(self, uid: str) -> Sequence[str]:
        return self.pinned[uid].wrong if uid in self.pinned else ()

    def distractors(self, asked: Asked, uid: str) -> tuple[Wrong, ...]:
        """Two or three wrong choices, or none where the bank cannot offer two."""
        candidates = self.pool.choices(asked.fact, asked.slot, asked.prompt)
        chosen = pick(uid, candidates, self.pinned_wrong(uid))
        return chosen if len(chosen) >= FEWEST else ()

    def question(  # noqa: PLR0913  # one question has this many parts
        self,
        asked: Asked,
        generator: str,
        content: Content,
        *,
        prompt: str = "",
        explanation: str = "",
        direction: str = "forward",
        key: Value | None = None,
        wrong: Sequence[Wrong] = (),
    ) -> ReleasedQuestion:
        """Surround content with what all questions of a fact share."""
        fact, bank, fact_uid = asked.fact, self.source.bank, self.source.fact_uid(asked.fact)
        question = Question(
            uid=self.uid(fact, generator, asked.slot),
            prompt=prompt or asked.prompt,
            content=content,
            explanation=explanation or fact.explain or statement(self.source, fact),
            citations=tuple(Citation(bank.id, paragraph) for paragraph in fact.cite),
            facts=(fact_uid,),
            tags=fact.tags,
        )
        return ReleasedQuestion(
            question=question,
            generator=generator,
            slot=asked.slot,
            variant="",
            target=target_uid(fact_uid, asked.slot, direction),
            importance=fact.importance,
            is_sensitive=fact.is_sensitive,
            as_of=self.source.as_of(fact),
            key_hash=hash_of(key_of(key or asked.value)),
            wrong=tuple(each.key for each in wrong),
        )

    def choices(self, asked: Asked, key: Value, wrong: Sequence[Wrong]) -> SingleChoice:
        """Key and distractors in an order that says nothing of which is which."""
        fact = asked.fact
        why = fact.explain or statement(self.source, fact)
        right = Choice.of(as_choice(self.source, key, asked.prompt), right=True, why=why)
        others = (
            Choice.of(as_choice(self.source, each.value, asked.prompt), why=each.why)
            for each in wrong
        )
        return SingleChoice(tuple(sorted((right, *others), key=lambda choice: choice.id)))


@dataclass(frozen=True, slots=True)
class Generator:
    """Makes the questions of one form from one fact; `make` leaves out what does not fit it."""

    name: str
    make: Callable[[Bench, Fact], Iterator[ReleasedQuestion]]
