"""Drawing: each target once, facts spread, and chance decides the rest."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.quizzes.plans import Candidate, draw


def facts_of(target, facts):
    """A target belongs to one fact; a question in parts may be about several."""
    return facts if target is None else frozenset({target % 4 + 1})


candidates = st.lists(
    st.tuples(st.integers(1, 12) | st.none(), st.frozensets(st.integers(1, 9), max_size=4)),
    max_size=40,
).map(
    lambda drawn: [
        Candidate(number, 100 + number, target or -number, facts_of(target, facts))
        for number, (target, facts) in enumerate(drawn, start=1)
    ]
)


def asked(found, versions):
    by_version = {candidate.version_id: candidate for candidate in found}
    return [by_version[version] for version in versions]


def repeated(drawn):
    """The facts that more than one of these is about."""
    times = Counter(fact for candidate in drawn for fact in candidate.fact_ids)
    return {fact for fact, count in times.items() if count > 1}


@given(candidates, st.integers(0, 40), st.integers())
def test_a_target_is_asked_once_and_as_many_as_there_are(found, number, seed):
    drawn = asked(found, draw(found, number, Random(seed)))
    memories = {candidate.memory_id for candidate in drawn}
    assert len(drawn) == len(memories)
    assert len(drawn) == min(number, len({candidate.memory_id for candidate in found}))


@given(candidates, st.integers(0, 40), st.integers())
def test_no_fact_is_asked_again_while_another_waits(found, number, seed):
    drawn = asked(found, draw(found, number, Random(seed)))
    if repeated(drawn):
        asked_about = {fact for candidate in drawn for fact in candidate.fact_ids}
        assert all(candidate.fact_ids & asked_about for candidate in found if candidate.fact_ids)


@given(candidates, st.integers(0, 40), st.integers())
def test_of_one_fact_no_question_comes_while_another_fact_was_asked_less(found, number, seed):
    single = [one for one in found if len(one.fact_ids) == 1]
    drawn = asked(single, draw(single, number, Random(seed)))
    times = Counter(fact for one in drawn for fact in one.fact_ids)
    there = Counter(fact for fact, _ in {(*one.fact_ids, one.memory_id) for one in single})
    for fact, count in there.items():
        if times[fact] < count:
            assert max(times.values(), default=0) <= times[fact] + 1


@given(candidates, st.integers(0, 40), st.integers(), st.randoms(use_true_random=False))
def test_the_seed_alone_decides(found, number, seed, other):
    shuffled = list(found)
    other.shuffle(shuffled)
    assert draw(found, number, Random(seed)) == draw(shuffled, number, Random(seed))
