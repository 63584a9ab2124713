"""Put events in order, from the timeline."""

from collections.abc import Iterator

from app.core.generation.bench import Bench, JointGenerator, Made
from app.core.generation.bench.events import are_in_order, events, in_time, told_ends
from app.core.generation.bench.groups import Group, Size, groups
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Skill
from app.core.questions import Item, Ordering

NAME = "ordering"
PROMPT = "Put these events in order, the earliest first."
SIZE = Size(fewest=4, most=5)


def _make(bench: Bench) -> Iterator[ReleasedQuestion]:
    for group in groups(bench, NAME, events(bench, NAME), SIZE, are_in_order):
        yield bench.release(_made(group))


def _made(group: Group) -> Made:
    in_order = in_time(group)
    return Made(
        [member.fact for member in group],
        NAME,
        group[0].slot,
        Ordering(tuple(Item.of(member.text, member.match) for member in in_order)),
        prompt=PROMPT,
        explanation=told_ends(in_order),
        key=[member.name for member in in_order],
        partners=[member.name for member in group[1:]],
        skill=Skill.SEQUENCE,
    )


GENERATOR = JointGenerator(NAME, _make)
