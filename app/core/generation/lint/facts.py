"""Rules that need the bank: voices, bounds, neighbours, and what the article really holds."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from app.core.generation.article import Fingerprint, copied
from app.core.generation.lint.alike import are_alike
from app.core.generation.lint.english import content_words, is_attributed
from app.core.generation.lint.findings import BLANK, Finding, Item, finding
from app.core.generation.release import Release, ReleasedQuestion
from app.core.generation.source import SPEAKER, Entities, EntityKind, Fact, Skill, Source
from app.core.generation.wording import (
    as_answer,
    has_words,
    mentions,
    names_in_slot,
    plain,
    says_bound,
    statement,
)
from app.core.messages import N_
from app.core.questions import (
    Categorise,
    Flashcard,
    Matching,
    MultipleAnswer,
    Ordering,
    SingleChoice,
    TrueFalse,
)
from app.core.values import Bound, Number

# Fairness across voices is no matter of two or three claims.
FEWEST_CLAIMS = 6
FEWEST_SHARED = 3
MOST_OF_A_STEM = 0.75
COUNTRY = "country"
DOUBTS = (
    *("believed", "thought", "said", "alleged", "allegedly", "accused", "accuses", "blamed"),
    *("apparent", "apparently", "may", "might", "could", "possibly", "probably", "likely"),
    *("perhaps", "suggest", "suggests", "seem", "seems", "seemed", "appear", "appears"),
    *("reported", "reportedly", "suspected", "in some ways", "for the most part", "partly"),
    *("mostly", "largely", "considered", "arguably", "supposed", "supposedly", "presumed"),
)
_NAMES = re.compile(r"(?<=\w )[A-Z][\w’-]+|^[A-Z]{2,}\b")
# Their rows name the speakers, and their items no figures.
_IN_ROWS = (Matching, Ordering, Categorise)


def fact_rules(source: Source, release: Release, article: Fingerprint) -> Iterator[Finding]:
    """All that concerns facts rather than one question."""
    asked = {uid for question in release.questions for uid in question.question.facts}
    for fact in source.facts:
        where = source.fact_uid(fact)
        if where not in asked:
            message = N_("The fact makes no question.")
            mend = N_("Write a question for one of its slots.")
            yield finding("nothing-asked", where, message, mend)
        yield from _citations(source, fact, article)
    yield from _voices(source)
    yield from _near_duplicates(release)


class Told:
    """What a bank says, looked through once for all its questions."""

    def __init__(self, source: Source, runs: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.runs = runs
        self.facts = {source.fact_uid(fact): fact for fact in source.facts}
        self.by_name = {
            plain(name): each for each in source.entities.values() for name in each.spellings
        }
        self._statements = {uid: plain(statement(source, fact)) for uid, fact in self.facts.items()}

    def elsewhere(self, question: ReleasedQuestion, stem: str, choice: str) -> str:
        """The id of a fact that says of the choice what the question asks, in the same words."""
        sought = set(content_words(stem)) - set(content_words(choice))
        names = {word for name in _NAMES.findall(stem) for word in content_words(name)}
        if len(sought) < FEWEST_SHARED:
            return ""
        for uid, told in self._statements.items():
            if f" {plain(choice)} " in f" {told} " and uid not in question.question.facts:
                shared = sought & set(content_words(told))
                if len(shared) >= max(FEWEST_SHARED, MOST_OF_A_STEM * len(sought)) and (
                    names & sought <= shared
                ):
                    return self.facts[uid].id
        return ""


def question_rules(bank: Told, question: ReleasedQuestion, item: Item) -> Iterator[Finding]:
    """All that concerns one released question and its fact."""
    source, fact = bank.source, bank.facts[question.fact]
    if not isinstance(question.content, _IN_ROWS):
        yield from _unattributed(source, fact, question, item)
        yield from _lost_bound(fact, question, item)
        yield from _lost_hedge(fact, item)
        yield from _also_true(bank, fact, question, item)
        yield from _wronged(bank, fact, question, item)
    yield from _entities(bank, item)
    yield from copied_words(item, bank.runs)


def _unattributed(
    source: Source, fact: Fact, question: ReleasedQuestion, item: Item
) -> Iterator[Finding]:
    if fact.is_quoted and not _asks_who_says_it(fact, question.slot):
        speaker = source.entities[fact.speaker]
        if not mentions(item.stem, speaker):
            message = N_("%(speaker)s says so, not the article: “%(stem)s”.")
            mend = N_("Name %(speaker)s in the question.")
            yield item.finding("unattributed", message, mend, speaker=speaker.name, stem=item.stem)


def _asks_who_says_it(fact: Fact, slot: str) -> bool:
    """A sentence with gaps, whose slot is "", holds the speaker's name unless it is a gap."""
    held = names_in_slot(fact)
    return slot == SPEAKER or (bool(held) and slot in (held, ""))


def copied_words(item: Item, runs: frozenset[str]) -> Iterator[Finding]:
    seen = [run for text in _texts(item) for run in copied(text, runs)]
    for run in dict.fromkeys(seen):
        message = N_("Eight words in a row are the article’s: “%(words)s”.")
        yield item.finding("copied", message, N_("Say it in your own words."), words=run)


def _citations(source: Source, fact: Fact, article: Fingerprint) -> Iterator[Finding]:
    where, known = source.fact_uid(fact), {each.number for each in article.paragraphs}
    for paragraph in fact.cite:
        if known and paragraph not in known:
            message = N_("The article has no paragraph %(paragraph)s; it has %(count)s.")
            mend = N_("Count non-empty lines from 1, headings included.")
            counts = {"paragraph": paragraph, "count": len(known)}
            yield finding("missing-citation", where, message, mend, **counts)
        elif not article.label(paragraph) and not source.bank.labels.get(paragraph):
            message = N_("Paragraph %(paragraph)s has no label.")
            mend = N_("Write two to six words for it: its label, where the bank is described.")
            yield finding("no-label", where, message, mend, paragraph=paragraph)


def _voices(source: Source) -> Iterator[Finding]:
    claims = Counter(fact.speaker for fact in source.facts if fact.is_quoted)
    for speaker, count in claims.items():
        if claims.total() >= FEWEST_CLAIMS and count * 3 > claims.total():
            message = N_("%(count)s of %(all)s claims are %(speaker)s’s.")
            mend = N_("Let the others speak as well.")
            name, whole = source.entities[speaker].name, claims.total()
            told: dict[str, str | int] = {"count": count, "all": whole, "speaker": name}
            yield finding("one-voice", source.bank.id, message, mend, **told)


def _near_duplicates(release: Release) -> Iterator[Finding]:
    cards = [each for each in release.questions if isinstance(each.content, Flashcard)]
    stems = [(card, plain(card.prompt)) for card in cards]
    for (one, first), (two, second) in combinations(stems, 2):
        if one.fact != two.fact and are_alike(first, second):
            where, other = (f"{each.fact} {each.slot}" for each in (one, two))
            message = N_("%(other)s asks almost the same: “%(stem)s”.")
            mend = N_("Join them, or tell them apart.")
            yield finding("near-duplicate", where, message, mend, other=other, stem=one.prompt)


def _lost_bound(fact: Fact, question: ReleasedQuestion, item: Item) -> Iterator[Finding]:
    value = fact.slots.get(question.slot)
    if not isinstance(value, Number) or value.bound is Bound.EXACTLY:
        return
    texts = [text for group in item.groups for text in group.texts]
    is_in_choices = bool(texts) and all(says_bound(text, value.bound) for text in texts)
    if not is_in_choices and not says_bound(item.stem, value.bound):
        message = N_("“%(bound)s” is lost in “%(stem)s”.")
        mend = N_("Begin with “%(bound)s …”.")
        bound = str(value.bound).capitalize()
        yield item.finding("lost-bound", message, mend, bound=bound, stem=item.stem)


def _lost_hedge(fact: Fact, item: Item) -> Iterator[Finding]:
    """The fact keeps its doubt; whoever only reads the question must meet it too."""
    if not fact.hedge or is_attributed(item.stem):
        return
    texts = (item.stem, *item.keys)
    if not any(has_words(text, doubt) for text in texts for doubt in (fact.hedge, *DOUBTS)):
        message = N_("The doubt “%(hedge)s” is lost in “%(stem)s”.")
        mend = N_("Say it in the question as well.")
        yield item.finding("lost-hedge", message, mend, hedge=fact.hedge, stem=item.stem)


def _also_true(bank: Told, fact: Fact, question: ReleasedQuestion, item: Item) -> Iterator[Finding]:
    """A wrong choice that the fact itself, or another fact, makes right."""
    if question.skill is Skill.ELIMINATION:
        return
    own = {plain(text) for text in _true_texts(bank.source, fact, question.slot)}
    for text in (text for group in item.groups for text in group.others):
        if plain(text) in own:
            message = N_("“%(choice)s” is true as well.")
            mend = N_("Replace it; also_true says so.")
            yield item.finding("also-true", message, mend, choice=text)
        elif other := bank.elsewhere(question, item.stem, text):
            message = N_("“%(choice)s” may be true as well: see %(fact)s.")
            mend = N_("Replace it, or ask more exactly.")
            yield item.finding("maybe-also-true", message, mend, choice=text, fact=other)


def _true_texts(source: Source, fact: Fact, slot: str) -> Iterator[str]:
    for value in fact.also_true.get(slot, ()):
        yield as_answer(source, value)
    own = fact.slots.get(slot)
    if isinstance(own, Entities) and len(own.ids) > 1:
        yield from (source.entities[each].name for each in own.ids)


def _wronged(bank: Told, fact: Fact, question: ReleasedQuestion, item: Item) -> Iterator[Finding]:
    """Nobody learns a falsehood about somebody: not where people suffered, nor in quotations."""
    content, slot = question.content, question.slot
    is_false = isinstance(content, TrueFalse) and not content.is_true
    if is_false and fact.is_quoted and slot not in fact.false:
        message = N_("“%(stem)s” puts false words into somebody’s mouth.")
        mend = N_("Ask what was said, or make the statement true.")
        yield item.finding("false-quotation", message, mend, stem=item.stem)
    if not fact.is_sensitive or slot == SPEAKER or slot in fact.safe:
        return
    others = [text for group in item.groups for text in group.others]
    blamed = [text for text in others if _can_be_blamed(bank, text)]
    if blamed or (is_false and isinstance(fact.slots.get(slot), Entities)):
        message = N_("Where people suffered, “%(choice)s” is blamed or pitied falsely.")
        mend = N_("Ask for something else, or write safe if nobody is harmed.")
        yield item.finding("false-accusation", message, mend, choice=(*blamed, item.stem)[0])


def _can_be_blamed(bank: Told, text: str) -> bool:
    entity = bank.by_name.get(plain(text))
    actors = (EntityKind.PERSON, EntityKind.ORGANISATION)
    return entity is not None and (entity.kind in actors or entity.group == COUNTRY)


def _entities(bank: Told, item: Item) -> Iterator[Finding]:
    """Choices that name entities: never the same one twice, nor ones of different kinds."""
    for group in item.groups:
        named = {text: bank.by_name.get(plain(text)) for text in group.texts}
        known = {text: entity for text, entity in named.items() if entity is not None}
        for (one, first), (two, second) in combinations(known.items(), 2):
            if first is second and plain(one) != plain(two):
                message = N_("“%(one)s” and “%(two)s” are both %(name)s.")
                names = {"one": one, "two": two, "name": first.name}
                mend = N_("Replace one of them.")
                yield item.finding("alias-choices", message, mend, **names)
        kinds = {entity.kind for entity in known.values()}
        if len(kinds) > 1:
            message = N_("The choices are of different kinds: %(kinds)s.")
            mend = N_("Choose entities of one kind.")
            yield item.finding("mixed-choices", message, mend, kinds=", ".join(sorted(kinds)))


def _texts(item: Item) -> Iterator[str]:
    """Every text a reader may see of a question, a gap filled as the fact fills it."""
    question, content = item.question, item.question.content
    yield from (item.stem.replace(BLANK, f" {key} ") for key in (item.keys or ("",))[:1])
    yield from (question.prompt, question.explanation)
    match content:
        case SingleChoice(choices) | MultipleAnswer(choices):
            yield from (text for choice in choices for text in (choice.text, choice.why))
        case TrueFalse(_, why_true, why_false):
            yield from (why_true, why_false)
        case Flashcard(back):
            yield "".join(span.text for span in back)
        case Matching(pairs, extra):
            yield from (text for pair in pairs for text in (pair.text, pair.match, pair.why))
            yield from extra
        case Ordering(items):
            yield from (each.text for each in items)
        case Categorise(categories, items):
            yield from (category.name for category in categories)
            yield from (text for each in items for text in (each.text, each.why))
