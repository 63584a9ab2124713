"""The margin note: why an answer is right, and where it can be read."""

import pytest
from flask import render_template_string
from sqlalchemy import select

from app.banks.models import Fact, Question, QuestionFact, QuestionVersion, Target
from app.banks.queries import notes
from app.db import db

MACRO = (
    '{% from "banks/note.html" import margin_note %}{{ margin_note(note, "/study") }}'
    "{% call margin_note(note) %}more lines{% endcall %}"
)


def version(fact, slot="", generator="flashcard_forward"):
    query = select(QuestionVersion).join(Question).join(Fact)
    query = query.where(Fact.uid == f"varn/{fact}", Question.generator == generator)
    found = db.session.scalars(query).all()
    return next(each for each in found if not slot or target(each).endswith(f"#{slot}#forward"))


def target(version):
    return db.session.get_one(Target, version.question.target_id).uid


@pytest.fixture
def note(make):
    def read(*args):
        make.bank()
        found = version(*args)
        return notes([found.id])[found.id]

    return read


def test_a_note_says_why_and_where(note):
    read = note("founded")
    assert read.explanation == "Varn was founded in 1623."
    assert (read.fact_uid, read.bank_uid, read.bank_name) == (
        "varn/founded", "varn", "The town of Varn",
    )  # fmt: skip
    assert read.article.title == "Varn rebuilds its harbour"
    assert read.article.paragraphs == 5
    assert [(each.number, each.label) for each in read.paragraphs] == [(2, "how the town began")]
    assert read.as_of == "2024-02"


def test_several_citations_keep_their_order(note):
    assert [each.number for each in note("ferry-founder").paragraphs] == [3, 2]


@pytest.mark.parametrize(
    ("asked", "voice", "tags"),
    [
        (("founded", "when"), "", ()),
        (("lund-hope", "what"), "Said by Petra Lund", ()),
        (
            ("council-claim", "money"),
            "Claimed by the Varn town council",
            ("believed, not certain", "disputed"),
        ),
        (("ferry-founder", "when"), "", ("worked out, not printed",)),
        (("ferry-founder", "who"), "", ()),
    ],
)
def test_a_note_tells_whose_word_it_is_and_how_sure(app, note, asked, voice, tags):
    read = note(*asked)
    with app.test_request_context():
        source = read.source()
    assert (source.voice, tuple(source.tags)) == (voice, tags)


def test_a_question_about_several_facts_cites_the_paragraphs_of_all_and_has_no_voice(app, make):
    make.bank()
    asked = version("lund-hope", "what")
    founder = db.session.scalars(select(Fact.id).where(Fact.uid == "varn/ferry-founder")).one()
    db.session.add(QuestionFact(question_id=asked.question_id, fact_id=founder))
    db.session.flush()
    read = notes([asked.id])[asked.id]
    with app.test_request_context():
        source = read.source()
    assert read.fact_uid == "varn/lund-hope"
    assert [each.number for each in read.paragraphs] == [2, 3, 5]
    assert (source.voice, source.tags) == ("", ())


def test_a_note_leads_to_the_report_form_and_back(app, note):
    read = note("founded")
    with app.test_request_context():
        html = render_template_string(MACRO, note=read)
    assert f"/questions/{read.question_uid}/reports?next=/study" in html
    assert "/banks/varn/facts/founded" in html
    assert "more lines" in html
    assert "2 of 5" not in html.replace("2 of 5.", "")


def test_many_notes_cost_two_queries(make, browser):
    make.bank()
    ids = db.session.scalars(select(QuestionVersion.id)).all()
    browser.queries.clear()
    assert len(notes(ids)) == len(ids)
    assert len(browser.queries) == 2
    assert notes([]) == {}
