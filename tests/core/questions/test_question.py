import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.questions import TYPES, BadQuestion, Citation, Question, schema
from tests.core.questions.contents import CAPITAL, contents, texts

questions = st.builds(
    Question,
    uid=texts,
    prompt=texts,
    content=contents,
    explanation=st.text(max_size=20),
    citations=st.lists(st.builds(Citation, texts, st.integers(1, 500)), max_size=2).map(tuple),
    facts=st.lists(texts, max_size=2).map(tuple),
    tags=st.lists(texts, max_size=2).map(tuple),
    difficulty=st.none() | st.floats(1, 10),
)


def printed() -> dict:
    return Question("abc", "Which is the capital of Niger?", CAPITAL).to_json()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(questions)
def test_a_question_survives_its_printed_form(question):
    assert Question.from_json(json.loads(json.dumps(question.to_json()))) == question


def test_the_printed_form_names_everything_in_one_order():
    assert list(printed()) == [
        *("uid", "type", "prompt", "content", "explanation"),
        *("citations", "facts", "tags", "difficulty", "hints"),
    ]


def test_the_type_may_stand_in_one_place():
    beside, inside = printed(), printed()
    del beside["content"]["type"]
    del inside["type"]

    assert Question.from_json(beside) == Question.from_json(inside)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"type": "date"}, "type"),
        ({"type": "riddle", "content": {}}, "content"),
        ({"prompt": ""}, "prompt"),
        ({"prompt": None}, "prompt"),
        ({"colour": "blue"}, "colour"),
        ({"citations": [{"article": "x", "paragraph": 0}]}, "citations.0.paragraph"),
        ({"content": {"choices": []}}, "content.single_choice.choices"),
        ({"content": "Niamey"}, "content"),
    ],
)
def test_what_is_wrong_is_named_by_field(change, where):
    with pytest.raises(BadQuestion) as caught:
        Question.from_json({**printed(), **change})

    assert where in [problem.where for problem in caught.value.problems]


@pytest.mark.parametrize("nonsense", [None, [], "question", 7, {}])
def test_nonsense_is_refused(nonsense):
    with pytest.raises(BadQuestion):
        Question.from_json(nonsense)


def test_the_schema_describes_every_type():
    described = schema()

    assert set(described["properties"]) == set(printed())
    assert described["required"] == ["uid", "prompt", "content"]
    named = {name["const"] for name in described["properties"]["type"]["anyOf"]}
    assert named == set(TYPES)
