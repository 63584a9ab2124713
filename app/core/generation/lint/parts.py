"""Rules on what is typed, filled in, matched, ordered and sorted."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations

from app.core.generation.lint.english import content_words, is_related
from app.core.generation.lint.findings import Finding, Item
from app.core.generation.lint.sameness import are_same
from app.core.grading.numbers import ToleranceKind
from app.core.messages import N_
from app.core.questions import (
    Categorise,
    Cloze,
    Gap,
    Matching,
    Numerical,
    Ordering,
    ShortAnswer,
    check,
)
from app.core.values import MONTHS, Bound

FEWEST_PARTS = 3
MOST_GAPS = 4
WORDS_A_GAP = 3
MOST_PAIRS, MOST_ITEMS, MOST_SORTED = 10, 10, 12
MOST_WORDS_TO_TYPE = 5
WIDE = Decimal("0.5")
LONG_FIGURE = 5
_CHECKED_HERE = ("choices", "others")
_DATED = re.compile(rf"\b(?:1\d{{3}}|20\d{{2}})\b|\b(?:{'|'.join(MONTHS)}) \d", re.IGNORECASE)
_MEASURED = re.compile(
    r"\bhow (?:long|far|high|tall|deep|wide|broad|heavy|fast|old|large|big|hot|cold|thick)\b"
    r"|\b(?:length|height|speed|mass|weight|distance|area|volume|temperature|depth|width|duration|"
    r"altitude|pulse|pressure|size|power|voltage)\b",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\b(?:k?m|cm|mm|k?g|mg|t|l|ml|h|s|ms|min|[kmg]?b|v|w|kw|n|j|pa|hz|ppm)\b(?!\w)|[°%$€£]|²|³"
    r"|\b(?:metre|meter|kilomet|centimet|millimet|mile|inch|feet|foot|yard|acre|hectare|year|month|"
    r"week|day|hour|minute|second|gram|kilo|tonne|ton|pound|ounce|degree|percent|per cent|people|"
    r"euro|dollar|litre|liter|gallon|bit|byte|volt|watt|newton|joule|square|cubic|knot|beat|unit|"
    r"pixel|page|word|step|light)",
    re.IGNORECASE,
)


def sound(item: Item) -> Iterator[Finding]:
    """What the type itself finds wrong, unless a rule on choices says it better."""
    for problem in check(item.question.content):
        if problem.where not in _CHECKED_HERE:
            yield item.finding("unsound", problem.message, problem.mend, **problem.params)


def gaps(item: Item) -> Iterator[Finding]:
    content = item.question.content
    if not isinstance(content, Cloze):
        return
    count = sum(isinstance(part, Gap) for part in content.parts)
    words = sum(len(re.findall(r"\w+", part)) for part in content.parts if isinstance(part, str))
    if count > MOST_GAPS or (count > 1 and words < WORDS_A_GAP * count):
        message = N_("%(count)s gaps leave %(words)s words to go by.")
        yield item.finding("too-many-gaps", message, N_("Fill some."), count=count, words=words)
    if isinstance(content.parts[0], Gap) and not item.is_released:
        message = N_("The sentence begins with its gap, before anything is said.")
        yield item.finding("gap-at-start", message, N_("Move the gap towards the end."))


def typing(item: Item) -> Iterator[Finding]:
    content = item.question.content
    if isinstance(content, ShortAnswer):
        shortest = min(
            (answer.text for answer in content.answers), key=lambda text: len(text.split())
        )
        if len(shortest.split()) > MOST_WORDS_TO_TYPE:
            message = N_("Nobody types “%(key)s” in just these words.")
            mend = N_("Ask for a name or a few words, or offer choices.")
            yield item.finding("long-key", message, mend, key=shortest)


def figures(item: Item) -> Iterator[Finding]:
    content = item.question.content
    if not isinstance(content, Numerical):
        return
    best = content.answers[0]
    asked = re.split(r"(?<=[.!]) ", item.stem)[-1]
    has_unit = bool(best.number.unit or content.units or _UNITS.search(asked))
    if _MEASURED.search(asked) and not has_unit:
        message = N_("In which unit? Neither the question nor the answer says.")
        yield item.finding("no-unit", message, N_("Write “in metres”, or give the unit."))
    yield from _tolerance(item, best.tolerance.amount, best.tolerance.kind, best.number.value)
    digits = best.number.value.normalize().as_tuple()
    if (
        len(digits.digits) >= LONG_FIGURE
        and int(digits.exponent) < -2
        and not best.tolerance.amount
    ):
        message = N_("Nobody types “%(figure)s” to the last digit.")
        figure = str(best.number.value)
        yield item.finding("tolerance", message, N_("Forgive the last digits."), figure=figure)
    is_rough = best.number.bound is Bound.ABOUT or re.match(r"about|roughly", item.stem, re.I)
    if is_rough and not best.tolerance.amount:
        message = N_("“About”, and only the exact figure counts.")
        yield item.finding("tolerance", message, N_("Say how far off an answer may be."))


def pairs(item: Item) -> Iterator[Finding]:
    content = item.question.content
    if not isinstance(content, Matching):
        return
    yield from _size(item, len(content.pairs), MOST_PAIRS)
    uses = Counter(pair.match for pair in content.pairs)
    if not content.extra and set(uses.values()) == {1}:
        message = N_("Every match is used once, so the last one needs no knowledge.")
        yield item.finding("one-to-one", message, N_("Add a match that belongs to no pair."))
    for one, two in combinations([pair.text for pair in content.pairs], 2):
        if are_same(one, two):
            message, mend = N_("“%(one)s” stands there twice."), N_("Replace one of them.")
            yield item.finding("duplicate-choices", message, mend, one=one)


def order(item: Item) -> Iterator[Finding]:
    content = item.question.content
    if not isinstance(content, Ordering):
        return
    yield from _size(item, len(content.items), MOST_ITEMS)
    dated = [each.text for each in content.items if _DATED.search(each.text)]
    if len(dated) > 1:
        message = N_("“%(item)s” says its date, so the order can be read.")
        mend = N_("Write the date as the label, which is shown afterwards.")
        yield item.finding("dates-in-items", message, mend, item=dated[0])
    for one, two in combinations(content.items, 2):
        if one.label and one.label == two.label:
            message = N_("“%(one)s” and “%(two)s” have the same place: %(label)s.")
            names = {"one": one.text, "two": two.text, "label": one.label}
            yield item.finding("one-key", message, N_("Leave one out."), **names)


def heaps(item: Item) -> Iterator[Finding]:
    content = item.question.content
    if not isinstance(content, Categorise):
        return
    yield from _size(item, len(content.items), MOST_SORTED)
    used = {each.category for each in content.items}
    for category in content.categories:
        if category.id not in used:
            message = N_("Nothing belongs to “%(name)s”.")
            mend = N_("Add an item for it, or leave it out.")
            yield item.finding("empty-category", message, mend, name=category.name)
    yield from _items_on_heaps(item, content)


PART_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    *(sound, gaps, typing, figures, pairs, order, heaps),
)


def _items_on_heaps(item: Item, content: Categorise) -> Iterator[Finding]:
    names = {category.id: category.name for category in content.categories}
    for each in content.items:
        own = content_words(names.get(each.category, ""))
        if any(is_related(word, other) for word in content_words(each.text) for other in own):
            message = N_("“%(item)s” names its own category.")
            yield item.finding("repeat-cue", message, N_("Word it otherwise."), item=each.text)
    for one, two in combinations(content.items, 2):
        if are_same(one.text, two.text) and one.category != two.category:
            message = N_("“%(item)s” belongs to two categories.")
            yield item.finding("one-key", message, N_("Leave one out."), item=one.text)


def _size(item: Item, count: int, most: int) -> Iterator[Finding]:
    if count < FEWEST_PARTS:
        message = N_("There are only %(count)s parts.")
        yield item.finding("few-choices", message, N_("Add one more."), count=count)
    if count > most:
        message = N_("%(count)s parts are too many to keep in mind.")
        mend = N_("Use at most %(most)s.")
        yield item.finding("too-many-parts", message, mend, count=count, most=most)


def _tolerance(
    item: Item, amount: Decimal, kind: ToleranceKind, value: Decimal
) -> Iterator[Finding]:
    share = amount if kind is not ToleranceKind.NOMINAL or not value else amount / abs(value)
    if value and share >= WIDE:
        message = N_("Nearly any figure counts: %(amount)s off is still right.")
        yield item.finding("tolerance", message, N_("Forgive less."), amount=str(amount))
