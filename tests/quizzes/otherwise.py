"""Contents of the same form whose right answer is another, with other words about it."""

from dataclasses import replace

from app.core.questions import Choice, Gap, MultipleAnswer
from app.core.values import Date

OTHER_WORDS = "Other words."


def answered_otherwise(content, rng):
    return OTHERWISE[content.type](content, rng)


def _single_choice(content, rng):
    key = rng.choice([row.id for row in content.choices if not row.is_right])
    rows = [replace(row, fraction=float(row.id == key), why=OTHER_WORDS) for row in content.choices]
    return replace(content, choices=_shuffled(rows, rng))


def _multiple_answer(content, rng):
    rows = [Choice.of(row.text, right=row.fraction <= 0) for row in content.choices]
    return MultipleAnswer.of(_shuffled(rows, rng))


def _true_false(content, _rng):
    return replace(content, is_true=not content.is_true, why_true="No.", why_false="Yes.")


def _short_answer(content, _rng):
    other = replace(content.answers[0], text="something else altogether")
    return replace(content, answers=(other,), others=())


def _numerical(content, _rng):
    one = content.answers[0]
    number = replace(one.number, value=one.number.value * 7 + 1)
    return replace(content, answers=(replace(one, number=number),))


def _date(content, _rng):
    was = content.answers[0]
    other = Date(was.year and was.year + 7, was.month and 1, was.day and 2, was.year_inferred)
    return replace(content, answers=(other,))


def _cloze(content, rng):
    parts = [
        replace(part, content=answered_otherwise(part.content, rng))
        if isinstance(part, Gap)
        else part
        for part in content.parts
    ]
    return replace(content, parts=tuple(parts))


def _matching(content, rng):
    """Every row but those that happen to share their match gets that of the next."""
    matches = [pair.match for pair in content.pairs]
    pairs = zip(content.pairs, [*matches[1:], matches[0]], strict=True)
    others = [replace(pair, match=match, why=OTHER_WORDS) for pair, match in pairs]
    return replace(content, pairs=_shuffled(others, rng))


def _ordering(content, _rng):
    items = [replace(item, label=OTHER_WORDS) for item in content.items]
    return replace(content, items=(*items[1:], items[0]))


def _categorise(content, rng):
    ids = [category.id for category in content.categories]
    items = [
        replace(item, category=ids[ids.index(item.category) - 1], why=OTHER_WORDS)
        for item in content.items
    ]
    return replace(content, items=_shuffled(items, rng))


def _shuffled(rows, rng):
    return tuple(rng.sample(rows, len(rows)))


OTHERWISE = {
    "single_choice": _single_choice,
    "multiple_answer": _multiple_answer,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numerical": _numerical,
    "date": _date,
    "cloze": _cloze,
    "matching": _matching,
    "ordering": _ordering,
    "categorise": _categorise,
}
