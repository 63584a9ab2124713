"""Whether two choices are one: in other words, by another name, or one within the other."""

import re
from decimal import Decimal

from app.core.generation.lint.english import NUMERALS, figure_of, numbers_in, without_article
from app.core.generation.lint.forms import WORDS, form_of
from app.core.generation.wording import plain

_SAME_NAME_ELSEWHERE_WORDS = (
    "north south east west northern southern eastern western central new upper lower equatorial "
    "papua i ii iii iv v vi vii viii ix x xi xii xiv"
)
_SAME_NAME_ELSEWHERE = frozenset(_SAME_NAME_ELSEWHERE_WORDS.split())
_JOINERS_WORDS = "of in and or with from for at on by who which that near to"
_JOINERS = frozenset(_JOINERS_WORDS.split())
_FIGURE = r"(\d+(?:[ \u202f\u00a0,]\d{3})*(?:\.\d+)?)"
_BETWEEN = re.compile(
    rf"(?:from |between )?{_FIGURE} ?(?:to|and|–|-) ?{_FIGURE}\b\D*", re.IGNORECASE
)
_ABOVE = re.compile(
    rf"(?:more than|over|at least|above|after|from) {_FIGURE}\b(?: or more)?\D*", re.I
)
_BELOW = re.compile(
    rf"(?:less than|fewer than|under|up to|at most|below|before) {_FIGURE}\b\D*", re.I
)
_LAST = Decimal("1e30")
_ALIASES = tuple(
    frozenset(names.split(", "))
    for names in (
        "usa, us, united states, america, united states of america",
        "uk, united kingdom, great britain, britain",
        "netherlands, holland",
        "ussr, soviet union",
        "iran, persia",
        "istanbul, constantinople, byzantium",
        "myanmar, burma",
        "sri lanka, ceylon",
        "beijing, peking",
        "mumbai, bombay",
        "everest, mount everest",
        "water, h2o",
        "carbon dioxide, co2",
        "oxygen, o2",
        "un, united nations",
        "eu, european union",
        "germany, federal republic of germany",
        "first world war, world war i, great war",
        "second world war, world war ii",
        "sodium chloride, table salt, nacl",
        *(f"{figure}, {word}" for figure, word in enumerate(("zero", *NUMERALS))),
    )
)


def are_same(one: str, two: str) -> bool:
    """Tell whether two choices read the same: case, quotation marks and last points aside."""
    figures = figure_of(one), figure_of(two)
    if figures[0] and figures[0] == figures[1]:
        return True
    return _as_read(one) == _as_read(two)


def are_names_of_one(one: str, two: str) -> bool:
    """Tell whether one is the initials of the other, or both are known to mean one thing."""
    names = {plain(without_article(text)) for text in (one, two)}
    if any(names <= known for known in _ALIASES):
        return True
    short, long = sorted((one.strip(), two.strip()), key=len)
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z]\w+", long))
    return len(short) > 1 and short.isupper() and short.replace(".", "") == initials


def overlap(one: str, two: str) -> bool:
    """Tell whether one choice holds the other: as words, or as a range of figures."""
    ranges = _range(one), _range(two)
    if ranges[0] and ranges[1] and ranges[0] != ranges[1]:
        (low, high, is_open), (low2, high2, is_open2) = ranges[0], ranges[1]
        return (is_open or is_open2) and max(low, low2) < min(high, high2)
    if form_of(one) != WORDS or form_of(two) != WORDS:
        return False
    return _is_part(one, two) or _is_part(two, one)


def _is_part(small: str, large: str) -> bool:
    """“monarchy” in “constitutional monarchy”, “Oak” in “Oak or beech”; not “Sudan” in “South
    Sudan”, nor “carbon” in “carbon dioxide”.
    """
    part, whole = (without_article(text).casefold().split() for text in (small, large))
    if not part or len(part) >= len(whole):
        return False
    if whole[-len(part) :] == part:
        return not set(whole[: -len(part)]) & _SAME_NAME_ELSEWHERE
    size = len(part)
    places = (at for at in range(len(whole) - size) if whole[at : at + size] == part)
    after = next((whole[at + size] for at in places), "")
    if not after or after in _SAME_NAME_ELSEWHERE:
        return False
    is_name = small[:1].isupper() and any(word[:1].isupper() for word in large.split()[1:])
    return is_name or after in _JOINERS


def _range(text: str) -> tuple[Decimal, Decimal, bool] | None:
    """What figures a choice covers, and whether it is a range; years from and to are a span."""
    between = _BETWEEN.fullmatch(text.strip())
    if between:
        low, high = (numbers_in(figure)[0] for figure in between.groups())
        is_span_of_years = all(re.fullmatch(r"1\d{3}|20\d\d", each) for each in between.groups())
        return (low, high, True) if low < high and not is_span_of_years else None
    above, below = _ABOVE.fullmatch(text.strip()), _BELOW.fullmatch(text.strip())
    if above:
        return numbers_in(above.group(1))[0], _LAST, True
    if below:
        return -_LAST, numbers_in(below.group(1))[0], True
    figure = figure_of(text)
    return (figure[0], figure[0], False) if figure else None


def _as_read(text: str) -> str:
    bare = " ".join(text.casefold().split()).strip("“”\"'‘’ ").rstrip(".;,")
    return bare or text.strip()
