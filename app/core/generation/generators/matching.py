"""What belongs to what? Three to five pairs of one family, and one match too many."""

from collections.abc import Iterator, Sequence
from itertools import islice

from app.core.generation.bench import Bench, JointGenerator, Made
from app.core.generation.bench.groups import Group, Member, Size, groups
from app.core.generation.bench.pairs import Family, families
from app.core.generation.distractors import Wrong
from app.core.generation.identity import rank
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import EntityKind
from app.core.questions import Matching, Pair

NAME = "matching"
SIZE = Size(fewest=3, most=5)


def _make(bench: Bench) -> Iterator[ReleasedQuestion]:
    for family in families(bench, NAME):
        for group in groups(bench, NAME, family.members, SIZE, family.may_join):
            yield bench.release(_made(bench, family, group))


def _made(bench: Bench, family: Family, group: Group) -> Made:
    extra = _extra(bench, family, group)
    pairs = tuple(Pair.of(each.text, each.match, why=bench.statement(each.fact)) for each in group)
    return Made(
        [member.fact for member in group],
        NAME,
        group[0].slot,
        Matching(pairs, tuple(member.match for member in extra)),
        prompt=family.prompt,
        explanation=_why(bench, group, extra),
        key=sorted((each.name, each.key) for each in group),
        parts=_once(list(map(family.target, group))),
        partners=[member.name for member in group[1:]],
        wrong=[Wrong(each.fact.slots[each.slot], "", 1) for each in extra],
        skill=family.skill,
    )


def _why(bench: Bench, group: Group, extra: Sequence[Member]) -> str:
    """Where the match too many really belongs; each row says for itself why its match is right."""
    if not extra:
        return "; ".join(f"{each.text} – {each.match}" for each in group) + "."
    (left,) = extra
    return f"“{left.match}” is left over: {bench.statement(left.fact)}"


def _extra(bench: Bench, family: Family, group: Group) -> Sequence[Member]:
    """A match that belongs to none of the rows, so that the last pair is not left over."""
    uid = bench.uid(group[0].fact, NAME, group[0].slot)
    pinned = bench.pinned_wrong(uid)
    inside = {member.fact.id for member in group}
    others = (each for each in family.members if each.fact.id not in inside)
    kind = _kind(bench, group[0])

    def order(each: Member) -> tuple[bool, bool, int]:
        # Among people, an organisation is seen at once to be the one too many.
        return each.key not in pinned, _kind(bench, each) != kind, rank(uid, each.name)

    in_order = sorted(others, key=order)
    return list(islice((each for each in in_order if family.may_join(group, each)), 1))


def _kind(bench: Bench, member: Member) -> EntityKind | None:
    """The kind of what is matched; words are of none."""
    entities = bench.source.entities_of(member.fact.slots[member.slot])
    return entities[0].kind if entities else None


def _once(targets: Sequence[str]) -> list[str]:
    """A memory that several parts tell of is told nothing: half an answer is none."""
    return [target if targets.count(target) == 1 else "" for target in targets]


GENERATOR = JointGenerator(NAME, _make)
