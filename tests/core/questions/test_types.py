"""What holds for every type of question."""

import json
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.questions import (
    CONTENT,
    TYPES,
    BadAnswer,
    EmptyAnswer,
    NotGraded,
    arrange,
    check,
    form_of,
    grade,
    in_words,
    is_graded,
    parse,
    parts_of,
    solution,
)
from tests.core.questions.contents import SIBLINGS, contents, texts

graded = contents.filter(is_graded)
every_type = pytest.mark.parametrize("name", sorted(TYPES))
unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)


def test_every_type_is_tested():
    assert set(SIBLINGS) == set(TYPES)


@every_type
@unhurried
@given(data=st.data())
def test_a_type_answers_itself_right_wrong_and_malformed(name, data):
    content = data.draw(SIBLINGS[name]).one
    assert check(content) == ()
    if not is_graded(content):
        return

    samples = TYPES[name].samples(content)

    assert grade(content, parse(content, samples.right)).fraction == 1
    assert grade(content, parse(content, samples.wrong)).fraction == 0 or name == "ordering"
    assert not grade(content, parse(content, samples.wrong)).is_right
    with pytest.raises(BadAnswer):
        parse(content, samples.malformed)


@every_type
@unhurried
@given(data=st.data(), seed=st.integers())
def test_the_view_is_the_same_whichever_answer_is_right(name, data, seed):
    siblings = data.draw(SIBLINGS[name])

    assert arrange(siblings.one, Random(seed)) == arrange(siblings.other, Random(seed))


@unhurried
@given(contents, st.integers())
def test_the_same_seed_gives_the_same_view_in_json(content, seed):
    first, again = (json.dumps(arrange(content, Random(seed)).to_json()) for _ in range(2))

    assert first == again


@unhurried
@given(graded)
def test_an_empty_form_is_no_answer(content):
    with pytest.raises(EmptyAnswer):
        parse(content, {})


@st.composite
def rubbish(draw, content):
    """A form of right fields with anything in them, much of it nearly right."""
    shown = arrange(content, Random(0))
    ids = [each.id for each in (*shown.choices, *shown.rows, *shown.options)]
    values = st.one_of(st.sampled_from(["", "1", "2", *ids]), st.text(max_size=60))
    several = st.lists(values, max_size=3)
    gaps = ["", *(f"-{number}" for number in range(1, 7))]
    form = {f"{field}{gap}": draw(several) for field in ("answer", "unit") for gap in gaps}
    return {**form, "order": [" ".join(draw(st.permutations(ids) | several))]}


@every_type
@unhurried
@given(data=st.data())
def test_nothing_sent_breaks_the_grading(name, data):
    content = data.draw(SIBLINGS[name]).one
    if not is_graded(content):
        return
    try:
        answer = parse(content, data.draw(rubbish(content)))
    except BadAnswer:
        return

    assert 0 <= grade(content, answer).fraction <= 1
    json.dumps([answer, in_words(content, answer)]).encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(texts, values, max_size=3),
    max_leaves=6,
)


@unhurried
@given(graded, json_values)
def test_any_json_is_an_answer_or_a_bad_one(content, answer):
    try:
        parse(content, form_of(content, answer))
    except BadAnswer:
        return


@unhurried
@given(graded, texts | st.lists(texts) | st.dictionaries(texts, texts))
def test_no_stored_answer_breaks_the_grading(content, answer):
    try:
        assert 0 <= grade(content, answer).fraction <= 1
    except BadAnswer:
        return


@unhurried
@given(graded)
def test_a_stored_answer_can_be_sent_and_graded_again(content):
    answer = parse(content, TYPES[content.type].samples(content).right)

    assert parse(content, form_of(content, json.loads(json.dumps(answer)))) == answer
    assert grade(content, answer) == grade(content, answer)


@unhurried
@given(contents)
def test_the_solution_marks_what_was_asked(content):
    right = solution(content)

    assert right.text
    assert any(span.marked for span in right.spans)


@unhurried
@given(graded)
def test_the_parts_are_graded_in_the_order_they_are_judged_in(content):
    right = solution(content)
    judged = (
        right.gaps or right.rows or (right.choices if content.type == "multiple_answer" else ())
    )
    sample = TYPES[content.type].samples(content)

    for form in (sample.right, sample.wrong):
        assert len(grade(content, parse(content, form)).parts) == len(judged)
    assert parts_of(content) in (0, len(judged))


@unhurried
@given(contents)
def test_a_content_survives_json(content):
    assert CONTENT.validate_json(CONTENT.dump_json(content)) == content


@given(SIBLINGS["flashcard"])
def test_a_flashcard_is_rated_by_its_learner(siblings):
    with pytest.raises(NotGraded):
        parse(siblings.one, {"answer": ["anything"]})
    with pytest.raises(NotGraded):
        grade(siblings.one, "anything")
