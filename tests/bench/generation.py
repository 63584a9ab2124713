"""Building a bank, small and large, and the questions of one fact for a preview."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from app.core.generation import Release, Source, build, parse
from app.core.generation.building import questions_of

SIZES = (200, 2_000)
PREVIEWS = 20
MONTHS, DAYS, YEARS = 12, 28, 60
BANK = {
    "id": "large",
    "name": "A large bank",
    "description": "As many facts as a book has.",
    "licence": "CC0",
    "as_of": "2020",
    "article": {"title": "A", "publisher": "B", "url": "https://example.org"},
}


def measure() -> Iterator[dict]:
    for size in SIZES:
        source = _source(size)
        seconds, release = _timed(lambda source=source: build(source))
        again, _same = _timed(lambda source=source, old=release: build(source, old))
        yield {
            "what": "build",
            "facts": size,
            "questions": len(release.questions),
            "cpu_s": round(seconds, 2),
            "cpu_s_upon_itself": round(again, 2),
            "preview_ms": round(1000 * _preview(source, release), 1),
        }


def _timed(make: Callable[[], Release]) -> tuple[float, Release]:
    began = time.process_time()
    made = make()
    return time.process_time() - began, made


def _preview(source: Source, release: Release) -> float:
    began = time.process_time()
    for fact in source.facts[:PREVIEWS]:
        questions_of(source, fact.id, release)
    return (time.process_time() - began) / PREVIEWS


def _source(size: int) -> Source:
    """A fourth of an entity a fact; a third of the facts are claims, a seventh events."""
    entities = [_entity(number) for number in range(size // 4)]
    facts = [_fact(number, len(entities)) for number in range(size)]
    return parse(BANK, {"entity": entities, "fact": facts})


def _entity(number: int) -> dict[str, Any]:
    name = f"{_word(number)} {_word(number + 7)}"
    kind = ("person", "place", "organisation")[number % 3]
    return {
        "id": f"e{number}",
        "kind": kind,
        "group": f"{kind} {number % 30}",
        "name": name,
        "aliases": [f"Old {name}"],
        "about": f"{name} is number {number}.",
    }


def _fact(number: int, entities: int) -> dict[str, Any]:
    who, other = number * 31 % entities, (number * 17 + 5) % entities
    year, month, day = 1950 + number % YEARS, 1 + number % MONTHS, 1 + number * 5 % DAYS
    when = f"{year}-{month:02}-{day:02}"
    fact: dict[str, Any] = {
        "id": f"f{number}",
        "kind": ("event", "quantity", "role", "membership")[number % 4],
        "text": (
            f"In case {_word(number)} {{who:@e{who}}} moved {{n:number={1 + number * 37 % 9973}"
            f"||tons}} of grain to the harbour of the island on {{when:date={when}}}."
        ),
        "ask": {
            "who": f"Who moved the grain of case {_word(number)} to the harbour?",
            "n": f"How many tons of grain were moved in case {_word(number)}?",
            "when": f"On which day was the grain of case {_word(number)} moved?",
        },
        "cite": [{"paragraph": 1 + number % 40}],
    }
    if number % 3 == 0:
        claim = {"truth": "attributed", "speaker": f"e{other}", "gist": f"{_word(number)} paid"}
        return fact | claim
    if number % 7 == 0:
        return fact | {"event": {"when": f"Grain of case {_word(number)} moves"}}
    return fact


def _word(number: int) -> str:
    """A made-up word for each number."""
    letters = ""
    for base in (17, 5, 17, 5, 17):
        number, rest = divmod(number * 13 + 11, base)
        letters += "bcdfghjklmnprstvz"[rest] if base > len("aeiou") else "aeiou"[rest]
    return letters.capitalize()
