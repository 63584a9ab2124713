"""From a source to its release."""

from app.core.generation.distractors import Pool
from app.core.generation.generators import GENERATORS, Bench
from app.core.generation.release import Release
from app.core.generation.source import Source


def build(source: Source, pinned: Release | None = None) -> Release:
    """Make every question of the bank; what `pinned` released keeps its choices while they hold."""
    bench = Bench(source, Pool(source), pinned.by_uid if pinned else {})
    questions = (
        question
        for fact in source.facts
        for generator in GENERATORS
        for question in generator.make(bench, fact)
    )
    in_order = sorted(questions, key=lambda question: question.order)
    return Release(source.bank.id, source.bank.release, tuple(in_order))
