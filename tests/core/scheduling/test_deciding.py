"""What an answer does to a card, and when the card comes again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scheduling import (
    NEW_CARD,
    Card,
    Flag,
    Memory,
    Preset,
    Rating,
    Source,
    State,
    StudyCalendar,
    apply,
    decide,
    preview,
)
from app.core.scheduling.fuzz import fuzz_range
from tests.core.scheduling.logs import (
    CALENDAR,
    NOW,
    PRESET,
    TODAY,
    answer,
    answered,
    events,
    key,
    written,
)

AGAIN, HARD, GOOD, EASY = Rating
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
KNOWN = answered(GOOD, GOOD, GOOD, gap=10 * DAY)
cards = st.lists(events, max_size=8).map(lambda happened: written(happened)[1])
ratings = st.sampled_from(Rating)
keys = st.binary(min_size=16, max_size=16)


def epoch(at):
    return int(at.timestamp())


def test_good_at_ten_in_the_evening_and_good_next_morning_count_as_a_day_apart():
    calendar = StudyCalendar("UTC")
    evening = datetime(2026, 3, 10, 22, tzinfo=UTC)
    moments = {"calendar": calendar, "preset": PRESET}
    first = decide(NEW_CARD, GOOD, now=evening, key=key(1), **moments)
    second = decide(first.card, GOOD, now=evening + timedelta(hours=10), key=key(2), **moments)
    assert second.card.memory.stability == pytest.approx(7.3153, abs=5e-5)


def test_good_twice_on_one_evening_leaves_the_stability_of_that_day():
    first = answer(NEW_CARD, GOOD)
    second = answer(first.card, GOOD, now=NOW + 10 * MINUTE)
    assert second.card.memory.stability == pytest.approx(2.3065, abs=5e-5)


@pytest.mark.parametrize(
    ("rating", "wait", "step"),
    [
        (AGAIN, timedelta(minutes=1), 0),
        (HARD, timedelta(minutes=5, seconds=30), 0),
        (GOOD, timedelta(minutes=10), 1),
    ],
)
def test_a_new_card_enters_the_learning_steps(rating, wait, step):
    decision = answer(NEW_CARD, rating)
    card = decision.card
    assert (card.state, card.step) == (State.LEARNING, step)
    assert (card.due_at, card.due_on) == (epoch(NOW + wait), TODAY)
    assert decision.wait_s == wait.total_seconds()
    assert decision.spread is None


def test_good_on_the_last_step_graduates():
    learning = answer(NEW_CARD, GOOD).card
    decision = answer(learning, GOOD, now=NOW + 10 * MINUTE)
    assert decision.card.state is State.REVIEW
    assert decision.card.due_on == TODAY + 2  # 2.3 days are too few to be moved
    assert decision.card.due_at is None
    assert decision.wait_s is None


def test_easy_graduates_at_once_and_comes_later_than_good_would():
    decision = answer(NEW_CARD, EASY)
    assert decision.card.state is State.REVIEW
    assert 7 <= decision.card.interval_days <= 10  # 8.3 days, moved by at most 1.8
    tight = Preset(maximum_interval=3)
    assert answer(NEW_CARD, EASY, preset=tight).card.interval_days == 3


def test_a_lapse_relearns_for_ten_minutes_and_then_returns_to_review():
    lapsed = answer(KNOWN, AGAIN, now=NOW + 20 * DAY).card
    assert (lapsed.state, lapsed.lapses) == (State.RELEARNING, 1)
    assert lapsed.due_at == epoch(NOW + 20 * DAY + 10 * MINUTE)
    back = answer(lapsed, GOOD, now=NOW + 20 * DAY + 10 * MINUTE).card
    assert (back.state, back.lapses) == (State.REVIEW, 1)
    assert 0 < back.interval_days < KNOWN.interval_days


def test_only_forgetting_a_known_card_is_a_lapse():
    learning = answer(NEW_CARD, AGAIN).card
    assert answer(learning, AGAIN).card.lapses == 0
    relearning = answer(KNOWN, AGAIN).card
    assert answer(relearning, AGAIN).card.lapses == 1


def test_hard_on_the_only_relearning_step_waits_half_as_long_again():
    relearning = answer(KNOWN, AGAIN).card
    assert answer(relearning, HARD).wait_s == 15 * 60


def test_a_wait_past_the_end_of_the_day_ends_when_the_next_day_starts():
    before_four = datetime(2026, 3, 11, 2, 55, tzinfo=UTC)  # 03:55 in Paris
    card = answer(NEW_CARD, GOOD, now=before_four).card
    assert card.due_on == TODAY + 1
    assert card.due_at == epoch(CALENDAR.start_of(TODAY + 1)) == epoch(before_four + 5 * MINUTE)


def test_a_wait_that_ends_exactly_with_the_day_belongs_to_the_next():
    ten_to_four = datetime(2026, 3, 11, 2, 50, tzinfo=UTC)  # 03:50 in Paris
    card = answer(NEW_CARD, GOOD, now=ten_to_four).card
    assert (card.due_at, card.due_on) == (epoch(ten_to_four + 10 * MINUTE), TODAY + 1)


def test_a_step_of_days_is_due_from_the_start_of_its_day():
    preset = Preset(learning_steps=(60, 2 * 86_400))
    card = answer(NEW_CARD, GOOD, preset=preset).card
    assert card.state is State.LEARNING
    assert card.due_at == epoch(CALENDAR.start_of(TODAY + 2))


def test_without_steps_a_card_graduates_at_once():
    preset = Preset(learning_steps=(), relearning_steps=())
    good = answer(NEW_CARD, GOOD, preset=preset)
    assert (good.card.state, good.card.interval_days) == (State.REVIEW, 2)
    lapsed = answer(KNOWN, AGAIN, now=NOW + 20 * DAY, preset=preset)
    assert (lapsed.card.state, lapsed.card.lapses) == (State.REVIEW, 1)


def test_without_steps_less_than_half_a_day_is_waited_for_in_seconds():
    preset = Preset(learning_steps=())
    again = answer(NEW_CARD, AGAIN, preset=preset)
    assert again.card.state is State.LEARNING
    assert again.wait_s == int(0.212 * 86_400)


@given(cards, keys, st.timedeltas(timedelta(days=-3), timedelta(days=900)))
def test_a_better_rating_never_comes_sooner(card, name, pause):
    decisions = preview(card, now=NOW + pause, calendar=CALENDAR, preset=PRESET, key=name)
    dues = [decisions[rating].card.due_on for rating in Rating]
    assert dues == sorted(dues)
    passes = [d for d in decisions.values() if d.spread is not None]
    for worse, better in pairwise(passes):
        longest = better.card.interval_days == PRESET.maximum_interval
        assert longest or worse.card.interval_days < better.card.interval_days


@given(cards, ratings, keys, st.integers(1, 400))
def test_no_interval_is_shorter_than_a_day_or_longer_than_the_maximum(card, rating, name, most):
    preset = Preset(maximum_interval=most)
    after = decide(
        card, rating, now=NOW + 400 * DAY, calendar=CALENDAR, preset=preset, key=name
    ).card
    if after.state is State.REVIEW:
        assert 1 <= after.interval_days <= most


@given(keys)
def test_good_is_moved_no_further_than_the_fuzz_range(name):
    decision = decide(KNOWN, GOOD, now=NOW + 30 * DAY, calendar=CALENDAR, preset=PRESET, key=name)
    lower, upper = fuzz_range(decision.interval, KNOWN.interval_days + 1, 3650)
    assert lower <= decision.card.interval_days <= upper


@given(keys, st.integers(1, 30), st.sampled_from([HARD, GOOD, EASY]))
def test_an_interval_that_grows_is_longer_than_the_last_one(name, elapsed, rating):
    card = Card(
        state=State.REVIEW,
        memory=Memory(10, 8),
        last_on=TODAY - elapsed,
        due_on=TODAY - elapsed + 10,
    )
    after = decide(card, rating, now=NOW, calendar=CALENDAR, preset=PRESET, key=name)
    if after.interval >= 10.5:
        assert after.card.interval_days > 10


@given(cards, ratings, keys)
def test_a_preview_comes_true(card, rating, name):
    load = {TODAY + day: day % 5 for day in range(1, 91)}
    where = {"now": NOW, "calendar": CALENDAR, "preset": PRESET, "key": name, "load": load}
    assert preview(card, **where)[rating] == decide(card, rating, **where)


@given(cards, ratings, keys)
def test_the_card_decided_is_the_card_the_line_makes(card, rating, name):
    decision = decide(card, rating, now=NOW, calendar=CALENDAR, preset=PRESET, key=name)
    assert apply(card, decision.line, PRESET.weights) == decision.card


def test_reviews_are_balanced_away_from_a_busy_day():
    young, when = answered(GOOD, GOOD, gap=DAY), {"now": NOW + 8 * DAY}
    plain = [answer(young, GOOD, number=number, **when).card.due_on for number in range(40)]
    busiest = max(plain, key=plain.count)
    load = {busiest: 500}
    moved = [answer(young, GOOD, number=number, load=load, **when) for number in range(40)]
    assert busiest not in [decision.card.due_on for decision in moved]
    assert any(decision.spread.balance for decision in moved)


def test_a_clock_that_went_back_counts_no_days():
    earlier = answer(KNOWN, GOOD, now=NOW - 5 * DAY)
    same_day = answer(KNOWN, GOOD, now=NOW)
    assert earlier.card.memory == same_day.card.memory


def test_travelling_west_repeats_a_day_without_harm():
    tokyo, hawaii = StudyCalendar("Asia/Tokyo"), StudyCalendar("Pacific/Honolulu")
    first = decide(NEW_CARD, GOOD, now=NOW, calendar=tokyo, preset=PRESET, key=key(1))
    later = decide(
        first.card, GOOD, now=NOW + timedelta(hours=8), calendar=hawaii, preset=PRESET, key=key(2)
    )
    assert later.line.day < first.line.day
    assert later.card.memory.stability == pytest.approx(2.3065, abs=5e-5)


def test_a_night_the_clock_changes_is_still_one_day():
    evening = datetime(2026, 3, 28, 21, tzinfo=UTC)  # 22:00 in Paris, 02:00 becomes 03:00
    first = answer(NEW_CARD, GOOD, now=evening)
    second = answer(first.card, GOOD, now=evening + timedelta(hours=8))
    assert second.line.day - first.line.day == 1


def test_leeches_are_told_at_six_lapses_and_every_three_after():
    card, told, at = KNOWN, [], NOW
    for _ in range(13):
        at += 30 * DAY
        lapse = answer(card, AGAIN, now=at)
        told.append(lapse.became_leech)
        card = answer(lapse.card, EASY, now=at).card
    assert [number for number, leech in enumerate(told, start=1) if leech] == [6, 9, 12]
    assert card.is_leech


def test_a_line_is_whole_numbers_and_says_what_happened():
    decision = answer(KNOWN, GOOD, now=NOW + 30 * DAY, duration_ms=4200, source=Source.QUIZ)
    line = decision.line
    assert (line.rating, line.source, line.duration_ms) == (GOOD, Source.QUIZ, 4200)
    assert line.at == epoch(NOW + 30 * DAY) * 1000
    assert line.interval_days == decision.spread.days == line.due_on - line.day
    assert line.memory.stability == pytest.approx(decision.card.memory.stability, abs=1e-4)
    assert line.memory.difficulty == pytest.approx(decision.card.memory.difficulty, abs=1e-3)
    assert line.flags == Flag(0)


@pytest.mark.parametrize("rating", [0, 5, 9])
def test_a_rating_that_is_none_is_refused(rating):
    with pytest.raises(ValueError, match="Rating"):
        answer(KNOWN, rating)
