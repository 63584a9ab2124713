"""From a source to its release."""

from collections.abc import Iterable

from app.core.generation.generators import Bench, all_questions, questions_about
from app.core.generation.lineage import Lineage, lineages, named
from app.core.generation.release import Release, ReleasedQuestion
from app.core.generation.source import Source
from app.core.generation.verdicts import Judged, Verdict, judge, only_approved


def build(
    source: Source,
    pinned: Release | None = None,
    verdicts: Iterable[Verdict] = (),
    *,
    is_approved_only: bool = False,
) -> Release:
    """Make every question of the bank and follow what was decided about each.

    What `pinned` released keeps its choices while they hold, and its histories their names.
    Building again upon the result gives the same.
    """
    known = _known(pinned)
    source = named(source, known)
    judged = judge(_generated(source, pinned), verdicts)
    kept = (
        only_approved(judged, pinned)
        if is_approved_only
        else tuple(each.released for each in judged if each.released)
    )
    uids = {question.uid for question in kept}
    return Release(
        bank=source.bank.id,
        number=source.bank.release,
        questions=kept,
        lineages=lineages(source, known),
        is_approved_only=is_approved_only,
        withheld=tuple(each.question for each in judged if each.question.uid not in uids),
    )


def rebuild(source: Source, last: Release | None, verdicts: Iterable[Verdict] = ()) -> Release:
    """Build upon the last release; questions wait for approval as they did there."""
    waits = last is not None and last.is_approved_only
    return build(source, last, verdicts, is_approved_only=waits)


def questions_of(
    source: Source, fact_id: str, pinned: Release | None = None, verdicts: Iterable[Verdict] = ()
) -> tuple[Judged, ...]:
    """Every question that a fact (by its id in facts.toml) takes part in, judged; for previews."""
    source = named(source, _known(pinned))
    (fact,) = (fact for fact in source.facts if fact.id == fact_id)
    asked = questions_about(_bench(source, pinned), fact)
    return judge(sorted(asked, key=lambda question: question.order), verdicts)


def _generated(source: Source, pinned: Release | None) -> list[ReleasedQuestion]:
    """Every question of a named source before anybody judged it, in the order of a release."""
    return sorted(all_questions(_bench(source, pinned)), key=lambda question: question.order)


def _bench(source: Source, pinned: Release | None) -> Bench:
    return Bench(source, pinned.pins if pinned else {})


def _known(pinned: Release | None) -> tuple[Lineage, ...]:
    return pinned.lineages if pinned else ()
