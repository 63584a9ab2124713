"""From a source to its release."""

from collections.abc import Iterable, Iterator

from app.core.generation.distractors import Pool
from app.core.generation.generators import GENERATORS, Bench
from app.core.generation.release import Release, ReleasedQuestion
from app.core.generation.source import Source
from app.core.generation.verdicts import Judged, Verdict, judge


def build(
    source: Source, pinned: Release | None = None, verdicts: Iterable[Verdict] = ()
) -> Release:
    """Make every question of the bank and follow what was decided about each.

    What `pinned` released keeps its choices while they hold. Building again upon the result gives
    the same.
    """
    return released(source, judge(generated(source, pinned), verdicts))


def generated(source: Source, pinned: Release | None = None) -> Iterator[ReleasedQuestion]:
    """Every question of the bank before anybody judged it, in the order of a release."""
    bench = Bench(source, Pool(source), pinned.by_uid if pinned else {})
    questions = (
        question
        for fact in source.facts
        for generator in GENERATORS
        for question in generator.make(bench, fact)
    )
    yield from sorted(questions, key=lambda question: question.order)


def released(source: Source, questions: Iterable[Judged]) -> Release:
    """What the verdicts leave."""
    kept = tuple(each.released for each in questions if each.released)
    return Release(source.bank.id, source.bank.release, kept)


def questions_of(
    source: Source, fact_id: str, pinned: Release | None = None, verdicts: Iterable[Verdict] = ()
) -> tuple[Judged, ...]:
    """Every question that a fact (by its id in facts.toml) takes part in, judged; for previews."""
    (uid,) = (source.fact_uid(fact) for fact in source.facts if fact.id == fact_id)
    asked = (question for question in generated(source, pinned) if uid in question.question.facts)
    return judge(asked, verdicts)
