"""Facts that are asked together: groups that stay together from release to release."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.core.generation.bench.bench import Bench
from app.core.generation.identity import rank
from app.core.generation.source import Fact, key_of
from app.core.generation.wording import plain


@dataclass(frozen=True, slots=True)
class Member:
    """A slot of a fact that stands beside those of others: its row, and what belongs to it."""

    fact: Fact
    slot: str
    text: str
    match: str
    name: str = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        """`name` is what a release calls it; both are asked for again and again."""
        name = f"{self.fact.origin_of(self.slot)}#{self.slot}"
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "key", key_of(self.fact.slots[self.slot]))


Group = tuple[Member, ...]
MayJoin = Callable[[Group, Member], bool]


@dataclass(frozen=True, slots=True)
class Size:
    fewest: int
    most: int


def groups(
    bench: Bench, generator: str, members: Sequence[Member], size: Size, may_join: MayJoin
) -> Iterator[Group]:
    """Groups anchored at their first member: those released, then around what no group holds.

    No two share more than half of their facts, so that nobody is asked the same again.
    """
    gathering = _Gathering(bench, generator, members, size, may_join)
    for anchor in sorted(members, key=gathering.turn):
        group = gathering.around(anchor)
        if len(group) >= size.fewest:
            yield group


@dataclass(slots=True)
class _Gathering:
    bench: Bench
    generator: str
    members: Sequence[Member]
    size: Size
    may_join: MayJoin
    found: list[Group] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def turn(self, anchor: Member) -> tuple[bool, int]:
        uid = self._uid(anchor)
        return uid not in self.bench.pinned, rank(uid)

    def around(self, anchor: Member) -> Group:
        """The anchor's group, remembered if it is large enough; none around what is held."""
        uid = self._uid(anchor)
        released = self.bench.pinned.get(uid)
        if released is None and anchor.name in self.held:
            return ()
        partners = released.partners if released else ()
        group: Group = (anchor,)
        for member in sorted(self.members, key=lambda each: self._nearness(uid, partners, each)):
            if len(group) == self.size.most or self._is_whole(group, member, partners):
                break
            if self._fits(group, member) and (
                member.name in partners or self._is_fresh(group, member)
            ):
                group = (*group, member)
        if not released and self._is_stale(group):
            return ()
        group = (anchor, *sorted(group[1:], key=lambda each: rank(uid, each.name)))
        if len(group) >= self.size.fewest:
            self.found.append(group)
            self.held.update(member.name for member in group)
        return group

    def _uid(self, anchor: Member) -> str:
        return self.bench.uid(anchor.fact, self.generator, anchor.slot)

    def _nearness(
        self, uid: str, partners: Sequence[str], member: Member
    ) -> tuple[bool, bool, int]:
        """Released partners first, then what no group holds yet, then as a hash decides."""
        name = member.name
        return name not in partners, name in self.held, rank(uid, name)

    def _is_stale(self, group: Group) -> bool:
        """Tell whether most of it is asked elsewhere already."""
        return sum(member.name in self.held for member in group) * 2 > len(group)

    def _is_whole(self, group: Group, member: Member, partners: Sequence[str]) -> bool:
        """A released group takes nobody in as long as enough of it is left."""
        return bool(partners) and member.name not in partners and len(group) >= self.size.fewest

    def _fits(self, group: Group, member: Member) -> bool:
        texts = {plain(other.text) for other in group}
        if member.fact.id in _facts(group) or plain(member.text) in texts:
            return False
        return self.may_join(group, member)

    def _is_fresh(self, group: Group, member: Member) -> bool:
        wider = (*group, member)
        return not any(_share_too_much(wider, other) for other in self.found)


def _share_too_much(one: Group, two: Group) -> bool:
    shared = len(_facts(one) & _facts(two))
    return shared > 1 and shared * 2 > min(len(one), len(two))


def _facts(group: Group) -> frozenset[str]:
    return frozenset(member.fact.id for member in group)
