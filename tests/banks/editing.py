"""A bank that somebody edits in every way there is, and what its edits promise to learners.

Each slot of a fact carries a token that stands for its meaning: it is made when the meaning is,
and goes wherever the meaning goes. A history must never be found under another token.
"""

import json
from dataclasses import dataclass, field
from itertools import count

HEAD = """
[[fact]]
id = {id}
kind = "event"
text = {text}
ask = {ask}
cite = [{{ paragraph = 2 }}]
skip = {skip}
replaces = {replaces}
"""


@dataclass
class Fact:
    id: str
    words: list[str]
    values: dict[str, str]
    tokens: dict[str, int]
    replaces: list[str] = field(default_factory=list)
    skip: list[str] = field(default_factory=list)
    asks: str = "say"

    def toml(self) -> str:
        slots = {"who": "with {{who:text={0}}}", "when": "in {{when:date={0}}}"}
        tail = " ".join(slots[slot].format(value) for slot, value in sorted(self.values.items()))
        ask = {slot: f"Which {slot} does {self.asks} {self.words[0]}?" for slot in self.values}
        return HEAD.format(
            id=json.dumps(self.id),
            text=json.dumps(f"The {' '.join(self.words)} {tail}."),
            ask="{" + ", ".join(f"{slot} = {json.dumps(told)}" for slot, told in ask.items()) + "}",
            skip=json.dumps(self.skip),
            replaces=json.dumps(self.replaces),
        )


@dataclass
class Edited:
    """The bank as it is now. `moved` are the tokens for which an edit promised nothing."""

    uid: str
    facts: list[Fact] = field(default_factory=list)
    gone: list[Fact] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)
    release: int = 0
    numbers: count = field(default_factory=lambda: count(1))

    def word(self) -> str:
        number = next(self.numbers)
        return "".join(chr(97 + (number // 26**place) % 26) for place in range(5)) + "ing"

    def value(self, slot: str) -> str:
        return str(1000 + next(self.numbers) % 8999) if slot == "when" else self.word()

    def fresh(self, fact_id: str) -> Fact:
        slots = ("who", "when")
        return Fact(
            fact_id,
            [self.word() for _ in range(3)],
            {slot: self.value(slot) for slot in slots},
            {slot: next(self.numbers) for slot in slots},
        )

    def new_id(self) -> str:
        return f"f{next(self.numbers)}"

    def toml(self) -> str:
        return "".join(fact.toml() for fact in self.facts)

    def tokens(self) -> dict[int, str]:
        """What is asked now: the value by token."""
        return {
            token: fact.values[slot] for fact in self.facts for slot, token in fact.tokens.items()
        }

    def claim(self, fact: Fact, *origins: str) -> None:
        """The fact alone replaces these now; living ids are replaced by nobody."""
        living = {each.id for each in self.facts}
        for each in (*self.facts, *self.gone):
            each.replaces = [
                old
                for old in each.replaces
                if old.partition("#")[0] not in living and old not in origins
            ]
        fact.replaces = list(origins)


def reword(bank: Edited, fact: Fact, _other: Fact) -> None:
    fact.words[2] = bank.word()


def reword_the_question(bank: Edited, fact: Fact, _other: Fact) -> None:
    fact.asks = bank.word()


def correct(bank: Edited, fact: Fact, _other: Fact) -> None:
    slot = sorted(fact.values)[0]
    fact.values[slot] = bank.value(slot)


def correct_and_reword(bank: Edited, fact: Fact, other: Fact) -> None:
    correct(bank, fact, other)
    reword(bank, fact, other)


def rename(bank: Edited, fact: Fact, _other: Fact) -> None:
    old, fact.id = fact.id, bank.new_id()
    bank.claim(fact, old)


def rename_and_correct(bank: Edited, fact: Fact, other: Fact) -> None:
    rename(bank, fact, other)
    slot = sorted(fact.values)[0]
    fact.values[slot] = bank.value(slot)
    bank.moved.add(fact.tokens[slot])
    fact.tokens[slot] = next(bank.numbers)


def rename_to_a_stranger(bank: Edited, fact: Fact, _other: Fact) -> None:
    """Another statement that happens to have one value of the old one."""
    kept = sorted(fact.values)[0]
    stranger = bank.fresh(bank.new_id())
    stranger.values[kept] = fact.values[kept]
    bank.moved |= set(fact.tokens.values())
    bank.facts[bank.facts.index(fact)] = stranger
    bank.claim(stranger, fact.id)


def swap_ids(bank: Edited, fact: Fact, other: Fact) -> None:
    if fact is not other:
        fact.id, other.id = other.id, fact.id
        bank.moved |= {*fact.tokens.values(), *other.tokens.values()}
        bank.claim(fact)
        bank.claim(other)


def retire(bank: Edited, fact: Fact, _other: Fact) -> None:
    bank.facts.remove(fact)
    bank.gone.append(fact)


def bring_back(bank: Edited, _fact: Fact, _other: Fact) -> None:
    if bank.gone:
        back = bank.gone.pop()
        bank.facts.append(back)
        bank.claim(back, *[])


def bring_back_otherwise(bank: Edited, _fact: Fact, _other: Fact) -> None:
    """The same id and words, another value: another meaning, for nobody was told."""
    if bank.gone:
        back = bank.gone.pop()
        back.values = {slot: bank.value(slot) for slot in back.values}
        back.tokens = {slot: next(bank.numbers) for slot in back.tokens}
        bank.facts.append(back)
        bank.claim(back)


def reuse_id(bank: Edited, fact: Fact, _other: Fact) -> None:
    bank.moved |= set(fact.tokens.values())
    bank.facts[bank.facts.index(fact)] = bank.fresh(fact.id)


def split(bank: Edited, fact: Fact, _other: Fact) -> None:
    if len(fact.values) == 1:
        return
    bank.facts.remove(fact)
    for slot in sorted(fact.values):
        part = Fact(
            bank.new_id(), list(fact.words), {slot: fact.values[slot]}, {slot: fact.tokens[slot]}
        )
        bank.facts.append(part)
        bank.claim(part, f"{fact.id}#{slot}")


def merge(bank: Edited, fact: Fact, other: Fact) -> None:
    """Two that were split become one again."""
    if fact.words != other.words or fact.values.keys() & other.values.keys():
        return
    whole = Fact(
        bank.new_id(), list(fact.words), fact.values | other.values, fact.tokens | other.tokens
    )
    bank.facts = [each for each in bank.facts if each not in (fact, other)] + [whole]
    bank.claim(whole, fact.id, other.id)


def add_slot(bank: Edited, fact: Fact, _other: Fact) -> None:
    for slot in {"who", "when"} - fact.values.keys():
        fact.values[slot], fact.tokens[slot] = bank.value(slot), next(bank.numbers)


def remove_slot(_bank: Edited, fact: Fact, _other: Fact) -> None:
    if len(fact.values) > 1:
        slot = sorted(fact.values)[0]
        del fact.values[slot], fact.tokens[slot]


def ask_otherwise(_bank: Edited, fact: Fact, _other: Fact) -> None:
    """Other forms of question on the same targets."""
    fact.skip = [] if fact.skip else ["cloze", "true_false", "short_answer", "date"]


def add(bank: Edited, _fact: Fact, _other: Fact) -> None:
    bank.facts.append(bank.fresh(bank.new_id()))


def add_twin(bank: Edited, fact: Fact, _other: Fact) -> None:
    """Another fact in the very same words: only its values tell it apart."""
    twin = bank.fresh(bank.new_id())
    twin.words = list(fact.words)
    bank.facts.append(twin)


EDITS = (
    reword, reword_the_question, correct, correct_and_reword, rename, rename_and_correct,
    rename_to_a_stranger, swap_ids, retire, bring_back, bring_back_otherwise, reuse_id, split,
    merge, add_slot, remove_slot, ask_otherwise, add, add_twin,
)  # fmt: skip
