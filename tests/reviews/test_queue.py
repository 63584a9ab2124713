"""Which card comes next, and how much is left of a day."""

from datetime import timedelta

from app.core.scheduling import Next, Source
from app.db import db
from app.reviews import operations, queries
from app.reviews.models import StudiedBank
from app.reviews.rows import learner_of
from app.web.keys import fresh_key
from app.web.visitor import Visitor
from tests.reviews.answering import FORGOT, answer, card_of
from tests.reviews.making import DAY, MINUTE, NOW, bank, fact, preset, question, studies


def visitor_of(user, **values):
    return Visitor(id=user.id, time_zone=user.time_zone, rollover_hour=user.rollover_hour, **values)


def today(user, now=NOW):
    return queries.today_of(visitor_of(user), now)


def next_of(user, now=NOW, wanted=None, **values):
    shown = queries.next_card(today(user, now), visitor_of(user, **values), wanted)
    return shown.target_id if shown else None


def learn(user, target, now=NOW):
    """Into review: two good answers, the second after its step."""
    answer(user, target, now=now)
    answer(user, target, now=now + 10 * MINUTE)


def due_day(user, target):
    return learner_of(user.id).calendar.start_of(card_of(user, target).due_on) + timedelta(hours=5)


def test_a_fresh_learner_gets_new_cards_in_the_banks_order(learner, peaks):
    first, second = fact(peaks, "a")[0], fact(peaks, "b")[0]
    assert next_of(learner) == first.id
    answer(learner, first)
    assert next_of(learner) == second.id


def test_at_most_ten_new_cards_a_day(learner, peaks):
    targets = [fact(peaks, f"fact-{n}")[0] for n in range(12)]
    assert today(learner).portion.new == 10
    for target in targets[:10]:
        answer(learner, target)
    assert today(learner).portion.new == 0
    assert queries.has_more_new(today(learner))


def test_more_new_cards_come_when_asked_for_on_that_day_alone(learner, peaks):
    preset(learner, new_per_day=0)
    fact(peaks, "a"), fact(peaks, "b")
    operations.change_preset(learner.id, extra_new=5, extra_on=today(learner).day)
    assert today(learner).portion.new == 2
    assert today(learner, NOW + DAY).portion.new == 0


def test_learning_that_is_due_comes_first(learner, peaks):
    learned, other = fact(peaks, "a")[0], fact(peaks, "b")[0]
    answer(learner, learned, FORGOT)
    assert next_of(learner, NOW + MINUTE / 2) == other.id
    assert next_of(learner, NOW + MINUTE) == learned.id


def test_a_learning_card_comes_early_when_nothing_else_is_left(learner, peaks):
    only = fact(peaks, "a")[0]
    answer(learner, only)
    assert today(learner, NOW).next is Next.AHEAD
    assert next_of(learner, NOW) == only.id


def test_a_wait_longer_than_twenty_minutes_is_waited_for(learner, peaks):
    preset(learner, learning_steps=[60, 7200])
    only = fact(peaks, "a")[0]
    answer(learner, only)
    left = today(learner)
    assert (left.next, left.later) == (Next.DONE, 1)
    assert next_of(learner) is None
    assert next_of(learner, NOW + 2 * 60 * MINUTE) == only.id


def test_the_review_most_likely_to_be_lost_comes_first(learner, peaks):
    weak, strong = fact(peaks, "a")[0], fact(peaks, "b")[0]
    learn(learner, strong)
    learn(learner, weak)
    later = due_day(learner, weak)
    db.session.execute(
        db.text("UPDATE card SET stability = 100 WHERE target_id = :t"), {"t": strong.id}
    )
    db.session.execute(db.text("UPDATE card SET due_on = 0 WHERE target_id = :t"), {"t": strong.id})
    assert next_of(learner, later) == weak.id


def test_one_new_card_comes_after_every_four_reviews(learner, peaks):
    known = [fact(peaks, f"known-{n}")[0] for n in range(9)]
    preset(learner, new_per_day=9)
    for target in known:
        learn(learner, target)
    fresh = {fact(peaks, f"new-{n}")[0].id for n in range(9)}
    at, order = NOW + 30 * DAY, []
    for _ in range(10):
        shown = next_of(learner, at)
        order.append("new" if shown in fresh else "review")
        answer(learner, db.session.get(type(known[0]), shown), now=at)
    assert order == [*["review"] * 4, "new", *["review"] * 4, "new"]


def test_another_slot_of_the_same_fact_waits_for_another_day(learner, peaks):
    first, second = fact(peaks, "a", slots=("what", "when"))
    third = fact(peaks, "b")[0]
    assert today(learner).portion.new == 2
    answer(learner, first)
    assert next_of(learner) == third.id
    assert today(learner).portion.new == 1
    learn(learner, second, NOW + DAY)
    both_due = NOW + 60 * DAY
    assert today(learner, both_due).portion.reviews == 1
    answer(learner, first, now=both_due)
    assert today(learner, both_due).portion.reviews == 0


def test_reviews_above_the_cap_are_held_back(learner, peaks):
    targets = [fact(peaks, f"fact-{n}")[0] for n in range(5)]
    for target in targets:
        learn(learner, target)
    preset(learner, reviews_per_day=3, new_per_day=0)
    left = today(learner, NOW + 60 * DAY).portion
    assert (left.reviews, left.held_back) == (3, 2)


def test_sensitive_facts_are_left_out_where_wanted(make, peaks):
    user = make.user()
    studies(user, peaks, without_sensitive=True)
    hard, other = fact(peaks, "hard", sensitive=True)[0], fact(peaks, "other")[0]
    assert next_of(user) == other.id
    operations.leave_out_sensitive(user.id, peaks.id, without=False)
    assert next_of(user) == hard.id


def test_only_studied_banks_are_asked(make, learner, peaks):
    elsewhere = fact(bank("rivers"), "a")[0]
    answer(learner, elsewhere, source=Source.QUIZ)
    assert db.session.query(StudiedBank).count() == 1
    assert next_of(learner, NOW + DAY) is None


def test_a_retired_target_keeps_its_history_and_is_not_asked(learner, peaks):
    gone = fact(peaks, "a")[0]
    learn(learner, gone)
    gone.status = "retired"
    db.session.commit()
    assert next_of(learner, NOW + 60 * DAY) is None
    assert card_of(learner, gone).reviews == 2


def test_a_buried_card_comes_back_tomorrow_and_a_suspended_one_when_brought_back(learner, peaks):
    only = fact(peaks, "a")[0]
    me = learner_of(learner.id)
    operations.bury(me, only.id, key=fresh_key(NOW), now=NOW)
    assert next_of(learner) is None
    assert next_of(learner, NOW + DAY) == only.id
    operations.suspend(me, only.id, key=fresh_key(NOW), now=NOW)
    assert next_of(learner, NOW + DAY) is None
    operations.bring_back(me, only.id, key=fresh_key(NOW), now=NOW)
    assert next_of(learner) == only.id


def test_new_cards_of_several_banks_come_by_their_place(make, learner, peaks):
    rivers = bank("rivers")
    studies(learner, rivers)
    first, third = fact(peaks, "a")[0], fact(peaks, "b")[0]
    second = fact(rivers, "a")[0]
    order = []
    for target in (first, second, third):
        order.append(next_of(learner))
        answer(learner, target)
    assert order == [first.id, second.id, third.id]


def test_the_typed_form_is_shown_to_those_who_want_to_type(learner, peaks):
    only = fact(peaks, "a")[0]
    question(only, "typed")
    db.session.commit()
    shown = queries.next_card(today(learner), visitor_of(learner, type_short_answers=True))
    assert shown.is_typed
    assert not queries.next_card(today(learner), visitor_of(learner)).is_typed


def test_a_wanted_card_comes_before_its_turn(learner, peaks):
    _first, second = fact(peaks, "a")[0], fact(peaks, "b")[0]
    assert next_of(learner, wanted=second.id) == second.id
    hidden = fact(bank("hidden", visibility="private"), "a")[0]
    assert next_of(learner, wanted=hidden.id) != hidden.id


def test_the_front_says_what_is_due_and_how_long_it_takes(learner, peaks):
    targets = [fact(peaks, f"fact-{n}")[0] for n in range(3)]
    learn(learner, targets[0])
    front = queries.study_front(visitor_of(learner), NOW + 60 * DAY)
    assert (front.due, front.new, front.minutes) == (1, 2, 1)
    (row,) = front.banks
    assert (row.due, row.known, row.new, row.asked, row.recalled) == (1, 1, 2, 3, 1)


def test_when_nothing_is_left_the_front_says_when_something_is(learner, peaks):
    only = fact(peaks, "a")[0]
    learn(learner, only)
    front = queries.study_front(visitor_of(learner), NOW + 11 * MINUTE)
    assert front.is_done
    ahead = card_of(learner, only).due_on - today(learner).day
    assert (front.coming.count, front.coming.in_days) == (1, ahead)


def test_the_first_card_of_a_stranger_is_calm_and_asks_no_figure(app):
    peaks = bank()
    fact(peaks, "hard", sensitive=True)
    calm = fact(peaks, "calm")[0]
    db.session.execute(db.text("UPDATE fact SET kind = 'event' WHERE uid LIKE '%calm'"))
    assert queries.first_card().target_id == calm.id
