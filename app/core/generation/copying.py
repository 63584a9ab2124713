"""A bank under another id: everything that carries the id is named anew, the rest stays."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.core.generation.building import build
from app.core.generation.identity import question_uid
from app.core.generation.lineage import named
from app.core.generation.release import Release, ReleasedQuestion
from app.core.generation.source import Source
from app.core.generation.verdicts import Verdict


def copied_release(
    source: Source, release: Release, verdicts: Iterable[Verdict], bank_id: str
) -> tuple[Release, tuple[Verdict, ...]]:
    """The release and the verdicts of this source under another bank's id.

    Wrong choices and partners stay what people know; verdicts stay about the same words.
    """
    uids = _uids(source, release, bank_id)
    other = replace(source, bank=replace(source.bank, id=bank_id))
    made = build(source, release)
    pins = replace(made, bank=bank_id, questions=tuple(_renamed(made, uids, bank_id)))
    before, after = made.by_uid, build(other, pins).by_uid
    copies = tuple(
        _copied(verdict, before.get(verdict.question), after.get(uids.get(verdict.question, "")))
        for verdict in verdicts
    )
    kept = tuple(sorted(filter(None, copies), key=lambda each: each.question))
    return build(other, pins, kept, is_approved_only=release.is_approved_only), kept


def _uids(source: Source, release: Release, bank_id: str) -> dict[str, str]:
    """By uid the one that the same question has under the other id.

    A uid is a hash, so what it was made of is found by trying what it can have been.
    """
    mine = named(source, release.lineages)
    names = {fact.origin_of(slot) for fact in mine.facts for slot in (*fact.slots, "")}
    names |= {sorting.id for sorting in source.sortings}
    asked = {(each.generator, each.slot) for each in build(source, release).questions}
    return {
        question_uid(source.bank.id, name, generator, slot): question_uid(
            bank_id, name, generator, slot
        )
        for name in names
        for generator, slot in asked
    }


def _renamed(made: Release, uids: dict[str, str], bank_id: str) -> Iterator[ReleasedQuestion]:
    def here(uid: str) -> str:
        return f"{bank_id}{uid.removeprefix(made.bank)}" if uid else ""

    for each in made.questions:
        if each.uid in uids:
            facts = tuple(map(here, each.question.facts))
            question = replace(each.question, uid=uids[each.uid], facts=facts)
            parts = tuple(map(here, each.parts))
            yield replace(each, question=question, target=here(each.target), parts=parts)


def _copied(
    verdict: Verdict, before: ReleasedQuestion | None, after: ReleasedQuestion | None
) -> Verdict | None:
    if after is None:
        return None
    is_current = before is not None and before.content_hash == verdict.content_hash
    content_hash = after.content_hash if is_current else verdict.content_hash
    return replace(verdict, question=after.uid, content_hash=content_hash)
