"""Contents of every type, made by hypothesis and by hand, for the tests of all types."""

from dataclasses import dataclass

from hypothesis import strategies as st

from app.core.grading.numbers import Tolerance, ToleranceKind
from app.core.questions import (
    AcceptedNumber,
    AcceptedText,
    Categorise,
    Category,
    Choice,
    Cloze,
    Content,
    DateQuestion,
    Flashcard,
    Gap,
    Item,
    Matching,
    MultipleAnswer,
    Numerical,
    Ordering,
    Pair,
    Scheme,
    ShortAnswer,
    SingleChoice,
    Sorted,
    Span,
    TrueFalse,
    Unit,
)
from app.core.questions.base import as_read
from app.core.values import Bound, Date, Number


@dataclass(frozen=True)
class Siblings:
    """Two contents that show the same, but whose right answers differ."""

    one: Content
    other: Content


texts = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
different_texts = st.lists(texts, min_size=2, max_size=6, unique_by=as_read)
units = st.sampled_from(["", "people", "km", "%"])
whole_dates = st.dates().map(lambda day: Date(day.year, day.month, day.day))
DATE_FORMS = (
    lambda date: date,
    lambda date: Date(date.year, date.month),
    lambda date: Date(date.year),
    lambda date: Date(None, date.month, date.day),
    lambda date: Date(date.year, date.month, date.day, year_inferred=True),
)


@st.composite
def single_choices(draw) -> Siblings:
    words = draw(different_texts)
    reasons = draw(st.lists(texts, min_size=len(words), max_size=len(words)))
    keys = st.integers(0, len(words) - 1)

    def with_key(key: int, order: list[int]) -> SingleChoice:
        choices = [
            Choice.of(word, right=place == key, why=reason)
            for place, (word, reason) in enumerate(zip(words, reasons, strict=True))
        ]
        return SingleChoice(tuple(choices[place] for place in order))

    orders = st.permutations(range(len(words)))
    return Siblings(with_key(draw(keys), draw(orders)), with_key(draw(keys), draw(orders)))


@st.composite
def multiple_answers(draw) -> Siblings:
    words = draw(different_texts)

    def content() -> MultipleAnswer:
        right = draw(st.sets(st.sampled_from(words), min_size=1, max_size=len(words) - 1))
        choices = [Choice.of(word, right=word in right, why=draw(texts)) for word in words]
        return MultipleAnswer.of(draw(st.permutations(choices)))

    return Siblings(content(), content())


@st.composite
def matchings(draw) -> Siblings:
    words, matches = draw(different_texts), draw(different_texts)

    def content() -> Matching:
        pairs = [Pair.of(word, draw(st.sampled_from(matches)), why=draw(texts)) for word in words]
        extra = set(matches) - {pair.match for pair in pairs}
        return Matching(tuple(draw(st.permutations(pairs))), tuple(sorted(extra)))

    return Siblings(content(), content())


@st.composite
def orderings(draw) -> Siblings:
    words, schemes = draw(different_texts), st.sampled_from(Scheme)

    def content() -> Ordering:
        items = [Item.of(word, draw(texts)) for word in draw(st.permutations(words))]
        return Ordering(tuple(items), draw(schemes))

    return Siblings(content(), content())


@st.composite
def categorisations(draw) -> Siblings:
    words, groups = draw(different_texts), [Category.of(name) for name in draw(different_texts)]

    def content() -> Categorise:
        items = [Sorted.of(word, draw(st.sampled_from(groups)), why=draw(texts)) for word in words]
        return Categorise(tuple(draw(st.permutations(groups))), tuple(draw(st.permutations(items))))

    return Siblings(content(), content())


def short_answers() -> st.SearchStrategy[Siblings]:
    def content(words: list[str], others: list[str]) -> ShortAnswer:
        known = {word.casefold() for word in words}
        return ShortAnswer(
            tuple(AcceptedText(word) for word in words),
            others=tuple(other for other in others if other.casefold() not in known),
        )

    contents = st.builds(content, st.lists(texts, min_size=1, max_size=3), st.lists(texts))
    return st.builds(Siblings, contents, contents)


@st.composite
def numericals(draw) -> Siblings:
    unit = draw(units)
    tolerances = st.builds(Tolerance, st.decimals(0, 2, places=2), st.sampled_from(ToleranceKind))
    offered = draw(st.sampled_from([(), (Unit("m"), Unit("km", 1000))]))
    values = st.builds(
        Number, st.decimals(-(10**9), 10**9, places=2), st.sampled_from(Bound), st.just(unit)
    )
    answers = st.builds(AcceptedNumber, values, tolerances)
    contents = st.builds(Numerical, st.tuples(answers), st.just(offered))
    return Siblings(draw(contents), draw(contents))


@st.composite
def dates(draw) -> Siblings:
    form = draw(st.sampled_from(DATE_FORMS))
    contents = whole_dates.map(lambda date: DateQuestion((form(date),)))
    return Siblings(draw(contents), draw(contents))


@st.composite
def clozes(draw) -> Siblings:
    gaps = draw(
        st.lists(
            st.one_of(single_choices(), short_answers(), numericals(), dates()),
            min_size=1,
            max_size=3,
        )
    )
    between = draw(st.lists(texts, min_size=len(gaps), max_size=len(gaps)))

    def filled(contents: list[Content]) -> Cloze:
        pairs = zip(between, contents, strict=True)
        return Cloze(tuple(part for text, content in pairs for part in (text, Gap(content))))

    return Siblings(filled([gap.one for gap in gaps]), filled([gap.other for gap in gaps]))


def flashcards() -> st.SearchStrategy[Siblings]:
    contents = st.builds(
        lambda text, answer: Flashcard((Span(text), Span(answer, marked=True)), answer),
        texts,
        texts,
    )
    return st.builds(Siblings, contents, contents)


SIBLINGS = {
    "single_choice": single_choices(),
    "multiple_answer": multiple_answers(),
    "true_false": st.builds(
        lambda why: Siblings(TrueFalse(True, why_false=why), TrueFalse(False, why_true=why)), texts
    ),
    "short_answer": short_answers(),
    "numerical": numericals(),
    "date": dates(),
    "cloze": clozes(),
    "matching": matchings(),
    "ordering": orderings(),
    "categorise": categorisations(),
    "flashcard": flashcards(),
}
contents = st.one_of(*SIBLINGS.values()).map(lambda siblings: siblings.one)

CAPITAL = SingleChoice(
    (
        Choice.of("Dakar", why="Dakar is the capital of Senegal."),
        Choice.of("Niamey", right=True),
        Choice.of("Accra", why="Accra is the capital of Ghana."),
    )
)
LAKE = ShortAnswer(
    (AcceptedText("Lake Victoria"), AcceptedText("Nalubaale", feedback="Its older name.")),
    others=("Lake Albert",),
)
HEIGHT = Numerical((AcceptedNumber(Number.parse("8849|about|m"), Tolerance(amount=10)),))
LANDING = DateQuestion((Date.parse("1969-07-20"),))
COASTS = MultipleAnswer.of(
    (
        Choice.of("Ghana", right=True, why="Accra lies by the sea."),
        Choice.of("Mali", why="Mali has no coast."),
        Choice.of("Togo", right=True),
        Choice.of("Niger"),
    )
)
CAPITALS = Matching(
    (
        Pair.of("Ghana", "Accra", why="Accra has been its capital since 1877."),
        Pair.of("Niger", "Niamey"),
        Pair.of("Togo", "Lomé"),
    ),
    extra=("Dakar",),
)
RIVER = Ordering(
    (
        Item.of("Bamako", "upstream"),
        Item.of("Ségou"),
        Item.of("Timbuktu"),
        Item.of("Niamey", "downstream"),
    )
)
COAST, INLAND = Category.of("By the sea"), Category.of("Inland")
COUNTRIES = Categorise(
    (COAST, INLAND),
    (
        Sorted.of("Ghana", COAST),
        Sorted.of("Togo", COAST),
        Sorted.of("Mali", INLAND, why="Mali has no coast."),
    ),
)
