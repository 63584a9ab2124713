"""Contents for typed answers: what is accepted, and what must not pass for a slip of the hand."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from app.core.generation.bench.bench import Bench
from app.core.generation.bench.made import Asked
from app.core.generation.source import Entities, Phrase, Value
from app.core.generation.wording import has_words
from app.core.grading.numbers import Tolerance, ToleranceKind
from app.core.questions import AcceptedNumber, AcceptedText, DateQuestion, Numerical, ShortAnswer
from app.core.values import Bound, Date, Number

# Longer answers are worded in too many ways to be typed, free words even sooner than names.
MOST_WORDS = 3
MOST_FREE_WORDS = 2
# "About 9 000" is remembered by who answers 8 849.
ABOUT = Tolerance(Decimal("0.05"), ToleranceKind.RELATIVE)
_Form = TypeVar("_Form", Number, Date)
# From so many letters on a slip is forgiven, and a second one.
ONE_SLIP, TWO_SLIPS = 4, 8


def short_answer(bench: Bench, asked: Asked) -> ShortAnswer | None:
    """Accept every spelling that the prompt does not give away; None if all are long to type."""
    value = asked.value
    if not isinstance(value, Phrase | Entities) or (
        isinstance(value, Entities) and len(value.ids) > 1
    ):
        return None
    fact = asked.fact
    values = (value, *fact.also_true.get(asked.slot, ()))
    spellings = [text for each in values for text in _spellings(bench, each)]
    spellings += fact.accept.get(asked.slot, ())
    fresh = [text for text in dict.fromkeys(spellings) if not has_words(asked.prompt, text)]
    if not any(len(text.split()) <= _most_words(asked) for text in fresh):
        return None
    return ShortAnswer(
        answers=tuple(AcceptedText(text.replace("*", r"\*")) for text in fresh),
        others=tuple(_others(bench, asked, fresh)),
    )


def numerical(asked: Asked) -> Numerical | None:
    value = asked.value
    if not isinstance(value, Number):
        return None
    tolerance = _tolerance(asked, value)
    right = (value, *_of_form(asked, Number))
    return Numerical(tuple(AcceptedNumber(number, tolerance) for number in right))


def date(asked: Asked) -> DateQuestion | None:
    value = asked.value
    if not isinstance(value, Date):
        return None
    others = (each for each in _of_form(asked, Date) if each.precision is value.precision)
    return DateQuestion((value, *others))


def _most_words(asked: Asked) -> int:
    is_free = isinstance(asked.value, Phrase) and not asked.fact.accept.get(asked.slot)
    return MOST_FREE_WORDS if is_free else MOST_WORDS


def _spellings(bench: Bench, value: Value) -> list[str]:
    """How the value may be typed, the spelling to show first."""
    if isinstance(value, Phrase):
        return [value.text.rstrip(",;:")]
    shown = [value.shown] if isinstance(value, Entities) and value.shown else []
    return [name for each in bench.source.entities_of(value) for name in each.spellings] + shown


def _others(bench: Bench, asked: Asked, accepted: Iterable[str]) -> Iterable[str]:
    """Known wrong answers that are spelled so nearly alike that a slip could reach them."""
    entities = bench.source.entities_of(asked.value)
    rivals = list(bench.names[entities[0].kind]) if entities else []
    rivals += [
        wrong.value.text
        for wrong in asked.fact.distractors.get(asked.slot, ())
        if isinstance(wrong.value, Phrase)
    ]
    right = {text.casefold() for text in accepted}
    near = {name for text in accepted for name in _near(rivals, text)}
    return sorted(name for name in near if name.casefold() not in right)


def _near(rivals: Sequence[str], accepted: str) -> Iterator[str]:
    """The rivals from which some typed word lies within the slips of either."""
    slips = (len(accepted) >= ONE_SLIP) + (len(accepted) >= TWO_SLIPS)
    if not accepted.isupper():
        found = extract_iter(
            accepted.casefold(),
            rivals,
            scorer=OSA.distance,
            processor=str.casefold,
            score_cutoff=2 * slips,
        )
        yield from (name for name, _distance, _place in found)


def _tolerance(asked: Asked, value: Number) -> Tolerance:
    if asked.slot in asked.fact.tolerance:
        return Tolerance(Decimal(asked.fact.tolerance[asked.slot]))
    return ABOUT if value.bound is Bound.ABOUT else Tolerance()


def _of_form(asked: Asked, form: type[_Form]) -> list[_Form]:
    """What is also true, and a typed answer must count."""
    also = asked.fact.also_true.get(asked.slot, ())
    return [value for value in also if isinstance(value, form)]
