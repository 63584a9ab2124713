from random import Random

import pytest

from app.core.questions import (
    BadAnswer,
    Item,
    Ordering,
    Scheme,
    arrange,
    check,
    form_of,
    grade,
    in_words,
    parse,
    parts_of,
    solution,
)
from tests.core.questions.contents import RIVER

IDS = {item.text: item.id for item in RIVER.items}


def sent(*texts: str) -> dict[str, list[str]]:
    """The form of a page without scripts that gives these items the places 1, 2…"""
    names = {row.text: row.id for row in arrange(RIVER, Random(0)).rows}
    return {f"answer-{names[text]}": [str(place)] for place, text in enumerate(texts, start=1)}


def test_places_rows_in_order_and_words_say_the_same():
    names = {row.text: row.id for row in arrange(RIVER, Random(0)).rows}
    order = ("Niamey", "Bamako", "Timbuktu", "Ségou")
    expected = [IDS[text] for text in order]

    assert parse(RIVER, sent(*order)) == expected
    assert parse(RIVER, {"order": [" ".join(names[text] for text in order)]}) == expected
    assert parse(RIVER, form_of(RIVER, list(order))) == expected
    assert in_words(RIVER, expected) == "Niamey; Bamako; Timbuktu; Ségou"


def test_items_at_their_place_count():
    result = grade(RIVER, parse(RIVER, sent("Bamako", "Timbuktu", "Ségou", "Niamey")))

    assert result.fraction == 0.5
    assert [part.is_right for part in result.parts] == [True, False, False, True]
    assert str(result.words) == "Partly right: 2 of 4"


def test_the_scheme_decides_the_grade():
    answer = [IDS[text] for text in ("Niamey", "Bamako", "Ségou", "Timbuktu")]
    relative = Ordering(RIVER.items, Scheme.RELATIVE_NEXT_EXCLUDE_LAST)

    assert grade(RIVER, answer).fraction == 0
    assert grade(relative, answer).fraction == pytest.approx(2 / 3)


def test_the_solution_says_what_is_known_of_each_item():
    right = solution(RIVER)

    assert right.text == "Bamako (upstream); Ségou; Timbuktu; Niamey (downstream)"
    assert (right.rows[0].id, right.rows[0].right) == (IDS["Bamako"], "upstream")


def test_ids_that_follow_the_order_do_not_show():
    def numbered(*texts: str) -> Ordering:
        return Ordering(tuple(Item(str(n), text) for n, text in enumerate(texts)))

    one, other = numbered("first", "second", "third"), numbered("third", "first", "second")

    assert arrange(one, Random(3)) == arrange(other, Random(3))


def test_every_row_has_the_same_places_to_choose_from():
    assert [place.id for place in arrange(RIVER, Random(0)).options] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("Ségou", "", "Give every item a place."),
        ("Ségou", "1", "Two items have the same place."),
        ("Ségou", "5", "Choose one of the places shown."),
        ("Ségou", "second", "Choose one of the places shown."),
    ],
)
def test_an_order_with_a_gap_or_a_tie_is_refused(text, place, message):
    form = sent("Bamako", "Ségou", "Timbuktu", "Niamey")
    name = next(row.id for row in arrange(RIVER, Random(0)).rows if row.text == text)

    with pytest.raises(BadAnswer) as caught:
        parse(RIVER, {**form, f"answer-{name}": [place]})

    assert caught.value.message == message
    assert caught.value.gap in {row.id for row in arrange(RIVER, Random(0)).rows}


@pytest.mark.parametrize("order", ["1 2 3", "1 2 3 3", "1 2 3 5", "all"])
def test_an_order_of_other_rows_is_refused(order):
    with pytest.raises(BadAnswer):
        parse(RIVER, {"order": [order]})


@pytest.mark.parametrize("answer", [["Bamako"], "Bamako", {"Bamako": 1}])
def test_an_answer_that_is_no_whole_order_is_refused(answer):
    with pytest.raises(BadAnswer):
        parse(RIVER, form_of(RIVER, answer))
    with pytest.raises(BadAnswer):
        grade(RIVER, answer)


def test_items_that_cannot_be_told_apart_are_named():
    items = (Item("a", "Ségou"), Item("a", "ségou "))

    assert [problem.message for problem in check(Ordering(items))] == [
        "Two rows have the same id.",
        "Two rows read the same.",
    ]


def test_an_order_is_remembered_as_one():
    assert parts_of(RIVER) == 0
