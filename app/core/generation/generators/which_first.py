"""Which of these happened first? An event of the timeline among three that came later."""

from collections.abc import Iterator

from app.core.generation.bench import Bench, JointGenerator, Made, in_no_order
from app.core.generation.bench.events import events, in_time, is_before, told_in_order
from app.core.generation.bench.groups import Group, Member, Size, groups
from app.core.generation.release import ReleasedQuestion
from app.core.generation.source import Skill
from app.core.questions import Choice, SingleChoice

NAME = "which_first"
PROMPT = "Which of these events came first?"
SIZE = Size(fewest=4, most=4)


def _make(bench: Bench) -> Iterator[ReleasedQuestion]:
    for group in groups(bench, NAME, events(bench, NAME), SIZE, _is_later):
        yield bench.release(_made(group))


def _is_later(group: Group, member: Member) -> bool:
    return is_before(group[0], member)


def _made(group: Group) -> Made:
    first, *later = group
    right = Choice.of(first.text, right=True, why=f"That came first: {first.match}.")
    wrong = [Choice.of(each.text, why=f"That came later: {each.match}.") for each in later]
    return Made(
        [member.fact for member in group],
        NAME,
        first.slot,
        SingleChoice(in_no_order([right, *wrong])),
        prompt=PROMPT,
        explanation=told_in_order(in_time(group)),
        key=first.name,
        partners=[member.name for member in later],
        skill=Skill.SEQUENCE,
    )


GENERATOR = JointGenerator(NAME, _make)
