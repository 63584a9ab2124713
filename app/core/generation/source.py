"""A bank as it is written: entities and facts, parsed and checked, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.values import Date, Number

SPEAKER = "speaker"


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OPERATION = "operation"
    TEXT = "text"
    CONCEPT = "concept"


class FactKind(StrEnum):
    EVENT = "event"
    QUANTITY = "quantity"
    DATE = "date"
    ACTOR = "actor"
    MEMBERSHIP = "membership"
    ROLE = "role"
    DEFINITION = "definition"
    ACRONYM = "acronym"
    ATTRIBUTION = "attribution"
    CAUSE = "cause"
    GOAL = "goal"
    COMPARISON = "comparison"
    SEQUENCE = "sequence"
    MANDATE = "mandate"


class Skill(StrEnum):
    """What answering takes, from bare recall upwards."""

    RECALL = "recall"
    COMPARISON = "comparison"
    SEQUENCE = "sequence"
    RELATION = "relation"
    ATTRIBUTION = "attribution"
    CLASSIFICATION = "classification"
    ELIMINATION = "elimination"


class Truth(StrEnum):
    """Whose word a fact rests on: the narrator's, a speaker's, or nobody's undisputed word."""

    REPORTED = "reported"
    ATTRIBUTED = "attributed"
    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Entities:
    """One entity, or a list of them that is complete; `shown` is how one sentence words it."""

    ids: tuple[str, ...]
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Any other value, worded as it stands in the sentence."""

    text: str


Value = Entities | Number | Date | Phrase


def key_of(value: Value) -> str:
    """Name a value apart from its wording: equal keys mean the same answer.

    The inferred year's mark is left out, since finding the year printed changes no answer.
    """
    match value:
        case Entities(ids):
            return "@" + "+".join(sorted(ids))
        case Number():
            return value.notation
        case Date():
            return value.notation.partition("|")[0]
        case Phrase(text):
            return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what facts are about. `about` is one sentence, the reason it is a wrong choice.

    `roles` and `side` are told to readers; neighbours on the same side are the nearer ones.
    """

    id: str
    kind: EntityKind
    name: str
    the: bool = False
    aliases: tuple[str, ...] = ()
    acronym: str = ""
    group: str = ""
    about: str = ""
    roles: tuple[str, ...] = ()
    side: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name first, then everything else it is called."""
        return tuple(
            dict.fromkeys(name for name in (self.name, self.acronym, *self.aliases) if name)
        )


@dataclass(frozen=True, slots=True)
class Slot:
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Distractor:
    """A wrong choice somebody wrote; without `why` it is an entity, whose `about` says it."""

    value: Value
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with its slots. `parts` spells the sentence, in order, slots among words.

    `event` words what happened on a date slot without the date; `gist` is a claim in a few words
    without its speaker; `ask_not` asks which of several is not in a list.
    """

    id: str
    kind: FactKind
    text: str
    parts: tuple[str | Slot, ...]
    ask: Mapping[str, str] = field(default_factory=dict)
    ask_one: Mapping[str, str] = field(default_factory=dict)
    ask_not: Mapping[str, str] = field(default_factory=dict)
    reverse: Mapping[str, str] = field(default_factory=dict)
    event: Mapping[str, str] = field(default_factory=dict)
    gist: str = ""
    cite: tuple[int, ...] = ()
    truth: Truth = Truth.REPORTED
    speaker: str = ""
    hedge: str = ""
    importance: int = 2
    as_of: str = ""
    is_sensitive: bool = False
    tags: tuple[str, ...] = ()
    explain: str = ""
    accept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also_true: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    distractors: Mapping[str, tuple[Distractor, ...]] = field(default_factory=dict)
    false: Mapping[str, Value] = field(default_factory=dict)
    safe: tuple[str, ...] = ()
    tolerance: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    skill: Skill | None = None
    replaces: tuple[str, ...] = ()
    # By slot, "" for the fact itself: the names that memories go by, where not the id (`lineage`).
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """The name under which people first learned it: a renamed fact keeps their history."""
        return self.origins.get("", self.id)

    def origin_of(self, slot: str) -> str:
        """The same for one slot, whose history may come from a fact that was split."""
        return self.origins.get(slot, self.origin)

    @property
    def slots(self) -> dict[str, Value]:
        """Every value by slot name; who says an attributed claim is the slot `speaker`."""
        slots = {part.name: part.value for part in self.parts if isinstance(part, Slot)}
        return slots | ({SPEAKER: Entities((self.speaker,))} if self.is_quoted else {})

    @property
    def is_quoted(self) -> bool:
        return bool(self.speaker) and self.truth is not Truth.REPORTED

    def other_slot(self, name: str) -> str:
        """The answer's slot when `name` is given, in a fact of two slots."""
        (other,) = (slot for slot in self.slots if slot not in (name, SPEAKER))
        return other

    def wants(self, generator: str, slot: str) -> bool:
        return generator not in self.skip and f"{generator}:{slot}" not in self.skip


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    publisher: str
    url: str
    language: str = "en"
    author: str = ""
    published_on: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """What `bank.toml` says. `labels` names paragraphs in our own words; `loaded` are words of a
    party, to be used only where it is named.
    """

    id: str
    name: str
    description: str
    language: str
    licence: str
    as_of: str
    article: Article
    content_note: str = ""
    release: int = 1
    labels: Mapping[int, str] = field(default_factory=dict)
    loaded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A heap to sort on: members of slots, as (fact id, slot), and whole facts by their gists."""

    name: str
    slots: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorting:
    """Things of several facts that belong on two to four heaps."""

    id: str
    prompt: str
    categories: tuple[Category, ...]
    importance: int = 2
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A whole bank as written, every reference known to lead somewhere."""

    bank: Bank
    entities: Mapping[str, Entity]
    facts: tuple[Fact, ...]
    sortings: tuple[Sorting, ...] = ()

    def fact_uid(self, fact: Fact) -> str:
        return f"{self.bank.id}/{fact.origin}"

    def as_of(self, fact: Fact) -> str:
        return fact.as_of or self.bank.as_of

    def entities_of(self, value: Value) -> tuple[Entity, ...]:
        """The entities a value names, none for other values."""
        ids = value.ids if isinstance(value, Entities) else ()
        return tuple(self.entities[entity_id] for entity_id in ids)
