"""A small bank of invented facts about an invented town, for every test that needs a bank."""

from app.banks.folder import Texts
from app.core.generation import (
    Fingerprint,
    Release,
    Source,
    Verdict,
    build,
    fingerprint,
    read,
    verdicts_toml,
)

BANK = """
id = "varn"
name = "The town of Varn"
description = "A harbour town that does not exist."
language = "en"
licence = "CC0"
as_of = "2024-02"
content_note = "One fact is about deaths in a flood. You can study without it."
release = 1

[article]
title = "Varn rebuilds its harbour"
author = "Ilse Moor"
publisher = "The Varn Gazette"
published_on = "2024-02-11"
url = "https://example.org/varn"
language = "en"

[labels]
2 = "how the town began"
3 = "the harbour and the ferry"
4 = "the flood"
5 = "what people say"
"""

FACTS = '''
[[entity]]
id = "varn"
kind = "place"
group = "town"
name = "Varn"
about = "Varn is the harbour town at the mouth of the Ode."

[[entity]]
id = "lessing"
kind = "place"
group = "town"
name = "Lessing"
aliases = ["Lessing-on-Ode"]
about = "Lessing is the market town up the river."

[[entity]]
id = "brae"
kind = "place"
group = "town"
name = "Brae"
about = "Brae is the mining town in the hills."

[[entity]]
id = "quill"
kind = "place"
group = "town"
name = "Quill"
about = "Quill is the fishing village on the far bank."

[[entity]]
id = "holm"
kind = "place"
group = "town"
name = "Holm"
about = "Holm is the island village beyond the lighthouse."

[[entity]]
id = "adda"
kind = "person"
group = "townsperson"
name = "Adda Korn"
aliases = ["Korn"]
about = "Adda Korn is the founder of the ferry company."

[[entity]]
id = "mira"
kind = "person"
group = "townsperson"
name = "Mira Sol"
aliases = ["Sol"]
about = "Mira Sol is the teacher who wrote the town's history."

[[entity]]
id = "osric"
kind = "person"
group = "townsperson"
name = "Osric Vane"
aliases = ["Vane"]
about = "Osric Vane is the keeper of the lighthouse."

[[entity]]
id = "petra"
kind = "person"
group = "townsperson"
name = "Petra Lund"
aliases = ["Lund"]
about = "Petra Lund is the engineer of the new pier."

[[entity]]
id = "council"
kind = "organisation"
group = "office"
name = "Varn town council"
the = true
about = "The Varn town council is the body that governs the town."

[[fact]]
id = "founded"
kind = "date"
text = "{town:@varn} was founded in {when:date=1623}."
ask.when = "In which year was the town of Varn founded?"
cite = [{ paragraph = 2 }]
importance = 3

[[fact]]
id = "lighthouse"
kind = "date"
text = "The lighthouse of {town:@varn} was first lit in {when:date=1791}."
ask.when = "In which year was the lighthouse of Varn first lit?"
cite = [{ paragraph = 2 }]

[[fact]]
id = "railway"
kind = "date"
text = "The railway reached {town:@varn} in {when:date=1876}."
ask.when = "In which year did the railway reach the town of Varn?"
cite = [{ paragraph = 3 }]

[[fact]]
id = "bridge"
kind = "date"
text = "A bridge joined {one:@varn} and {other:@quill} in {when:date=1934}."
ask.when = "In which year did a bridge join Varn and Quill?"
ask.other = "Which village did a bridge join with the town of Varn?"
cite = [{ paragraph = 3 }]

[[fact]]
id = "population"
kind = "quantity"
text = "In {town:@varn} live {people:number=8400|about|people}."
ask.people = "About how many people live in the town of Varn?"
cite = [{ paragraph = 2 }]
importance = 2

[[fact]]
id = "sister-town"
kind = "actor"
text = "The first settlers came down the river from {origin:@lessing}."
ask.origin = "From which town did the first settlers of the harbour come?"
cite = [{ paragraph = 2 }]
importance = 1

[[fact]]
id = "ferry-founder"
kind = "actor"
text = "{who:@adda} started the ferry company on {when:date=1987-05-03|year inferred}."
ask.who = "Who started the ferry company of the harbour?"
ask.when = "On which day did the ferry company start?"
cite = [{ paragraph = 3 }, { paragraph = 2 }]
importance = 3

[[fact]]
id = "pier-length"
kind = "quantity"
text = "The new pier is {length:number=312||m} long."
ask.length = "How many metres long is the new pier of Varn?"
cite = [{ paragraph = 3 }]
importance = 2

[[fact]]
id = "vhc"
kind = "acronym"
text = "{acronym:text=VHC} stands for {name:text=Varn Harbour Company}."
ask.name = "What does the acronym VHC stand for on the ferry?"
reverse = { name = "Which acronym is short for the company that owns the ferry of Varn?" }
accept = { name = ["the Varn Harbour Company"] }
cite = [{ paragraph = 3 }]
importance = 1
skip = ["cloze:name"]

[[fact]]
id = "flood-date"
kind = "event"
text = "The river flooded {town:@varn} in {when:date=2013-01}."
ask.when = "In which month and year did the river flood Varn?"
cite = [{ paragraph = 4 }]
importance = 2

[[fact]]
id = "flood-deaths"
kind = "quantity"
text = "{dead:number=12|at least|people} died in the flood of Varn."
ask.dead = "At least how many people died in the flood of Varn?"
cite = [{ paragraph = 4 }]
importance = 2
sensitive = true

[[fact]]
id = "lund-hope"
kind = "attribution"
truth = "attributed"
speaker = "petra"
text = "The new pier will bring {what:text=fishing boats} back to the town."
ask.what = "What will the new pier bring back to the town, according to Petra Lund?"
cite = [{ paragraph = 5 }]
importance = 1

[[fact]]
id = "council-claim"
kind = "attribution"
truth = "disputed"
speaker = "council"
hedge = "is believed to"
text = "The harbour is believed to earn {money:number=40|about|million crowns} a year."
ask.money = """
About how many million crowns a year is the harbour of Varn believed to earn, \\
according to the Varn town council?"""
cite = [{ paragraph = 5 }]
importance = 1
'''

ARTICLE = """
Varn rebuilds its harbour
An old place by the water, and who came there first.
Of boats, a company and the long pier.
When the river rose.
Voices from the quay.
"""


def bank_toml(uid: str = "varn", release: int = 1) -> str:
    named = BANK.replace('id = "varn"', f'id = "{uid}"', 1)
    return named.replace("release = 1", f"release = {release}", 1)


def source(facts: str = FACTS, uid: str = "varn", release: int = 1) -> Source:
    return read(bank_toml(uid, release), facts)


def article() -> Fingerprint:
    return fingerprint(ARTICLE, source().bank.labels)


def release(source: Source, pinned: Release | None = None) -> Release:
    return build(source, pinned)


def texts(
    facts: str = FACTS,
    uid: str = "varn",
    release: int = 1,
    pinned: Release | None = None,
    verdicts: tuple[Verdict, ...] = (),
) -> Texts:
    """The files of the bank, its questions built upon those released before."""
    built = build(source(facts, uid, release), pinned, verdicts)
    return Texts(
        bank_toml(uid, release),
        facts,
        article().to_json().decode(),
        built.to_json().decode(),
        verdicts_toml(verdicts),
    )
