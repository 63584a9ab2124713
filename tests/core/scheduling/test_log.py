"""The log is the truth: whatever is written, the card is what its lines add up to."""

from dataclasses import replace
from datetime import timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling import (
    LINE_FIELDS,
    NEW_CARD,
    Card,
    Flag,
    Kind,
    Line,
    Memory,
    Rating,
    State,
    apply,
    fold,
    relearn,
    set_flags,
    standing,
    undo,
)
from tests.core.scheduling.logs import (
    CALENDAR,
    NOW,
    OTHER_WEIGHTS,
    TODAY,
    answer,
    answered,
    events,
    key,
    logs,
    written,
)

AGAIN, HARD, GOOD, EASY = Rating
LATER = {"now": NOW + timedelta(days=1), "calendar": CALENDAR}


@given(logs)
def test_a_card_is_its_lines_applied_in_the_order_of_time(lines):
    assert fold(lines) == reduce(apply, standing(lines), NEW_CARD)


@given(st.lists(events.filter(lambda e: e.pause > timedelta(0)), max_size=12))
def test_the_card_kept_beside_the_log_is_the_fold_of_the_log(happened):
    lines, kept = written(happened)
    assert fold(lines) == kept


@given(logs, st.randoms(use_true_random=False))
def test_the_order_lines_are_found_in_does_not_matter(lines, random):
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(lines)


@given(logs.filter(len), st.data())
def test_an_undone_line_might_never_have_been(lines, data):
    taken_back = data.draw(st.sampled_from(lines))
    without = [line for line in lines if line != taken_back]
    back = undo(taken_back, key=key(99), **LATER)
    assert fold([*lines, back]) == fold(without)


@given(logs.filter(len), st.data(), st.timedeltas(timedelta(days=-900), timedelta(days=900)))
def test_an_undo_holds_wherever_clocks_put_it_and_however_often_it_is_sent(lines, data, shift):
    taken_back = data.draw(st.sampled_from(lines))
    without = [line for line in lines if line != taken_back]
    again = [undo(taken_back, key=key(n), now=NOW + shift, calendar=CALENDAR) for n in (98, 99)]
    assert fold([*again, *lines]) == fold(without)


@given(logs)
def test_undoing_everything_leaves_a_new_card(lines):
    undos = [undo(line, key=key(200 + n), **LATER) for n, line in enumerate(lines)]
    assert fold([*lines, *undos]) == NEW_CARD


def test_an_undo_of_an_undo_or_of_nothing_changes_nothing():
    line = answer(NEW_CARD, GOOD).line
    back = undo(line, key=key(2), **LATER)
    back_again = undo(back, key=key(3), **LATER)
    assert fold([line, back, back_again]) == NEW_CARD
    assert fold([line, back_again]) == fold([line])


def test_an_undo_cannot_be_applied_to_a_card_alone():
    line = answer(NEW_CARD, GOOD).line
    with pytest.raises(ValueError, match="fold"):
        apply(NEW_CARD, undo(line, key=key(2), **LATER))


def test_overruling_is_an_undo_and_a_new_line():
    wrong = answer(NEW_CARD, AGAIN, number=1)
    back = undo(wrong.line, key=key(2), now=NOW, calendar=CALENDAR)
    right = answer(NEW_CARD, GOOD, number=3)
    assert fold([wrong.line, back, right.line]) == right.card


@given(logs)
def test_other_weights_change_the_memory_but_no_due_day(lines):
    before, after = fold(lines), fold(lines, OTHER_WEIGHTS)
    assert replace(after, memory=None) == replace(before, memory=None)
    if before.memory is not None:
        assert after.memory != before.memory


@given(logs, logs)
def test_two_histories_of_one_card_fold_together_in_time(here, there):
    there = [replace(line, key=line.key[8:] + line.key[:8] + b"t") for line in there]
    both = fold([*here, *there])
    reviews = [line for line in (*here, *there) if line.kind is Kind.REVIEW]
    assert both.reviews == len(reviews)
    assert both.lapses <= sum(line.rating is AGAIN for line in reviews)
    if reviews:
        last = max(
            (x for x in standing([*here, *there]) if x.kind in (Kind.REVIEW, Kind.RELEARN)),
            key=lambda line: (line.at, line.key),
        )
        assert (both.state, both.due_on) == (last.state, last.due_on)


def test_lines_of_the_same_millisecond_follow_their_keys():
    first, second = answer(NEW_CARD, GOOD, number=1), answer(NEW_CARD, AGAIN, number=2)
    assert fold([second.line, first.line]).due_at == second.card.due_at


def test_a_corrected_answer_is_learned_again_now_and_is_no_lapse():
    card = answered(GOOD, GOOD, GOOD, gap=timedelta(days=10))
    line = relearn(card, key=key(9), **LATER)
    after = apply(card, line)
    assert after.state is State.RELEARNING
    assert after.is_due(line.at // 1000, TODAY + 1)
    assert after.memory.stability < card.memory.stability
    assert (after.memory.difficulty, after.lapses) == (card.memory.difficulty, card.lapses)


def test_a_corrected_answer_leaves_a_new_card_new_and_a_learning_card_learning():
    assert apply(NEW_CARD, relearn(NEW_CARD, key=key(9), **LATER)) == NEW_CARD
    learning = answer(NEW_CARD, GOOD).card
    after = apply(learning, relearn(learning, key=key(9), **LATER))
    assert (after.state, after.step) == (State.LEARNING, 0)


def test_a_suspended_card_rests_until_it_is_released_and_keeps_its_due_day():
    card = answered(GOOD, GOOD, gap=timedelta(days=1))
    resting = apply(card, set_flags(card.flags_on(TODAY) | Flag.SUSPENDED, key=key(5), **LATER))
    assert resting.rests(TODAY + 400)
    assert not resting.is_due(2**40, TODAY + 400)
    back = apply(resting, set_flags(Flag(0), key=key(6), **LATER))
    assert back == card
    assert back.is_due(0, card.due_on)


def test_an_answer_elsewhere_does_not_release_a_suspended_card():
    card = apply(NEW_CARD, set_flags(Flag.SUSPENDED, key=key(5), **LATER))
    assert answer(card, GOOD).card.is_suspended


def test_a_buried_card_rests_for_the_day():
    card = answered(GOOD, GOOD, gap=timedelta(days=1))
    due = card.due_on
    buried = apply(
        card,
        set_flags(
            Flag.BURIED, key=key(5), now=NOW + timedelta(days=due - TODAY), calendar=CALENDAR
        ),
    )
    assert buried.flags_on(due) == Flag.BURIED
    assert not buried.is_due(0, due)
    assert buried.is_due(0, due + 1)


def test_help_with_a_leech_can_be_declined():
    card = replace(answered(GOOD, GOOD), is_leech=True, lapses=6)
    assert card.flags_on(TODAY) == Flag.LEECH
    declined = apply(card, set_flags(Flag(0), key=key(5), **LATER))
    assert not declined.is_leech
    assert not answer(declined, GOOD).card.is_leech


def test_a_state_brought_from_elsewhere_is_taken_as_it_is_and_grown_from():
    line = Line(
        key=key(1),
        at=1,
        day=TODAY,
        kind=Kind.IMPORTED,
        state=State.REVIEW,
        due_on=TODAY + 30,
        stability_e4=301_234,
        difficulty_e3=4_567,
    )
    card = fold([line])
    assert card.memory == Memory(30.1234, 4.567)
    assert card.interval_days == 30
    after = answer(card, GOOD, now=NOW + timedelta(days=30))
    assert after.card.memory.stability > 30.1234
    assert fold([line, after.line]) == after.card


def test_learning_cards_are_due_by_the_second_and_others_by_the_day():
    learning = answer(NEW_CARD, GOOD).card
    assert not learning.is_due(learning.due_at - 1, TODAY)
    assert learning.is_due(learning.due_at, TODAY)
    known = answer(NEW_CARD, EASY).card
    assert not known.is_due(2**40, known.due_on - 1)
    assert known.is_due(0, known.due_on)
    assert not NEW_CARD.is_due(2**40, TODAY)


@given(logs)
def test_a_line_survives_its_row(lines):
    for line in lines:
        row = {name: plain(value) for name, value in line.to_row().items()}
        assert Line.from_row({**row, "user_id": 7}) == line
        assert tuple(row) == LINE_FIELDS


def plain(value):
    """As a database gives it back: an enum is a number."""
    return value if value is None or isinstance(value, bytes) else int(value)


@given(st.floats(0.001, 36_500), st.floats(1, 10))
def test_a_noted_memory_is_one_a_card_may_have(stability, difficulty):
    card = Card(memory=Memory(stability, difficulty), last_on=TODAY, state=State.REVIEW)
    noted = answer(card, GOOD).line
    assert 0 < noted.memory.stability <= 36_500
    assert 1 <= noted.memory.difficulty <= 10
    assert noted.stability_e4 < 2**31
    assert noted.difficulty_e3 < 2**15
