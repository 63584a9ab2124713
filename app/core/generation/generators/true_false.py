"""Is the statement true? One question a fact, and only where it could be either.

A statement that can only be true, because nobody may be wronged by a false one, would answer
itself; so about half of those asked are false.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from app.core.generation.bench import Asked, Bench, Generator
from app.core.generation.distractors import Wrong
from app.core.generation.identity import rank
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact
from app.core.generation.wording import statement
from app.core.questions import TrueFalse
from app.core.values import Date, Number

NAME = "true_false"


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    statements = bench.memo(NAME, _statements)
    if fact.id in statements:
        asked, wrong = statements[fact.id]
        yield _true(bench, asked) if wrong is None else _false(bench, asked, wrong)


def _statements(bench: Bench) -> Mapping[str, tuple[Asked, Wrong | None]]:
    """By fact, the slot to be wrong about, and how, if the statement is to be false.

    What was released stays as it was; the others are dealt out to make the halves equal.
    """
    found = {fact.id: each for fact in bench.source.facts if (each := _falsehood(bench, fact))}
    uids = {fact_id: bench.uid(each[0].fact, NAME, each[0].slot) for fact_id, each in found.items()}
    released = {fact_id: _was_true(bench, uid) for fact_id, uid in uids.items()}
    is_false = {fact_id for fact_id, was_true in released.items() if was_true is False}
    fresh = [fact_id for fact_id, was_true in released.items() if was_true is None]
    missing = max(0, len(found) // 2 - len(is_false))
    is_false.update(sorted(fresh, key=lambda fact_id: rank(uids[fact_id]))[:missing])
    return {
        fact_id: (asked, wrong if fact_id in is_false else None)
        for fact_id, (asked, wrong) in found.items()
    }


def _was_true(bench: Bench, uid: str) -> bool | None:
    """Whether the statement was released as a true one; None if it was not released."""
    released = bench.pinned.get(uid)
    content = released.content if released else None
    return content.is_true if isinstance(content, TrueFalse) else None


def _falsehood(bench: Bench, fact: Fact) -> tuple[Asked, Wrong] | None:
    asked = [each for each in bench.asked(fact) if fact.wants(NAME, each.slot)]
    if not _is_wanted(bench, fact):
        return None
    for each in sorted(asked, key=lambda each: _order(bench, each)):
        uid = bench.uid(fact, NAME, each.slot)
        found = bench.pool.falsehoods(fact, each.slot, uid, bench.pinned_wrong(uid))
        for wrong in islice(found, 1):
            return each, wrong
    return None


def _is_wanted(bench: Bench, fact: Fact) -> bool:
    """Every fact whose author wrote how to be wrong about it, and half of the others."""
    return bool(fact.false) or rank(bench.source.bank.id, fact.origin, NAME) % 2 == 0


def _order(bench: Bench, asked: Asked) -> tuple[bool, bool, bool, int]:
    """The released slot, so that the question stays the same one; else the author's choice, else
    a figure, which wrongs nobody.
    """
    uid = bench.uid(asked.fact, NAME, asked.slot)
    is_figure = isinstance(asked.value, Number | Date)
    return uid not in bench.pinned, asked.slot not in asked.fact.false, not is_figure, rank(uid)


def _false(bench: Bench, asked: Asked, wrong: Wrong) -> ReleasedQuestion:
    right = bench.statement(asked.fact)
    content = TrueFalse(is_true=False, why_true=wrong.why or right, why_false=right)
    prompt = statement(bench.source, asked.fact, {asked.slot: wrong.value})
    return bench.question(asked, NAME, content, prompt=prompt, explanation=right, wrong=(wrong,))


def _true(bench: Bench, asked: Asked) -> ReleasedQuestion:
    why = bench.remark(asked.fact)
    content = TrueFalse(is_true=True, why_true=why, why_false=why)
    prompt = bench.statement(asked.fact)
    return bench.question(asked, NAME, content, prompt=prompt, explanation=why)


GENERATOR = Generator(NAME, _make)
