"""Drawing: each target once, facts spread, and chance decides the rest."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.quizzes.plans import Candidate, draw

candidates = st.lists(
    st.tuples(st.integers(1, 12) | st.none(), st.integers(1, 5) | st.none()), max_size=40
).map(
    lambda drawn: [
        # A target belongs to one fact.
        Candidate(number, 100 + number, target, fact if target is None else target % 4 + 1)
        for number, (target, fact) in enumerate(drawn, start=1)
    ]
)


def asked(found, versions):
    by_version = {candidate.version_id: candidate for candidate in found}
    return [by_version[version] for version in versions]


def memory_of(candidate):
    return candidate.target_id or -candidate.question_id


def fact_of(candidate):
    return candidate.fact_id or -candidate.question_id


@given(candidates, st.integers(0, 40), st.integers())
def test_a_target_is_asked_once_and_as_many_as_there_are(found, number, seed):
    drawn = asked(found, draw(found, number, Random(seed)))
    memories = {memory_of(candidate) for candidate in drawn}
    assert len(drawn) == len(memories)
    assert len(drawn) == min(number, len({memory_of(candidate) for candidate in found}))


@given(candidates, st.integers(0, 40), st.integers())
def test_no_fact_is_asked_again_while_another_waits(found, number, seed):
    drawn = asked(found, draw(found, number, Random(seed)))
    times = Counter(fact_of(candidate) for candidate in drawn)
    targets = Counter(fact for fact, _ in {(fact_of(one), memory_of(one)) for one in found})
    for fact, there in targets.items():
        if times[fact] < there:
            assert max(times.values(), default=0) <= times[fact] + 1


@given(candidates, st.integers(0, 40), st.integers(), st.randoms(use_true_random=False))
def test_the_seed_alone_decides(found, number, seed, other):
    shuffled = list(found)
    other.shuffle(shuffled)
    assert draw(found, number, Random(seed)) == draw(shuffled, number, Random(seed))
