"""Which passphrases are refused, decided offline: length, and what a guesser tries first."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path

SHORTEST = 15
LONGEST = 1000
# What is left of a passphrase without its guessable parts must still be worth guessing.
FEWEST_OF_ONES_OWN = 6
FEWEST_DIFFERENT = 5
SHORTEST_PART = 3
SHORTEST_RUN = 4
COMMON = Path(__file__).parent / "lists" / "common.txt"
LINES = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjklm",
    "qsdfghjklm",
    "zxcvbnm",
    "yxcvbnm",
    "wxcvbn",
)
SIGNS = str.maketrans("@$!", "asi")
LOOKALIKES = str.maketrans("0134578@$!", "oieastbasi")


class Weakness(Enum):
    """Why a passphrase is refused."""

    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    COMMON = "on lists of stolen ones"
    REPEATS = "repeats itself"
    PERSONAL = "says who one is or where this is"


def normalised(passphrase: str) -> str:
    """One spelling for what one person types on two keyboards."""
    return unicodedata.normalize("NFKC", passphrase)


def weakness(passphrase: str, own: Iterable[str] = ()) -> Weakness | None:
    """The first reason to refuse, or none. `own`: address and name of the person."""
    if len(passphrase) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(passphrase) > LONGEST:
        return Weakness.TOO_LONG
    tables: tuple[dict[int, int], ...] = ({}, SIGNS, LOOKALIKES)
    spellings = {_plain(passphrase.translate(table)) for table in tables}
    if any(map(_repeats, spellings)):
        return Weakness.REPEATS
    if any(_is_little(_without(plain, _common())) for plain in spellings):
        return Weakness.COMMON
    personal = (*_parts(own), *_common())
    if any(_is_little(_without(plain, personal)) for plain in spellings):
        return Weakness.PERSONAL
    return None


def _plain(passphrase: str) -> str:
    """Small letters and digits of any script: what lists of stolen passphrases are compared by."""
    return "".join(c for c in passphrase.casefold() if c.isalnum())


def _repeats(plain: str) -> bool:
    """The same few characters, or one piece over and over: "abcabcabcabcabc"."""
    if len(set(plain)) < FEWEST_DIFFERENT:
        return True
    pieces = range(1, len(plain) // 2 + 1)
    return any(plain == (plain[:n] * (len(plain) // n + 1))[: len(plain)] for n in pieces)


def _without(plain: str, parts: Iterable[str]) -> str:
    """What is left without the known parts, the longest taken first."""
    known = sorted(set(parts), key=lambda part: (-len(part), part))
    return re.sub("|".join(map(re.escape, known)), " ", plain) if known else plain


def _is_little(rest: str) -> bool:
    return len("".join(_without_runs(piece) for piece in rest.split())) < FEWEST_OF_ONES_OWN


def _without_runs(piece: str) -> str:
    """The piece without stretches such as "4567", "cba" or "qwert"."""
    stretches = [piece[:1]]
    for before, after in pairwise(piece):
        if before == after or before + after in _neighbours():
            stretches[-1] += after
        else:
            stretches.append(after)
    return "".join(s for s in stretches if len(s) < SHORTEST_RUN)


@cache
def _neighbours() -> frozenset[str]:
    both_ways = [way for line in LINES for way in (line, line[::-1])]
    return frozenset(a + b for line in both_ways for a, b in pairwise(line))


@cache
def _common() -> tuple[str, ...]:
    lines = COMMON.read_text(encoding="ascii").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _parts(own: Iterable[str]) -> tuple[str, ...]:
    """The words of an address or a name, and our own: "awa@example.org" is awa, example, org."""
    words = [word for text in ("factdeck", *own) for word in re.split(r"\W+|_", text.casefold())]
    whole = [_plain(text) for text in own]
    return tuple(part for part in (*words, *whole) if len(part) >= SHORTEST_PART)
