"""What a new release changes for the people who study the old one."""

from dataclasses import dataclass

from app.core.generation.release import Release, ReleasedQuestion


@dataclass(frozen=True, slots=True)
class Change:
    old: ReleasedQuestion
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
    retired: tuple[ReleasedQuestion, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.reworded or self.key_changed or self.retired)


def plan(old: Release | None, new: Release) -> Plan:
    before = old.by_uid if old else {}
    after = new.by_uid
    kept = [Change(before[uid], after[uid]) for uid in after if uid in before]
    corrected = [change for change in kept if change.old.key_hash != change.new.key_hash]
    return Plan(
        added=tuple(question for uid, question in after.items() if uid not in before),
        reworded=tuple(
            change
            for change in kept
            if change not in corrected and change.old.content_hash != change.new.content_hash
        ),
        key_changed=tuple(corrected),
        retired=tuple(question for uid, question in before.items() if uid not in after),
    )
