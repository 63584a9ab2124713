"""Short answers: which words are the same, and which are the same but for a slip of the hand."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from app.core.grading.lexicon import MONTH_NUMBERS, NEGATIONS, NUMBER_WORDS, OPPOSITE_STARTS

# Phones put in curly quotes and long dashes by themselves.
_TYPOGRAPHY = str.maketrans("‘’ʼ`´“”«»‐‑‒–—−", "'''''" + '""""' + "------")
_STAR = re.compile(r"(?<!\\)\*+")
# A capital A at the start is rather a name: A major, A level.
_LEADING_ARTICLE = re.compile(r"\A\s*(?:[Tt]he|an?)\s+(?=\S)")
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_ACRONYM_DOT = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_LAST_STOP = re.compile(r"(?<=[^\W\d_])[.,;:\s]+$")


def matches(
    given: str, pattern: str, *, match_case: bool = False, match_accents: bool = True
) -> bool:
    """Whether the trimmed answer is the pattern as a whole: ``*`` is any run, ``\\*`` a star.

    Both are compared in composed form (NFC), so that an accent typed in two strokes is the same.
    """
    pieces = [_folded(piece, match_case, match_accents) for piece in _pieces(pattern)]
    return _is_made_of(_folded(given.strip(), match_case, match_accents), pieces)


def has_wildcard(pattern: str) -> bool:
    return _STAR.search(pattern) is not None


def without_wildcards(pattern: str) -> str:
    """The shortest answer that the pattern matches, fit to be shown."""
    return "".join(_pieces(pattern))


def is_same_in_substance(given: str, accepted: str, *, match_accents: bool = True) -> bool:
    """Whether the two differ in nothing but case, punctuation, hyphens or a leading article."""
    plain = _plain(given, match_accents)
    return plain != "" and plain == _plain(accepted, match_accents)


def is_slip(
    given: str, accepted: str, *, others: Iterable[str] = (), match_accents: bool = True
) -> bool:
    """Whether the answer is the accepted one but for a slip of the hand.

    One edit is forgiven for 4–7 letters and two for 8 and more, in each word and in all; an edit
    is a letter too many, missing, other or swapped with its neighbour. None is forgiven in
    numbers, dates, acronyms and negations, nor where the answer is as near to one of the
    `others`, the known answers that are not right here.
    """
    typed, known = _plain(given, match_accents), _plain(accepted, match_accents)
    distance = _forgivable_distance(typed, known, _acronyms(accepted, match_accents))
    if distance is None:
        return False
    rivals = {_plain(other, match_accents) for other in others} - {known}
    return all(OSA.distance(typed, rival) > distance for rival in rivals)


def without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def _pieces(pattern: str) -> list[str]:
    """What stands between the stars, with its own stars unescaped."""
    return [piece.replace(r"\*", "*") for piece in _STAR.split(pattern.strip())]


def _folded(text: str, match_case: bool, match_accents: bool) -> str:
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY))
    if not match_case:
        text = unicodedata.normalize("NFC", text.casefold())
    return text if match_accents else without_accents(text)


def _is_made_of(text: str, pieces: Sequence[str]) -> bool:
    """Match from left to right without going back, which is enough when only ``*`` is wild."""
    if len(pieces) == 1:
        return text == pieces[0]
    first, *middle, last = pieces
    start, end = len(first), len(text) - len(last)
    if end < start or not (text.startswith(first) and text.endswith(last)):
        return False
    for piece in middle:
        found = text.find(piece, start, end)
        if found < 0:
            return False
        start = found + len(piece)
    return True


def _plain(text: str, match_accents: bool) -> str:
    return _bare(text, match_case=False, match_accents=match_accents)


def _bare(text: str, *, match_case: bool, match_accents: bool) -> str:
    text = _folded(_LEADING_ARTICLE.sub("", text), match_case, match_accents)
    text = _LAST_STOP.sub("", _INNER_HYPHEN.sub(" ", text.strip(' "')))
    return _ACRONYM_DOT.sub(r"\1", text)


def _acronyms(accepted: str, match_accents: bool) -> frozenset[str]:
    words = _bare(accepted, match_case=True, match_accents=match_accents).split()
    return frozenset(word.casefold() for word in words if sum(c.isupper() for c in word) >= 2)


def _forgivable_distance(typed: str, known: str, acronyms: frozenset[str]) -> int | None:
    """The number of edits, or None when they are too many or change the substance."""
    distance = OSA.distance(typed, known)
    if distance > _allowance(known):
        return None
    typed_words, known_words = typed.split(), known.split()
    if len(typed_words) == len(known_words):
        pairs = [pair for pair in zip(typed_words, known_words, strict=True) if pair[0] != pair[1]]
        forgiven = all(_is_forgivable_word(given, word, acronyms) for given, word in pairs)
        return distance if forgiven else None
    # A space too many or missing is a slip; a word too many or missing is not.
    unspaced = OSA.distance(_letters(typed), _letters(known))
    changed = set(typed_words) ^ set(known_words)
    is_exacting = unspaced > 0 and any(_is_exacting(word, acronyms) for word in changed)
    return None if is_exacting or unspaced >= distance else distance


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _is_forgivable_word(given: str, known: str, acronyms: frozenset[str]) -> bool:
    return (
        OSA.distance(given, known) <= _allowance(known)
        and not _is_exacting(known, acronyms)
        and not _is_exacting(given, acronyms)
        and not _are_opposites(given, known)
    )


def _allowance(known: str) -> int:
    letters = sum(character.isalpha() for character in known)
    if letters < 4:
        return 0
    return 1 if letters < 8 else 2


def _is_exacting(word: str, acronyms: frozenset[str]) -> bool:
    plain = without_accents(word)
    return (
        word in acronyms
        or any(character.isdigit() for character in word)
        or plain.endswith("n't")
        or plain in NUMBER_WORDS
        or plain in NEGATIONS
        or plain in MONTH_NUMBERS
    )


def _are_opposites(given: str, known: str) -> bool:
    return any(
        _differ_by_start(given, known, one, other) or _differ_by_start(given, known, other, one)
        for one, other in OPPOSITE_STARTS
    )


def _differ_by_start(given: str, known: str, start: str, other_start: str) -> bool:
    return (
        given.startswith(start)
        and known.startswith(other_start)
        and given[len(start) :] == known[len(other_start) :]
    )
