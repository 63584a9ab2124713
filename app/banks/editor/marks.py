"""Marks in a sentence that is being written: they stay on their words while these change."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

Step = tuple[str, int, int, int, int]
"""What is done to the letters from one place to another, and where they lie then."""

MOST_COMPARED = 250
_WORD = re.compile(r"\S+")
_EDGES = ' \t\n\u00a0\u202f.,;:!?“”‘"()'


@dataclass(frozen=True, slots=True)
class Span:
    """From one letter to before another."""

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> "Span | None":
        """Read "4-9"; none for anything else."""
        match = re.fullmatch(r"(\d{1,6})-(\d{1,6})", text)
        span = cls(int(match[1]), int(match[2])) if match else None
        return span if span and span.start < span.end else None

    @property
    def notation(self) -> str:
        return f"{self.start}-{self.end}"

    def words(self, sentence: str) -> str:
        return sentence[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def joined(self, other: "Span") -> "Span":
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the sentence, all the words of a slot, or (without a span) what lies between."""

    text: str
    span: Span | None = None
    slot: str = ""


def moved(span: Span, was: str, now: str) -> Span:
    """Where the words lie after an edit; an empty span if they are gone."""
    if was == now:
        return span
    span, steps = Span(span.start, min(span.end, len(was))), _steps(was, now)
    kept = [(a, b, c) for step, a, b, c, _d in steps if step == "equal"]
    if not any(a < span.end and span.start < b for a, b, _c in kept):
        return Span(0, 0)
    start = next(_at(span.start, step) for step in steps if span.start < step[2])
    end = next(_at(span.end, step, is_end=True) for step in steps if span.end <= step[2])
    return Span(start, end)


# Every row of a form asks for the same two sentences.
@lru_cache(maxsize=8)
def _steps(was: str, now: str) -> tuple[Step, ...]:
    """From one sentence to the other, letter by letter between what both begin and end with.

    Comparing takes the square of that length and more, so that much is taken as written anew.
    """
    start = _alike(was, now)
    end = _alike(was[start:][::-1], now[start:][::-1])
    old, new = was[start : len(was) - end], now[start : len(now) - end]
    if max(len(old), len(new)) <= MOST_COMPARED:
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    else:
        steps = [("replace", 0, len(old), 0, len(new))]
    return (
        ("equal", 0, start, 0, start),
        *((name, a + start, b + start, c + start, d + start) for name, a, b, c, d in steps),
        ("equal", len(was) - end, len(was), len(now) - end, len(now)),
    )


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _at(place: int, step: Step, *, is_end: bool = False) -> int:
    """What replaces a marked letter is marked as well."""
    name, a, _b, c, d = step
    if name == "equal":
        return c + place - a
    return d if is_end else c


def trimmed(span: Span, sentence: str) -> Span:
    """Without the spaces and signs around the words."""
    words = span.words(sentence)
    start = span.start + len(words) - len(words.lstrip(_EDGES))
    return Span(start, max(start, span.end - len(words) + len(words.rstrip(_EDGES))))


def replaced(
    sentence: str, span: Span, words: str, spans: Sequence[Span]
) -> tuple[str, list[Span]]:
    """The sentence with other words in one place, and where all spans lie then."""
    shift = len(words) - (span.end - span.start)
    after = [
        Span(span.start, span.start + len(words))
        if each == span
        else Span(each.start + shift, each.end + shift)
        if each.start >= span.end
        else each
        for each in spans
    ]
    return sentence[: span.start] + words + sentence[span.end :], after


def pieces(sentence: str, slots: Iterable[tuple[str, Span]]) -> Iterator[Piece]:
    """The whole sentence in words to press, each slot as one."""
    place = 0
    for name, span in sorted(slots, key=lambda slot: slot[1].start):
        yield from _plain(sentence, place, span.start)
        yield Piece(span.words(sentence), span, name)
        place = span.end
    yield from _plain(sentence, place, len(sentence))


def _plain(sentence: str, start: int, end: int) -> Iterator[Piece]:
    place = start
    for match in _WORD.finditer(sentence, start, end):
        span = trimmed(Span(match.start(), match.end()), sentence)
        if span.start < span.end:
            yield from _between(sentence, place, span.start)
            yield Piece(span.words(sentence), span)
            place = span.end
    yield from _between(sentence, place, end)


def _between(sentence: str, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        yield Piece(sentence[start:end])
