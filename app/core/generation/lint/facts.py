"""Rules that need the bank: voices, bounds, neighbours, and what the article really holds."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz.fuzz import ratio

from app.core.generation.article import Fingerprint, copied
from app.core.generation.lint.findings import BLANK, Finding, Item, finding
from app.core.generation.release import Release, ReleasedQuestion
from app.core.generation.source import SPEAKER, Fact, Source
from app.core.generation.wording import mentions, plain, says_bound
from app.core.messages import N_
from app.core.questions import Flashcard, SingleChoice, TrueFalse
from app.core.values import Bound, Number

ALIKE = 97
# Fairness across voices is no matter of two or three claims.
FEWEST_CLAIMS = 6
_SMALL = 3


def fact_rules(source: Source, release: Release, article: Fingerprint) -> Iterator[Finding]:
    """All that concerns facts rather than one question."""
    asked = {question.fact for question in release.questions}
    for fact in source.facts:
        where = source.fact_uid(fact)
        if where not in asked:
            yield finding("nothing-asked", where, "The fact makes no question.", "Write ask.")
        yield from _citations(source, fact, article)
    yield from _voices(source)
    yield from _near_duplicates(release)


def question_rules(
    source: Source, fact: Fact, question: ReleasedQuestion, item: Item, runs: frozenset[str]
) -> Iterator[Finding]:
    """All that concerns one released question and its fact."""
    yield from unattributed(source, fact, question, item)
    yield from _lost_bound(fact, question, item)
    yield from _entities(source, item)
    yield from copied_words(item, runs)


def unattributed(
    source: Source, fact: Fact, question: ReleasedQuestion, item: Item
) -> Iterator[Finding]:
    if fact.is_quoted and question.slot != SPEAKER:
        speaker = source.entities[fact.speaker]
        if not mentions(item.stem, speaker):
            message = f"{speaker.name} says so, not the article: {item.stem!r}."
            yield item.finding("unattributed", message, f"Name {speaker.name} in the question.")


def copied_words(item: Item, runs: frozenset[str]) -> Iterator[Finding]:
    seen = [run for text in _texts(item) for run in copied(text, runs)]
    for run in dict.fromkeys(seen):
        message = N_("Eight words in a row are the article’s: “%(words)s”.")
        yield item.finding("copied", message, N_("Say it in your own words."), words=run)


def _citations(source: Source, fact: Fact, article: Fingerprint) -> Iterator[Finding]:
    where, known = source.fact_uid(fact), {each.number for each in article.paragraphs}
    for paragraph in fact.cite:
        if known and paragraph not in known:
            message = f"The article has no paragraph {paragraph}; it has {len(known)}."
            mend = "Count non-empty lines from 1, headings included."
            yield finding("missing-citation", where, message, mend)
        elif not article.label(paragraph) and not source.bank.labels.get(paragraph):
            message = f"Paragraph {paragraph} has no label."
            yield finding("no-label", where, message, "Write two to six words in bank.toml.")


def _voices(source: Source) -> Iterator[Finding]:
    claims = Counter(fact.speaker for fact in source.facts if fact.is_quoted)
    for speaker, count in claims.items():
        if claims.total() >= FEWEST_CLAIMS and count * 3 > claims.total():
            message = f"{count} of {claims.total()} claims are {source.entities[speaker].name}’s."
            yield finding("one-voice", source.bank.id, message, "Let the others speak as well.")


def _near_duplicates(release: Release) -> Iterator[Finding]:
    cards = [each for each in release.questions if isinstance(each.content, Flashcard)]
    stems = [(card, plain(card.prompt)) for card in cards]
    for (one, first), (two, second) in combinations(stems, 2):
        if one.fact != two.fact and _are_alike(first, second):
            where = f"{one.fact} {one.slot}"
            message = f"{two.fact} {two.slot} asks almost the same: {one.prompt!r}."
            yield finding("near-duplicate", where, message, "Join them, or tell them apart.")


def _are_alike(first: str, second: str) -> bool:
    """Tell whether the same words ask twice, in whatever order, small words and endings aside."""
    one, two = ({word for word in text.split() if len(word) > _SMALL} for text in (first, second))
    return one == two or ratio(first, second) >= ALIKE


def _lost_bound(fact: Fact, question: ReleasedQuestion, item: Item) -> Iterator[Finding]:
    value = fact.slots.get(question.slot)
    content = question.content
    if not isinstance(value, Number) or value.bound is Bound.EXACTLY:
        return
    is_in_choices = isinstance(content, SingleChoice) and all(
        says_bound(choice.text, value.bound) for choice in content.choices
    )
    if not is_in_choices and not says_bound(item.stem, value.bound):
        message = f"{str(value.bound)!r} is lost in {item.stem!r}."
        yield item.finding("lost-bound", message, f"Begin with “{value.bound.capitalize()} …”.")


def _entities(source: Source, item: Item) -> Iterator[Finding]:
    """Choices that name entities: never the same one twice, nor ones of different kinds."""
    if item.choices is None:
        return
    by_name = {plain(name): each for each in source.entities.values() for name in each.spellings}
    named = {choice.text: by_name.get(plain(choice.text)) for choice in item.choices.choices}
    known = {text: entity for text, entity in named.items() if entity is not None}
    for (one, first), (two, second) in combinations(known.items(), 2):
        if first is second and plain(one) != plain(two):
            message = f"{one!r} and {two!r} are both {first.name}."
            yield item.finding("alias-choices", message, "Replace one of them.")
    kinds = {entity.kind for entity in known.values()}
    if len(kinds) > 1:
        message = f"The choices are of different kinds: {', '.join(sorted(kinds))}."
        yield item.finding("mixed-choices", message, "Choose entities of one kind.")


def _texts(item: Item) -> Iterator[str]:
    """Every text a reader may see of a question, a gap filled as the fact fills it."""
    question, content = item.question, item.question.content
    yield from (item.stem.replace(BLANK, f" {key} ") for key in (item.keys or ("",))[:1])
    yield from (question.prompt, question.explanation)
    match content:
        case SingleChoice(choices):
            yield from (text for choice in choices for text in (choice.text, choice.why))
        case TrueFalse(_, why_true, why_false):
            yield from (why_true, why_false)
        case Flashcard(back):
            yield "".join(span.text for span in back)
