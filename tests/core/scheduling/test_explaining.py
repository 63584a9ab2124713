"""Why this interval: figures that agree with the card and with each other."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling import (
    DEFAULT_WEIGHTS,
    NEW_CARD,
    Memory,
    Preset,
    Rating,
    decide,
    forgetting_curve,
    why,
)
from tests.core.scheduling.logs import CALENDAR, NOW, PRESET, TODAY, answer, answered

GOOD = Rating.GOOD


def test_a_card_never_answered_has_nothing_to_explain():
    assert why(NEW_CARD, today=TODAY, preset=PRESET) is None


@given(st.binary(min_size=16, max_size=16))
def test_the_shift_is_what_fuzz_and_balance_did(name):
    card, now = answered(GOOD, GOOD), NOW + timedelta(days=12)
    load = {TODAY + day: day % 3 for day in range(12, 103)}
    decision = decide(card, GOOD, now=now, calendar=CALENDAR, preset=PRESET, key=name, load=load)
    reasons = why(decision.card, today=TODAY + 12, preset=PRESET)
    assert reasons.given_days == decision.card.interval_days
    assert reasons.asked_days == pytest.approx(decision.interval, rel=1e-3)
    assert reasons.shift_days == decision.spread.fuzz + decision.spread.balance


def test_the_figures_are_those_of_the_card_today():
    card = answered(GOOD, GOOD, GOOD)
    reasons = why(card, today=TODAY + 5, preset=PRESET)
    assert (reasons.stability, reasons.difficulty) == (
        card.memory.stability,
        card.memory.difficulty,
    )
    assert reasons.elapsed_days == 5
    assert reasons.retrievability_when_due < reasons.retrievability < 1
    assert reasons.retrievability_when_due == pytest.approx(0.9, abs=0.02)


def test_a_higher_desired_retention_asks_for_fewer_days():
    card = answered(GOOD, GOOD)
    often = why(card, today=TODAY, preset=Preset(desired_retention=0.95))
    assert often.asked_days < why(card, today=TODAY, preset=PRESET).asked_days


def test_a_learning_card_has_no_interval_to_explain_but_a_curve():
    reasons = why(answer(NEW_CARD, GOOD).card, today=TODAY, preset=PRESET)
    assert reasons.given_days is reasons.shift_days is reasons.retrievability_when_due is None
    assert len(reasons.curve) == 61


@given(st.floats(0.1, 3000), st.floats(0.5, 4000))
def test_the_curve_begins_at_certainty_falls_and_ends_where_asked(stability, until):
    curve = forgetting_curve(Memory(stability, 5), until, DEFAULT_WEIGHTS)
    recalls = [point.retrievability for point in curve]
    assert recalls[0] == 1
    assert recalls == sorted(recalls, reverse=True)
    assert curve[-1].days == pytest.approx(until)


def test_the_curve_reaches_past_today_and_past_the_due_day():
    card = answered(GOOD, GOOD)
    overdue = why(card, today=TODAY + 300, preset=PRESET)
    assert overdue.curve[-1].days > 300
    assert why(card, today=TODAY, preset=PRESET).curve[-1].days > card.interval_days
