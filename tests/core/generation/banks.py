"""A small true bank that tests bend to what they need."""

from copy import deepcopy

from app.core.generation import build, parse
from app.core.generation.generators import GENERATORS, Bench
from app.core.generation.parsing import Source

BANK = {
    "id": "peaks",
    "name": "High mountains",
    "description": "How high they are and who stood on them first.",
    "licence": "CC BY 4.0",
    "as_of": "2020-12",
    "article": {
        "title": "The roof of the world",
        "publisher": "The Example",
        "url": "https://example.org/peaks",
    },
    "labels": {"3": "the heights", "4": "the first ascents", "5": "a climber’s view"},
}


def mountain(id_, name, about, **more):
    return {"id": id_, "kind": "place", "group": "peak", "name": name, "about": about, **more}


def person(id_, name, about, **more):
    return {"id": id_, "kind": "person", "group": "climber", "name": name, "about": about, **more}


ENTITIES = [
    mountain("everest", "Mount Everest", "Mount Everest is the highest.", aliases=["Everest"]),
    mountain("k2", "K2", "K2 is the second highest."),
    mountain("kangchenjunga", "Kangchenjunga", "Kangchenjunga is the third highest."),
    mountain("lhotse", "Lhotse", "Lhotse is the fourth highest."),
    mountain("makalu", "Makalu", "Makalu is the fifth highest."),
    person("hillary", "Edmund Hillary", "Edmund Hillary kept bees.", aliases=["Hillary"]),
    person("tenzing", "Tenzing Norgay", "Tenzing Norgay was a guide.", aliases=["Tenzing"]),
    person("hunt", "John Hunt", "John Hunt led the party of 1953.", aliases=["Hunt"]),
    person("messner", "Reinhold Messner", "Reinhold Messner climbs without bottled air."),
    person("harrison", "Ginette Harrison", "Ginette Harrison was a doctor."),
    {
        "id": "club",
        "kind": "organisation",
        "name": "Alpine Club",
        "the": True,
        "about": "The Alpine Club is the oldest of its kind.",
    },
]


def fact(id_, text, **more):
    return {"id": id_, "kind": "event", "text": text, "cite": [{"paragraph": 3}], **more}


HEIGHT = fact(
    "everest-height",
    "{what:@everest} rises {height:number=8849|about|m} above the sea.",
    ask={
        "what": "Which mountain rises higher above the sea than any other?",
        "height": "About how many metres above the sea does Mount Everest rise?",
    },
    kind="quantity",
)
ASCENT = fact(
    "first-ascent",
    "{who:@hillary+tenzing} first stood on the top of {what:@everest} on {when:date=1953-05-29}.",
    ask={
        "who": "Which two climbers first stood on the top of Mount Everest?",
        "when": "On which day was the top of Mount Everest first reached?",
    },
    ask_one={"who": "Who was one of the first two climbers on the top of Mount Everest?"},
    importance=3,
)
VIEW = fact(
    "hunt-weather",
    "The ascent of Everest hung on {what:text=the weather}.",
    ask={"what": "On what did the ascent of Everest hang, according to John Hunt?"},
    truth="attributed",
    speaker="hunt",
    distractors={
        "what": [
            {"text": "the ropes", "why": "He speaks of the sky."},
            {"text": "the tents", "why": "He speaks of the sky, not the camp."},
            {"text": "the maps", "why": "The way was known."},
        ]
    },
)
SECOND_VIEW = fact(
    "messner-air",
    "Bottled air makes a high peak lower.",
    truth="attributed",
    speaker="messner",
)
THIRD_VIEW = fact("hillary-luck", "The last step was luck.", truth="attributed", speaker="hillary")
OTHERS = [
    fact(
        "k2-ascent",
        "The top of K2 was reached on {when:date=1954-07-31}.",
        ask={"when": "On which day was the top of K2 first reached?"},
    ),
    fact(
        "kangchenjunga-ascent",
        "The top of Kangchenjunga was reached on {when:date=1955-05-25}.",
        ask={"when": "On which day was the top of Kangchenjunga first reached?"},
    ),
    fact(
        "lhotse-ascent",
        "The top of Lhotse was reached on {when:date=1956-05-18}.",
        ask={"when": "On which day was the top of Lhotse first reached?"},
    ),
]
FACTS = [HEIGHT, ASCENT, VIEW, SECOND_VIEW, THIRD_VIEW, *OTHERS]


def source(*facts, entities=ENTITIES, sortings=(), **bank) -> Source:
    """The bank with these facts, or with all of the example's."""
    tables = {"entity": entities, "fact": facts or FACTS, "sorting": sortings}
    return parse(BANK | bank, {name: deepcopy(list(rows)) for name, rows in tables.items()})


def changed(base, **more):
    return deepcopy(base) | more


def questions_of(source_, fact_id, generator=None, slot=None):
    """All that could be made of one fact, before it is decided what is worth asking."""
    bench = Bench(source_, {})
    (fact,) = (fact for fact in source_.facts if fact.id == fact_id)
    return [
        question
        for each in GENERATORS
        for question in each.make(bench, fact)
        if generator in (None, question.generator) and slot in (None, question.slot)
    ]


def joint_questions(source_, generator, pinned=None):
    """The questions of one form that ask several facts together."""
    made = build(source_, pinned).questions
    return [question for question in made if question.generator == generator]


def question_of(source_, fact_id, generator, slot=None):
    (question,) = questions_of(source_, fact_id, generator, slot)
    return question


def texts(question):
    return [choice.text for choice in question.content.choices]
