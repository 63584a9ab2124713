"""What the editor calls the fields of a fact and of a name."""

from collections.abc import Mapping
from typing import Any

from app.core.generation.source import EntityKind, FactKind, Skill, Truth
from app.core.values import Bound
from app.web.translate import lazy_gettext

VALUE_KINDS = {
    "entity": lazy_gettext("a name"),
    "number": lazy_gettext("a number"),
    "date": lazy_gettext("a date"),
    "text": lazy_gettext("other words"),
}
BOUNDS: Mapping[str, Any] = {
    Bound.EXACTLY: lazy_gettext("exactly"),
    Bound.ABOUT: lazy_gettext("about"),
    Bound.AT_LEAST: lazy_gettext("at least"),
    Bound.MORE_THAN: lazy_gettext("more than"),
    Bound.NEARLY: lazy_gettext("nearly"),
    Bound.AT_MOST: lazy_gettext("at most"),
}
TRUTHS: Mapping[str, Any] = {
    Truth.REPORTED: lazy_gettext("The narrator’s"),
    Truth.ATTRIBUTED: lazy_gettext("Said or claimed by somebody"),
    Truth.DISPUTED: lazy_gettext("Claimed by somebody, disputed by others"),
    Truth.CONTRADICTED: lazy_gettext("Claimed by somebody, contradicted by the article"),
}
IMPORTANCES = {
    "1": lazy_gettext("A detail"),
    "2": lazy_gettext("Usual"),
    "3": lazy_gettext("Central"),
}
FACT_KINDS: Mapping[str, Any] = {
    FactKind.EVENT: lazy_gettext("Event"),
    FactKind.QUANTITY: lazy_gettext("Quantity"),
    FactKind.DATE: lazy_gettext("Date of something"),
    FactKind.ACTOR: lazy_gettext("Who did it"),
    FactKind.MEMBERSHIP: lazy_gettext("Membership"),
    FactKind.ROLE: lazy_gettext("Role or post"),
    FactKind.DEFINITION: lazy_gettext("Definition"),
    FactKind.ACRONYM: lazy_gettext("Acronym"),
    FactKind.ATTRIBUTION: lazy_gettext("What somebody says"),
    FactKind.CAUSE: lazy_gettext("Cause"),
    FactKind.GOAL: lazy_gettext("Goal"),
    FactKind.COMPARISON: lazy_gettext("Comparison"),
    FactKind.SEQUENCE: lazy_gettext("Sequence"),
    FactKind.MANDATE: lazy_gettext("Mandate"),
}
SKILLS: Mapping[str, Any] = {
    Skill.RECALL: lazy_gettext("recall"),
    Skill.COMPARISON: lazy_gettext("comparison"),
    Skill.SEQUENCE: lazy_gettext("sequence"),
    Skill.RELATION: lazy_gettext("relation"),
    Skill.ATTRIBUTION: lazy_gettext("attribution"),
    Skill.CLASSIFICATION: lazy_gettext("classification"),
    Skill.ELIMINATION: lazy_gettext("elimination"),
}
SKILLS_TO_CHOOSE: Mapping[str, Any] = {"": lazy_gettext("as its kind takes"), **SKILLS}
GENERATORS = {
    "single_choice": lazy_gettext("Single choice"),
    "multiple_answer": lazy_gettext("Several answers"),
    "odd_one_out": lazy_gettext("Which is not one of them"),
    "who_said_it": lazy_gettext("Who said it"),
    "true_false": lazy_gettext("True or false"),
    "short_answer": lazy_gettext("Short answer"),
    "numerical": lazy_gettext("Number"),
    "date": lazy_gettext("Date"),
    "cloze": lazy_gettext("Gaps"),
    "flashcard_forward": lazy_gettext("Flashcard"),
    "flashcard_reverse": lazy_gettext("Flashcard, the other way round"),
    "matching": lazy_gettext("Matching"),
    "ordering": lazy_gettext("Putting in order"),
    "which_first": lazy_gettext("Which came first"),
    "categorise": lazy_gettext("Sorting into groups"),
}
ENTITY_KINDS: Mapping[str, Any] = {
    EntityKind.PERSON: lazy_gettext("Person"),
    EntityKind.ORGANISATION: lazy_gettext("Organisation"),
    EntityKind.PLACE: lazy_gettext("Place"),
    EntityKind.OPERATION: lazy_gettext("Operation"),
    EntityKind.TEXT: lazy_gettext("Text"),
    EntityKind.CONCEPT: lazy_gettext("Something else"),
}
ENTITY_GROUPS: Mapping[str, Any] = {
    EntityKind.PERSON: lazy_gettext("People"),
    EntityKind.ORGANISATION: lazy_gettext("Organisations"),
    EntityKind.PLACE: lazy_gettext("Places"),
    EntityKind.OPERATION: lazy_gettext("Operations"),
    EntityKind.TEXT: lazy_gettext("Texts"),
    EntityKind.CONCEPT: lazy_gettext("Other things"),
}
DECISIONS = {
    "approved": lazy_gettext("approved"),
    "rejected": lazy_gettext("rejected"),
    "edited": lazy_gettext("edited by a keeper"),
}


def skill_words(name: str) -> Any:
    """What answering a question takes, as a page names it."""
    return SKILLS.get(name, name)


def decision_words(name: str) -> Any:
    """What a keeper decided about a question."""
    return DECISIONS.get(name, name)


def entity_kind_words(name: str) -> Any:
    """All names of a kind, as a heading calls them."""
    return ENTITY_GROUPS.get(name, name)
