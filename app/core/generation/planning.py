"""What a new release changes for the people who study the old one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.core.generation.lineage import Lineage
from app.core.generation.release import Release, ReleasedQuestion


class Known(Protocol):
    """A question that people study, as far as a plan asks; what a database keeps will do."""

    @property
    def uid(self) -> str: ...
    @property
    def prompt(self) -> str: ...
    @property
    def content_hash(self) -> str: ...
    @property
    def key_hash(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Change:
    old: Known
    new: ReleasedQuestion

    @property
    def uid(self) -> str:
        return self.new.uid


class Turn(StrEnum):
    """What became of a fact's history."""

    REPLACED = "replaced"  # it goes on under another id
    SPLIT = "split"  # one slot of it goes on in another fact
    BEGUN_ANEW = "begun_anew"  # it ends here: what stands in its place means something else
    DOUBTFUL = "doubtful"  # it goes on as a correction, and reads like another fact


@dataclass(frozen=True, slots=True)
class Move:
    """`was` and `fact` are ids as in `facts.toml`; `targets` the stems of the uids concerned."""

    turn: Turn
    was: str
    fact: str
    slot: str = ""
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`reworded` keeps every schedule; `key_changed` sends cards to relearning."""

    added: tuple[ReleasedQuestion, ...]
    reworded: tuple[Change, ...]
    key_changed: tuple[Change, ...]
    retired: tuple[Known, ...]
    moves: tuple[Move, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.reworded or self.key_changed or self.retired or self.moves)

    def moved(self, turn: Turn) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.turn is turn)


def plan(old: Iterable[Known], new: Release, known: Iterable[Lineage] = ()) -> Plan:
    """Compare the questions of the last release, none at first, with those of the next.

    `known` is what the last release remembers of its facts' meanings.
    """
    before = {question.uid: question for question in old}
    after = new.by_uid
    kept = [Change(before[uid], after[uid]) for uid in after if uid in before]
    return Plan(
        added=tuple(question for uid, question in after.items() if uid not in before),
        reworded=tuple(filter(_is_reworded, kept)),
        key_changed=tuple(filter(_is_corrected, kept)),
        retired=tuple(question for uid, question in before.items() if uid not in after),
        moves=tuple(_moves(new, tuple(known))),
    )


def _is_corrected(change: Change) -> bool:
    return change.old.key_hash != change.new.key_hash


def _is_reworded(change: Change) -> bool:
    return not _is_corrected(change) and change.old.content_hash != change.new.content_hash


def _moves(new: Release, known: tuple[Lineage, ...]) -> Iterator[Move]:
    by_name = {told.name: told for told in known}
    owners = {(memory.name, slot): told for told in known for slot, memory in told.memories.items()}
    ended = {told.fact: told for told in known if not told.is_retired}
    for told in new.lineages:
        was = by_name.get(told.name)
        if not told.is_retired:
            yield from _of_whole(new.bank, was, told)
            yield from _of_slots(new.bank, owners, told)
        if not told.is_retired and was is None:
            old_ids = (told.fact, *(old.partition("#")[0] for old in told.replaces))
            before = next((ended[old] for old in old_ids if old in ended), None)
            if before:
                yield from _ended(new.bank, before, told)


def _of_whole(bank: str, was: Lineage | None, told: Lineage) -> Iterator[Move]:
    if was is None or was.is_retired:
        return
    if was.fact != told.fact:
        yield Move(Turn.REPLACED, was.fact, told.fact, "", _stems(bank, told))
    both = was.keys.keys() & told.keys.keys()
    changed = {slot for slot in both if was.keys[slot] != told.keys[slot]}
    everything_else = len(changed) > 1 or was.keys.keys() != told.keys.keys()
    if changed and changed == both and everything_else:
        yield Move(Turn.DOUBTFUL, was.fact, told.fact, "", _stems(bank, told))


def _of_slots(bank: str, owners: dict[tuple[str, str], Lineage], told: Lineage) -> Iterator[Move]:
    for slot, memory in sorted(told.memories.items()):
        owner = owners.get((memory.name, slot))
        if owner and owner.name != told.name:
            stem = f"{bank}/{memory.name}#{slot}"
            yield Move(Turn.SPLIT, owner.fact, told.fact, slot, (stem,))


def _ended(bank: str, before: Lineage, told: Lineage) -> Iterator[Move]:
    """The whole of a history, or those slots of it that another value keeps from going on."""
    stems = dict(zip(sorted(before.memories), _stems(bank, before), strict=True))
    goes_on = {
        slot: memory.name == before.memories[slot].name
        for slot, memory in sorted(told.memories.items())
        if slot in stems
    }
    if not any(goes_on.values()):
        yield Move(Turn.BEGUN_ANEW, before.fact, told.fact, "", tuple(stems.values()))
    else:
        for slot in (slot for slot, same in goes_on.items() if not same):
            yield Move(Turn.BEGUN_ANEW, before.fact, told.fact, slot, (stems[slot],))


def _stems(bank: str, told: Lineage) -> tuple[str, ...]:
    return tuple(f"{bank}/{memory.name}#{slot}" for slot, memory in sorted(told.memories.items()))
