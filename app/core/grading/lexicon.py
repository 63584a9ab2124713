"""The words that carry substance, so that a slip in them is never forgiven. English and French."""

from collections.abc import Iterable
from decimal import Decimal


def _words(*lines: str) -> Iterable[str]:
    return " ".join(lines).split()


SMALL_NUMBERS = {
    **{
        name: Decimal(value)
        for value, name in enumerate(
            _words(
                "zero one two three four five six seven eight nine ten eleven twelve thirteen",
                "fourteen fifteen sixteen seventeen eighteen nineteen",
            )
        )
    },
    **{
        name: Decimal(10 * tens)
        for tens, name in enumerate(
            _words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
        )
    },
}
HUNDRED = "hundred"
SCALES = {
    name: Decimal(10**zeros)
    for zeros, names in (
        (3, "thousand mille"),
        (6, "million millions"),
        (9, "billion milliard milliards"),
        (12, "trillion"),
    )
    for name in _words(names)
}
NUMBER_WORDS = frozenset(
    _words(
        *SMALL_NUMBERS,
        *SCALES,
        "hundred hundreds thousands billions trillions dozen dozens half third quarter",
        "first second fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
        "twentieth thirtieth hundredth thousandth millionth",
        "deux trois quatre cinq sept huit neuf onze douze treize quatorze quinze seize vingt",
        "trente quarante cinquante soixante cent cents quart tiers demi premier premiere",
        "deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme",
    )
)
NEGATIONS = frozenset(
    _words(
        "no not never none nor neither nobody nothing nowhere cannot without",
        "non ne pas jamais aucun aucune ni rien sans personne",
    )
)

# One of these for the other, before the same rest, turns a word into its opposite or denies it.
OPPOSITE_STARTS = (
    ("", "a"),
    ("", "de"),
    ("", "il"),
    ("", "im"),
    ("", "in"),
    ("", "ir"),
    ("", "un"),
    ("de", "in"),
    ("a", "de"),
    ("ea", "we"),
    ("em", "imm"),
    ("ex", "im"),
    ("ex", "in"),
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("m", "p"),
    ("macro", "micro"),
    ("nor", "sou"),
    ("pre", "pro"),
)

_MONTHS = (
    "january jan janvier janv",
    "february feb fevrier fev",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil",
    "august aug aout",
    "september sept sep septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec decembre",
)
MONTH_NUMBERS = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in _words(names)
}
WEEKDAYS = frozenset(
    _words(
        "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
)
