"""The timeline: dated events, and which of them the article leaves no doubt about."""

from collections.abc import Iterable, Sequence

from app.core.generation.bench.bench import Bench
from app.core.generation.bench.groups import Group, Member
from app.core.generation.source import Fact
from app.core.generation.wording import as_answer
from app.core.values import Date

Moment = tuple[int, int, int]
_LAST_MONTH, _LAST_DAY = 12, 31


def events(bench: Bench, generator: str) -> list[Member]:
    """Every event on a date with a year; its match is that date in words."""
    return [
        Member(fact, slot, text, as_answer(bench.source, fact.slots[slot]))
        for fact in sorted(bench.source.facts, key=lambda each: each.id)
        for slot, text in fact.event.items()
        if fact.wants(generator, slot) and date_of(fact, slot).year is not None
    ]


def date_of(fact: Fact, slot: str) -> Date:
    value = fact.slots[slot]
    assert isinstance(value, Date), "the reader lets events stand on dates only"
    return value


def is_before(one: Member, two: Member) -> bool:
    """Tell whether all of one date lies before the other: 2013 and January 2013 are not told
    apart.
    """
    return _last(date_of(one.fact, one.slot)) < _first(date_of(two.fact, two.slot))


def are_in_order(group: Group, member: Member) -> bool:
    """Tell whether a member's place among the others is beyond doubt."""
    return all(is_before(other, member) or is_before(member, other) for other in group)


def in_time(group: Group) -> list[Member]:
    return sorted(group, key=lambda each: _first(date_of(each.fact, each.slot)))


def dated(member: Member) -> str:
    return f"{member.text} – {member.match}"


def told_in_order(group: Iterable[Member]) -> str:
    return f"In order: {'; '.join(map(dated, group))}."


def told_ends(group: Sequence[Member]) -> str:
    """The first event and the last, where the whole order is shown beside it."""
    return f"First: {dated(group[0])}. Last: {dated(group[-1])}."


def _first(date: Date) -> Moment:
    return date.year or 0, date.month or 1, date.day or 1


def _last(date: Date) -> Moment:
    return date.year or 0, date.month or _LAST_MONTH, date.day or _LAST_DAY
