"""What belongs to what in a bank: people and posts, names and meanings, points and voices."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.core.generation.bench.bench import REVERSE, Bench
from app.core.generation.bench.events import date_of, events
from app.core.generation.bench.groups import Group, Member
from app.core.generation.source import (
    SPEAKER,
    Entities,
    EntityKind,
    Fact,
    FactKind,
    Skill,
    Value,
    key_of,
)
from app.core.generation.wording import as_answer, capital, claim, has_words, mentions

MOST_CLAIM_WORDS = 16


@dataclass(frozen=True, slots=True)
class Family:
    """Pairs that may stand in one question; `target` is what a right match tells of."""

    name: str
    prompt: str
    skill: Skill
    members: Sequence[Member]
    may_join: Callable[[Group, Member], bool]
    target: Callable[[Member], str]


def families(bench: Bench, generator: str) -> Iterator[Family]:
    yield from _two_sided(bench, generator)
    yield _voices(bench, generator)
    yield from _dates(bench, generator)


def _two_sided(bench: Bench, generator: str) -> Iterator[Family]:
    """Facts with two slots, those alike on either side together."""
    found: dict[tuple[str, ...], list[Member]] = {}
    for fact in sorted(bench.source.facts, key=lambda each: each.id):
        sides = _sides(bench, fact)
        if sides and not fact.is_sensitive and fact.wants(generator, sides[1]):
            row, match = (as_answer(bench.source, fact.slots[slot]) for slot in sides)
            kinds = (_kind(bench, fact.slots[slot]) for slot in sides)
            member = Member(fact, sides[1], row, match)
            if not _tells(member, member):
                found.setdefault((fact.kind, *kinds), []).append(member)
    for (kind, *_), members in sorted(found.items()):
        prompt = PROMPTS[FactKind(kind)]
        yield Family(kind, prompt, Skill.RELATION, members, matches_alone, _pair_target(bench))


PROMPTS = {
    FactKind.ROLE: "Match each person with the role that the article gives them.",
    FactKind.ACRONYM: "Match each acronym with what it stands for.",
    FactKind.DEFINITION: "Match each name with what it means here.",
}


def _sides(bench: Bench, fact: Fact) -> tuple[str, str] | None:
    """The slot that is given and the one that belongs to it."""
    slots = [slot for slot in fact.slots if slot != SPEAKER]
    if fact.kind not in PROMPTS or len(slots) != 2 or fact.is_quoted:
        return None
    one, two = slots
    if fact.kind is FactKind.ACRONYM:
        lengths = {slot: len(as_answer(bench.source, fact.slots[slot])) for slot in slots}
        return (one, two) if lengths[one] <= lengths[two] else (two, one)
    wanted = EntityKind.PERSON if fact.kind is FactKind.ROLE else None
    for given, other in ((one, two), (two, one)):
        kind = _kind(bench, fact.slots[given])
        if kind == wanted if wanted else kind:
            return given, other
    return None


def _kind(bench: Bench, value: Value) -> str:
    """The kind of a single entity; words are of none."""
    entities = bench.source.entities_of(value)
    return str(entities[0].kind) if len(entities) == 1 else ""


def matches_alone(group: Group, member: Member) -> bool:
    """Tell whether each row keeps one match, and no row or match tells of another."""
    return not any(
        has_words(one.text, two.text) or has_words(one.match, two.match) or _tells(one, two)
        for other in group
        for one, two in ((other, member), (member, other))
    )


def _tells(one: Member, two: Member) -> bool:
    """Tell whether the row of one stands in the match of the other, or is also right for it."""
    also = one.fact.also_true.get(one.slot, ())
    is_also = two.key in map(key_of, also)
    return has_words(two.match, one.text) or is_also


def _pair_target(bench: Bench) -> Callable[[Member], str]:
    """The match asked for by the row, whichever way round the fact asks it."""

    def target(member: Member) -> str:
        (given,) = (slot for slot in member.fact.slots if slot not in (member.slot, SPEAKER))
        return (
            bench.remembered(member.fact, member.slot)
            or bench.remembered(member.fact, given, REVERSE)
            or bench.remembered(member.fact, given)
        )

    return target


def _voices(bench: Bench, generator: str) -> Family:
    """Who makes which point; a point that names somebody would give a voice away."""
    members = [
        Member(fact, SPEAKER, words, as_answer(bench.source, fact.slots[SPEAKER]))
        for fact in sorted(bench.source.facts, key=lambda each: each.id)
        if fact.is_quoted and not fact.is_sensitive and fact.wants(generator, SPEAKER)
        for words in (_point(bench, fact),)
        if words
    ]

    def may_join(group: Group, member: Member) -> bool:
        return not any(
            one.match == two.match
            or mentions(one.text, bench.source.entities[two.fact.speaker])
            or Entities((two.fact.speaker,)) in one.fact.also_true.get(SPEAKER, ())
            for other in group
            for one, two in ((other, member), (member, other))
        )

    return Family(
        "voices",
        "Match each point with whoever makes it.",
        Skill.ATTRIBUTION,
        members,
        may_join,
        lambda member: bench.remembered(member.fact, SPEAKER),
    )


def _point(bench: Bench, fact: Fact) -> str:
    """The claim in few words; none if it is long or names its own speaker."""
    words = capital(fact.gist) or claim(bench.source, fact).removesuffix(".")
    is_short = bool(fact.gist) or len(words.split()) <= MOST_CLAIM_WORDS
    return words if is_short and not mentions(words, bench.source.entities[fact.speaker]) else ""


def _dates(bench: Bench, generator: str) -> Iterator[Family]:
    """Events with dates of one exactness, the year of each in print."""
    found: dict[str, list[Member]] = {}
    for member in events(bench, generator):
        date = date_of(member.fact, member.slot)
        if not date.year_inferred:
            found.setdefault(str(date.precision), []).append(member)
    for precision, members in sorted(found.items()):
        yield Family(
            f"events-{precision}",
            "Match each event with its date.",
            Skill.SEQUENCE,
            members,
            matches_alone,
            lambda member: bench.remembered(member.fact, member.slot),
        )
