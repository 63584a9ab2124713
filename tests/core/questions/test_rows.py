"""Matching and categorise: rows that are each answered with one of the same options."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.questions import (
    BadAnswer,
    Categorise,
    Category,
    Matching,
    Pair,
    Sorted,
    arrange,
    check,
    choice_id,
    form_of,
    grade,
    in_words,
    parse,
    parts_of,
    solution,
)
from tests.core.questions.contents import CAPITALS, COAST, COUNTRIES, INLAND, SIBLINGS


def names_of(content: Matching | Categorise) -> dict[str, str]:
    return {row.text: row.id for row in arrange(content, Random(0)).rows}


def test_each_row_that_is_right_earns_its_part():
    answer = parse(CAPITALS, form_of(CAPITALS, {"Ghana": "Accra", "Niger": "Dakar"}))
    result = grade(CAPITALS, answer)

    assert result.fraction == pytest.approx(1 / 3)
    assert [part.is_right for part in result.parts] == [True, False, False]
    assert result.parts[0].feedback == "Accra has been its capital since 1877."
    assert str(result.words) == "Partly right: 1 of 3"


def test_an_answer_is_kept_by_row():
    names = names_of(CAPITALS)
    form = {f"answer-{names['Ghana']}": [choice_id("Accra")], f"answer-{names['Togo']}": [""]}

    assert parse(CAPITALS, form) == {names["Ghana"]: choice_id("Accra")}


def test_an_answer_in_words_shows_what_was_left_out():
    answer = parse(
        COUNTRIES, form_of(COUNTRIES, {"mali": "By the sea", COUNTRIES.items[1].id: COAST.id})
    )

    assert in_words(COUNTRIES, answer) == "Ghana: …; Togo: By the sea; Mali: By the sea"


def test_every_match_is_offered_once_in_every_row():
    content = Matching((Pair.of("Lagos", "Nigeria"), Pair.of("Kano", "Nigeria")), ("Benin",))

    assert sorted(option.text for option in arrange(content, Random(0)).options) == [
        *("Benin", "Nigeria")
    ]
    assert grade(
        content, parse(content, form_of(content, dict.fromkeys(["Lagos", "Kano"], "Nigeria")))
    ).is_right


def test_the_solution_marks_what_belongs_to_each_row():
    right = solution(CAPITALS)

    assert right.text == "Ghana: Accra; Niger: Niamey; Togo: Lomé"
    assert [span.text for span in right.spans if span.marked] == ["Accra", "Niamey", "Lomé"]
    assert {option.text for option in right.options} == {"Accra", "Niamey", "Lomé", "Dakar"}


@pytest.mark.parametrize("content", [CAPITALS, COUNTRIES])
def test_no_row_and_no_option_has_a_place_of_its_own(content):
    seen = [arrange(content, Random(seed)) for seed in range(200)]

    assert len({view.rows for view in seen}) == 6
    assert {view.options[0] for view in seen} == set(seen[0].options)


@given(st.one_of(SIBLINGS["matching"], SIBLINGS["categorise"]), st.data())
def test_a_row_is_right_where_it_holds_what_belongs_there(siblings, data):
    content = siblings.one
    options = [option.id for option in arrange(content, Random(0)).options]
    answer = {name: data.draw(st.sampled_from(options)) for name in names_of(content).values()}

    right = solution(content)
    ids = {option.text: option.id for option in right.options}

    judged = [ids[row.right] == answer[row.name] for row in right.rows]
    assert [part.is_right for part in grade(content, answer).parts] == judged
    assert grade(content, answer).fraction == pytest.approx(sum(judged) / len(judged))


@given(st.one_of(SIBLINGS["matching"], SIBLINGS["categorise"]))
def test_words_and_ids_are_the_same_answer(siblings):
    right = solution(siblings.one)
    rows, ids = right.rows, {option.text: option.id for option in right.options}
    assume(not {row.text for row in rows} <= {row.name for row in rows})
    forms = (
        form_of(siblings.one, {row.text: row.right for row in rows}),
        form_of(siblings.one, {row.id: ids[row.right] for row in rows}),
    )

    assert [grade(siblings.one, parse(siblings.one, form)).fraction for form in forms] == [1, 1]


def test_a_row_that_reads_like_the_name_of_another_is_found_by_its_words():
    content = Matching((Pair.of("1", "one"), Pair.of("0000", "nought"), Pair.of("7", "seven")))
    said = {pair.text: pair.match for pair in content.pairs}

    assert grade(content, parse(content, form_of(content, said))).is_right


def test_an_option_that_is_not_offered_is_refused_in_its_row():
    names = names_of(CAPITALS)

    with pytest.raises(BadAnswer, match="Choose one of the answers shown") as caught:
        parse(CAPITALS, form_of(CAPITALS, {"Ghana": "Accra", "Togo": "Abuja"}))
    assert caught.value.gap == names["Togo"]


@pytest.mark.parametrize("answer", ["Accra", ["Accra"], {"1": "Accra"}])
def test_what_is_no_answer_to_rows_is_refused(answer):
    with pytest.raises(BadAnswer):
        grade(CAPITALS, answer)


def test_each_row_is_remembered_on_its_own():
    assert parts_of(CAPITALS) == parts_of(COUNTRIES) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (Matching((Pair.of("Ghana", "a"), Pair.of("ghana", "b"))), "Two rows read the same."),
        (Matching((Pair.of("a", "Accra"), Pair.of("b", "accra"))), "Two matches read the same."),
        (Matching((Pair.of("a", "one"), Pair.of("b", "one"))), "There is only one match."),
        (
            Matching((Pair.of("a", "one"), Pair.of("b", "two")), ("two",)),
            "An extra match belongs to a pair.",
        ),
        (Matching((Pair("x", "a", "1"), Pair("x", "b", "2"))), "Two rows have the same id."),
        (
            Categorise((COAST, INLAND), (Sorted.of("a", COAST), Sorted("b", "b", "nowhere"))),
            "An item belongs to no category.",
        ),
        (
            Categorise((COAST, Category(COAST.id, "x")), COUNTRIES.items[:2]),
            "Two categories have the same id.",
        ),
        (
            Categorise((COAST, Category("x", "by the sea")), COUNTRIES.items[:2]),
            "Two categories read the same.",
        ),
        (
            Categorise((COAST, INLAND), (Sorted.of("a", COAST), Sorted("x", "A", INLAND.id))),
            "Two rows read the same.",
        ),
    ],
)
def test_rows_that_cannot_be_asked_are_named(content, message):
    assert message in [problem.message for problem in check(content)]
