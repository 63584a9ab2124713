"""The English that the rules know: words that cue, hedge, judge and point."""

import re
from collections.abc import Iterable
from decimal import Decimal

from app.core.generation.wording import has_words, plain
from app.core.grading.lexicon import SCALES
from app.core.values import MONTHS

_NUMERAL_WORDS = "one two three four five six seven eight nine ten eleven twelve"
NUMERALS = tuple(_NUMERAL_WORDS.split())
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?=\W|$)")
YEAR = re.compile(r"\b1\d{3}\b|\b20\d{2}\b|\bas of\b", re.IGNORECASE)
_STOP_WORDS = (
    "about after again also among been before being between both called does down during each "
    "ever first from have having here into itself made make many more most much name named only "
    "other over part said same says second should some such than that their them then there these "
    "they this those through under until upon used very well were what when where which while "
    "whom whose will with within without would your kind year years people number"
)
STOP = frozenset(_STOP_WORDS.split())
_SAYS = (
    r"say|says|said|argue[sd]?|claim(?:s|ed)?|call(?:s|ed)?|think|thinks|thought|believe[sd]?|"
    r"hold|holds|held|describe[sd]?|consider(?:s|ed)?|regard(?:s|ed)?|sees?|saw|judge[sd]?|"
    r"accuse[sd]?|warn(?:s|ed)?|writes?|wrote|blame[sd]?|expect(?:s|ed)?|predict(?:s|ed)?|"
    r"makes? this point|report(?:s|ed)?|recommend(?:s|ed)?|rate[sd]?|declare[sd]?|find|finds"
)
_ATTRIBUTED = re.compile(
    rf"\b(?:according to|in the (?:view|words|opinion|eyes) of|in \w+[’']s? (?:view|opinion|eyes)|"
    rf"in \w+ \w+[’']s? (?:view|opinion|eyes)|{_SAYS})\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\bit (?:is|was) (?:widely |often |generally |commonly )?"
    r"(?:said|believed|thought|claimed|argued|known|accepted) that\b"
    r"|\b(?:some|many|most|critics|experts|people|observers|commentators|scholars) "
    r"(?:experts |critics |scholars |observers |people )?"
    r"(?:say|believe|think|argue|claim|agree|hold|consider|feel)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\b(?:not|unlike|others?|whereas|while|rather|instead|contrast|but|neither|nor|agrees?|both|"
    r"though|former|latter|earlier|later|before|after|no|otherwise|however)\b|n’t\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:[ \u202f\u00a0,]\d{3})*(?:\.\d+)?")
_NO_UNIT = re.compile(rf"\d|{'|'.join(MONTHS)}")
LONGEST_UNIT = 20
LONGEST_CHOICE = 80
_FEWEST_SHARED = 6
_HALF_A_WORD = 0.5


def unquoted(text: str) -> str:
    """Without words in quotation marks: those are somebody else's, or examples."""
    return QUOTED.sub("“”", text)


def is_attributed(text: str) -> bool:
    """Tell whether somebody in particular is named as the one who says so."""
    return bool(_ATTRIBUTED.search(text)) and not speaks_for_nobody(text)


def speaks_for_nobody(text: str) -> str:
    """The words that put a claim into the mouth of no one in particular."""
    found = _NOBODY.search(text)
    return found.group() if found else ""


def contrasts(text: str) -> bool:
    """Tell whether a text speaks of something else as well, to set it apart."""
    return bool(_CONTRAST.search(text))


def content_words(text: str) -> list[str]:
    return [word for word in plain(text).split() if len(word) > 3 and word not in STOP]


def is_related(one: str, two: str) -> bool:
    """Tell whether two words are one, or grow from one: “condensing”, “condensation”."""
    if one == two:
        return True
    shared = next(
        (at for at, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(two)),
    )
    return shared >= _FEWEST_SHARED and shared >= _HALF_A_WORD * max(len(one), len(two))


def without_article(text: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", text.strip(), flags=re.IGNORECASE)


def said(text: str, words: Iterable[str]) -> list[str]:
    """Those of the words that stand in the text, outside quotation marks."""
    bare = unquoted(text)
    return [word for word in words if has_words(bare, word)]


def numbers_in(text: str) -> list[Decimal]:
    return [Decimal(re.sub(r"[^\d.]", "", found)) for found in _DIGITS.findall(text)]


def figure_of(text: str) -> tuple[Decimal, str] | None:
    """A figure alone and its unit: “12 km”, “$3”, “40 %”; None for anything else."""
    if len(text) > LONGEST_CHOICE:
        return None
    match = re.fullmatch(
        rf"(?P<before>[-−]?[$€£¥₦]?)(?P<digits>{_DIGITS.pattern})\s?(?P<unit>[^\d\s]*(?: \S+)?)",
        text.strip(),
    )
    if match is None or len(match["unit"]) > LONGEST_UNIT or _NO_UNIT.search(match["unit"]):
        return None
    value = Decimal(re.sub(r"[^\d.]", "", match["digits"]))
    sign = -1 if match["before"][:1] in ("-", "−") else 1
    scale, _, rest = match["unit"].strip().partition(" ")
    if scale.casefold() in SCALES:
        value, unit = value * SCALES[scale.casefold()], rest
    else:
        unit = match["unit"].strip()
    one = unit.removesuffix("s") if len(unit) > 2 else unit  # a year, two years
    return sign * value, match["before"].lstrip("-−") + one
