"""Whether a bank is fair as a whole: where its keys stand, what it asks, and what it leaves out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from app.core.generation.article import Fingerprint
from app.core.generation.lineage import named
from app.core.generation.lint.alike import near_duplicates
from app.core.generation.release import Release, ReleasedQuestion
from app.core.generation.source import Fact, FactKind, Skill, Source
from app.core.messages import N_, Words
from app.core.questions import Question, SingleChoice, TrueFalse, arrange

SEEDS = 20
CHOICES = 4
CENTRAL = 3
TYPES_OF_A_CENTRAL_FACT = 2
# Shares say nothing about a handful.
FEWEST = 12


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, and between which shares it should lie."""

    part: float
    whole: int
    least: float = 0.0
    most: float = 1.0

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 0.0

    @property
    def goal(self) -> str:
        """Such as ``20–33 %``; nothing where any share is as good."""
        if self.least <= 0 and self.most >= 1:
            return ""
        return f"{self.least * 100:.0f}–{self.most * 100:.0f} %"

    @property
    def is_met(self) -> bool:
        return self.whole < FEWEST or self.least <= self.value <= self.most


@dataclass(frozen=True, slots=True)
class Line:
    """One share in words: for the command line and for the keepers' page."""

    code: str
    title: Words
    share: Share


@dataclass(frozen=True, slots=True)
class Balance:
    """`key_positions` counts how often the key is shown first, second, … of four choices.

    Only a bank has speakers and leaves out anything; in loose questions these are empty.
    """

    questions: int
    types: Mapping[str, int]
    key_positions: tuple[int, ...]
    longest_is_key: Share
    true_statements: Share
    near_duplicates: tuple[tuple[str, str], ...]
    skills: Mapping[str, int] = field(default_factory=dict)
    above_recall: Share = Share(0, 0)
    sensitive: Share = Share(0, 0)
    casualty_numbers: Share = Share(0, 0)
    speakers: Mapping[str, int] = field(default_factory=dict)
    loudest: Share = Share(0, 0)
    paragraphs_without_questions: tuple[int, ...] = ()
    facts_without_questions: tuple[str, ...] = ()
    central_facts_with_one_type: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every share that says something about these questions."""
        return tuple(line for line in _lines(self) if line.share.whole)

    @property
    def gaps(self) -> tuple[tuple[Words, tuple[str | int, ...]], ...]:
        """What a bank leaves out, and what it asks twice."""
        pairs = tuple(" = ".join(pair) for pair in self.near_duplicates)
        twice = (Words(N_("Questions asked almost twice")), pairs)
        if not self.skills:
            return (twice,)
        return (
            (Words(N_("Paragraphs without questions")), self.paragraphs_without_questions),
            (Words(N_("Facts without questions")), self.facts_without_questions),
            (Words(N_("Central facts asked in one way")), self.central_facts_with_one_type),
            twice,
        )

    def to_json(self) -> dict[str, Any]:
        """As `bank check --json` prints it."""
        shares = {
            line.code: {
                "title": str(line.title),
                "part": line.share.part,
                "whole": line.share.whole,
                "share": round(line.share.value, 4),
                "goal": [round(line.share.least, 4), round(line.share.most, 4)],
                "met": line.share.is_met,
            }
            for line in self.lines
        }
        return {
            "shares": shares,
            "key_positions": list(self.key_positions),
            "types": dict(self.types),
            "skills": dict(self.skills),
            "speakers": dict(self.speakers),
            "paragraphs_without_questions": list(self.paragraphs_without_questions),
            "facts_without_questions": list(self.facts_without_questions),
            "central_facts_with_one_type": list(self.central_facts_with_one_type),
            "near_duplicates": [list(pair) for pair in self.near_duplicates],
        }


def balance_of(questions: Sequence[Question]) -> Balance:
    """Of loose questions: uploaded, or written by hand."""
    four = [each for each in questions if _has_four_choices(each)]
    statements = [each.content for each in questions if isinstance(each.content, TrueFalse)]
    longest = sum(map(_longest_is_key, four))
    return Balance(
        questions=len(questions),
        types=_counted(each.type for each in questions),
        key_positions=_positions(four),
        longest_is_key=Share(longest, len(four), 0.20, 0.33),
        true_statements=Share(
            sum(each.is_true for each in statements), len(statements), 0.45, 0.55
        ),
        near_duplicates=near_duplicates(questions),
    )


def balance(release: Release, source: Source, article: Fingerprint) -> Balance:
    """Of a whole bank."""
    asked = release.questions
    whole = len(asked)
    source = named(source, release.lineages)
    facts = {source.fact_uid(fact): fact for fact in source.facts}
    skills = _counted(str(each.skill) for each in asked)
    casualties = sum(_is_casualty_number(facts[each.fact], each) for each in asked)
    speakers = _counted(
        source.entities[facts[each.fact].speaker].name
        for each in asked
        if facts[each.fact].is_quoted
    )
    return replace(
        balance_of([each.question for each in asked]),
        skills=skills,
        above_recall=Share(whole - skills.get(Skill.RECALL, 0), whole, least=1 / 3),
        sensitive=Share(sum(each.is_sensitive for each in asked), whole),
        casualty_numbers=Share(casualties, whole, most=0.1),
        speakers=speakers,
        loudest=Share(max(speakers.values(), default=0), sum(speakers.values()), most=1 / 3),
        paragraphs_without_questions=_silent_paragraphs(asked, article),
        facts_without_questions=_silent_facts(asked, facts),
        central_facts_with_one_type=_thin_facts(asked, facts),
    )


def _lines(found: Balance) -> Iterator[Line]:
    yield Line(
        "longest-is-key", Words(N_("The longest of four choices is right")), found.longest_is_key
    )
    yield Line(
        "true-statements", Words(N_("Statements to judge that are true")), found.true_statements
    )
    yield Line(
        "above-recall", Words(N_("Questions that ask for more than recall")), found.above_recall
    )
    yield Line(
        "casualty-numbers", Words(N_("Questions on numbers of victims")), found.casualty_numbers
    )
    yield Line("sensitive", Words(N_("Questions on suffering")), found.sensitive)
    yield Line(
        "loudest-voice", Words(N_("Questions on claims, by the speaker with most")), found.loudest
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _has_four_choices(question: Question) -> bool:
    content = question.content
    return isinstance(content, SingleChoice) and len(content.choices) == CHOICES


def _positions(questions: Sequence[Question]) -> tuple[int, ...]:
    """As learners see them: shuffled by many seeds."""
    found = [0] * CHOICES
    for question in questions:
        assert isinstance(question.content, SingleChoice)
        key = next((each.id for each in question.content.choices if each.is_right), None)
        for seed in range(SEEDS):
            shown = arrange(question.content, Random(f"{question.uid} {seed}")).choices
            place = next((at for at, choice in enumerate(shown) if choice.id == key), None)
            if place is not None:
                found[place] += 1
    return tuple(found)


def _longest_is_key(question: Question) -> float:
    """Of choices of the same length each is the longest in part."""
    assert isinstance(question.content, SingleChoice)
    choices = question.content.choices
    longest = max(len(choice.text) for choice in choices)
    tied = [choice for choice in choices if len(choice.text) == longest]
    return sum(choice.is_right for choice in tied) / len(tied)


def _is_casualty_number(fact: Fact, question: ReleasedQuestion) -> bool:
    return (
        question.is_sensitive
        and fact.kind is FactKind.QUANTITY
        and question.type in ("numerical", "single_choice")
    )


def _silent_paragraphs(asked: Iterable[ReleasedQuestion], article: Fingerprint) -> tuple[int, ...]:
    cited = {citation.paragraph for each in asked for citation in each.citations}
    return tuple(each.number for each in article.paragraphs if each.number not in cited)


def _silent_facts(asked: Iterable[ReleasedQuestion], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    covered = {fact for each in asked for fact in each.question.facts}
    return tuple(uid for uid in facts if uid not in covered)


def _thin_facts(asked: Iterable[ReleasedQuestion], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    types: defaultdict[str, set[str]] = defaultdict(set)
    for each in asked:
        for fact in each.question.facts:
            types[fact].add(each.type)
    return tuple(
        uid
        for uid, fact in facts.items()
        if fact.importance == CENTRAL and len(types[uid]) < TYPES_OF_A_CENTRAL_FACT
    )
