"""Is the statement true? One question a fact, the statement false where that harms nobody."""

from collections.abc import Iterator

from app.core.generation.distractors import Wrong, pick
from app.core.generation.generators.bench import Asked, Bench, Generator
from app.core.generation.identity import rank
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Fact
from app.core.generation.wording import statement
from app.core.questions import TrueFalse
from app.core.values import Date, Number

NAME = "true_false"


def _make(bench: Bench, fact: Fact) -> Iterator[ReleasedQuestion]:
    asked = [each for each in bench.asked(fact) if fact.wants(NAME, each.slot)]
    # The released slot comes first, so that the question stays the same one.
    asked.sort(key=lambda each: _order(bench, each))
    if asked:
        yield _false(bench, asked) or _true(bench, asked[0])


def _order(bench: Bench, asked: Asked) -> tuple[bool, bool, bool, int]:
    """The slot to be wrong about: the author's choice, else a figure, which wrongs nobody."""
    uid = bench.uid(asked.fact, NAME, asked.slot)
    is_figure = isinstance(asked.value, Number | Date)
    return uid not in bench.pinned, asked.slot not in asked.fact.false, not is_figure, rank(uid)


def _false(bench: Bench, asked: list[Asked]) -> ReleasedQuestion | None:
    """The question with a false statement, if the hash asks for one and a slot allows it."""
    fact = asked[0].fact
    if rank(bench.source.bank.id, fact.origin, NAME) % 2:
        return None
    for each in asked:
        uid = bench.uid(fact, NAME, each.slot)
        chosen = pick(uid, bench.pool.falsehoods(fact, each.slot), bench.pinned_wrong(uid))
        if chosen:
            return _with_swap(bench, each, min(chosen, key=lambda wrong: rank(uid, wrong.key)))
    return None


def _with_swap(bench: Bench, asked: Asked, wrong: Wrong) -> ReleasedQuestion:
    prompt = statement(bench.source, asked.fact, {asked.slot: wrong.value})
    right = statement(bench.source, asked.fact)
    content = TrueFalse(is_true=False, why_true=wrong.why or right)
    return bench.question(asked, NAME, content, prompt=prompt, explanation=right, wrong=(wrong,))


def _true(bench: Bench, asked: Asked) -> ReleasedQuestion:
    prompt = statement(bench.source, asked.fact)
    why = asked.fact.explain or prompt
    content = TrueFalse(is_true=True, why_false=why)
    return bench.question(asked, NAME, content, prompt=prompt)


GENERATOR = Generator(NAME, _make)
