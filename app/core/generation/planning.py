"""What a new release changes for the people who study the old one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

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


@dataclass(frozen=True, slots=True)
class Plan:
    """`reworded` keeps every schedule; `key_changed` sends cards to relearning."""

    added: tuple[ReleasedQuestion, ...]
    reworded: tuple[Change, ...]
    key_changed: tuple[Change, ...]
    retired: tuple[Known, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.reworded or self.key_changed or self.retired)


def plan(old: Iterable[Known], new: Release) -> Plan:
    """Compare the questions of the last release, none at first, with those of the next."""
    before = {question.uid: question for question in old}
    after = new.by_uid
    kept = [Change(before[uid], after[uid]) for uid in after if uid in before]
    return Plan(
        added=tuple(question for uid, question in after.items() if uid not in before),
        reworded=tuple(filter(_is_reworded, kept)),
        key_changed=tuple(filter(_is_corrected, kept)),
        retired=tuple(question for uid, question in before.items() if uid not in after),
    )


def _is_corrected(change: Change) -> bool:
    return change.old.key_hash != change.new.key_hash


def _is_reworded(change: Change) -> bool:
    return not _is_corrected(change) and change.old.content_hash != change.new.content_hash
