"""The form of a choice: a day among years, a figure among words, a sentence among names."""

import re
from collections.abc import Iterable, Iterator, Mapping

from app.core.generation.lint.english import figure_of
from app.core.generation.lint.findings import Group
from app.core.values import MONTHS, Bound

LONGEST_FIGURE = 80
WORDS, FIGURE, YEAR = "words", "a figure", "a year"
_MONTH = f"(?:{'|'.join(MONTHS)})"
_LIMITS = "less than|fewer than|over|under|up to|between|from|before|after"
_BOUNDS = "|".join((*Bound, _LIMITS))
_FORMS = (
    (re.compile(rf"\d{{1,2}} {_MONTH} \d{{4}}"), "a day"),
    (re.compile(rf"\d{{1,2}} {_MONTH}"), "a day without its year"),
    (re.compile(rf"{_MONTH} \d{{4}}"), "a month"),
    (re.compile(_MONTH), "a month without its year"),
    (re.compile(r"\d{4}"), YEAR),
    (re.compile(rf"(?:(?:{_BOUNDS}) )?[-−$€£]?\d[\d\s.,/:–%°-]*", re.IGNORECASE), FIGURE),
    (
        re.compile(
            rf"(?:(?:{_BOUNDS}) )?[-−$€£]?\d[\d.,]*(?:[ \u202f]\d{{3}})*[a-z°%µ]?\S{{0,3}}"
            r"(?: (?:to|and) \d\S*)?(?: [^\W\d]\S*){0,2}"
            r"(?<![a-z]{12})",
            re.IGNORECASE,
        ),
        FIGURE,
    ),
)
_TITLES = re.compile(
    r"\b(?:book|novel|film|song|work|title|poem|play|painting|album|series|story|opera|phrase|"
    r"sentence|word|clause|preposition)s?\b",
    re.IGNORECASE,
)
_PLACE = "a place or time"
_PHRASES = (
    (re.compile(r"To [a-z]"), "a purpose"),
    (
        re.compile(r"(?:In|At|On|By|From|Under|Near|After|Before|During|With) [a-z\d]"),
        _PLACE,
    ),
    (re.compile(r".*\w \w+ \w.*[.!]$|(?:It|They|He|She) .*[.!]$"), "a sentence"),
)


def form_of(text: str) -> str:
    """How exact a date is, or whether there is a figure."""
    if len(text) > LONGEST_FIGURE:
        return WORDS
    return next((form for pattern, form in _FORMS if pattern.fullmatch(text.strip())), WORDS)


def mixed(group: Group) -> tuple[str, str] | None:
    """Two choices of different forms; free words are all of one form unless their shape tells."""
    forms = {text: form_of(text) for text in group.texts}
    found = set(forms.values())
    if found == {YEAR, FIGURE}:
        forms = dict.fromkeys(forms, FIGURE)
    pairs = (_differ(kinds) for kinds in (forms, *_shapes(group)))
    return next(filter(None, pairs), None)


def mixed_figures(texts: Iterable[str]) -> tuple[str, str] | None:
    """The same of loose texts, such as matches: only dates and figures have a form there."""
    return _differ({text: form_of(text) for text in texts})


def _differ(kinds: Mapping[str, str]) -> tuple[str, str] | None:
    one_of_each = {kind: text for text, kind in kinds.items()}
    one, two, *_rest = (*one_of_each.values(), "", "")
    return (one, two) if len(one_of_each) > 1 else None


def _shapes(group: Group) -> Iterator[dict[str, str]]:
    if _TITLES.search(group.stem):
        return
    wants_a_thing = re.match(r"(?:who|whom|which|what)\b", group.stem, re.IGNORECASE)
    for pattern, name in _PHRASES:
        if wants_a_thing or name != _PLACE:
            yield {text: name if pattern.match(text) else WORDS for text in group.texts}
    figures = {text: figure_of(text) for text in group.texts}
    units = {text: figure[1].casefold() for text, figure in figures.items() if figure}
    if len(units) == len(group.texts):
        yield units
