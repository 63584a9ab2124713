"""Where an answer differs from the right one, so that a page can mark it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

# Below this share of common letters a patchwork of marks says less than the whole words.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``mark`` is the HTML element that sets it off, if any."""

    text: str
    mark: Literal["", "del", "ins"] = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """The answer with what is too much in it, and the right one with what was missing."""

    given: tuple[Piece, ...]
    right: tuple[Piece, ...]


def differences(given: str, right: str) -> Differences:
    """Mark what differs, letter by letter where the two are alike; case does not count."""
    typed, known = [c.casefold() for c in given], [c.casefold() for c in right]
    if typed != known and Levenshtein.normalized_similarity(typed, known) < ALIKE:
        return Differences(_joined([Piece(given, "del")]), _joined([Piece(right, "ins")]))
    steps = Levenshtein.opcodes(typed, known)
    return Differences(
        _joined([_piece(given[s.src_start : s.src_end], s.tag, "del") for s in steps]),
        _joined([_piece(right[s.dest_start : s.dest_end], s.tag, "ins") for s in steps]),
    )


def _piece(text: str, tag: str, mark: Literal["del", "ins"]) -> Piece:
    return Piece(text, "" if tag == "equal" else mark)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours with the same mark become one, and empty ones none."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].mark == piece.mark:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.mark)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
