"""What a new neighbour moves: little of what is not released, nothing of what is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.generation import build
from tests.core.generation.banks import fact, mountain, person, source

POOL = 12
# How many option sets may change for one more entity in a pool of twelve.
MOST = 0.3


def names(count, start=0):
    """Words that hold no other, so that all may stand beside each other."""
    return [f"{chr(65 + n // 26)}{chr(97 + n % 26)}mon" for n in range(start, start + count)]


def peaks(count, start=0):
    return [mountain(name.lower(), name, f"{name} is one.") for name in names(count, start)]


def facts():
    """Forty facts, each about one of the twelve."""
    return [
        fact(
            f"fact-{n}",
            f"Party {n} of the year went up on {{what:@{name.lower()}}}.",
            ask={"what": f"Which mountain did party {n} of the year go up?"},
            skip=["cloze", "short_answer", "true_false"],
        )
        for n, name in enumerate(names(POOL) * 4)
    ]


def options(release):
    return {q.uid: q.wrong for q in release.questions if q.generator == "single_choice"}


def changed_share(before, after):
    assert before.keys() == after.keys()
    return sum(set(before[uid]) != set(after[uid]) for uid in before) / len(before)


@settings(max_examples=15)
@given(newcomer=st.integers(20, 600))
def test_one_more_in_a_pool_of_twelve_moves_less_than_three_in_ten(newcomer):
    before = options(build(source(*facts(), entities=peaks(POOL))))
    more = [*peaks(POOL), *peaks(1, newcomer)]
    after = options(build(source(*facts(), entities=more)))
    assert len(before) == len(facts())
    assert changed_share(before, after) < MOST + 0.15
    assert all(len(set(before[uid]) - set(after[uid])) <= 1 for uid in before)


def test_on_average_one_in_four_moves_as_chance_has_it():
    before = options(build(source(*facts(), entities=peaks(POOL))))
    shares = [
        changed_share(
            before,
            options(build(source(*facts(), entities=[*peaks(POOL), *peaks(1, newcomer)]))),
        )
        for newcomer in range(20, 45)
    ]
    assert sum(shares) / len(shares) < MOST


@settings(max_examples=15)
@given(newcomers=st.integers(1, 30))
def test_nothing_released_moves(newcomers):
    old = build(source(*facts(), entities=peaks(POOL)))
    more = [*peaks(POOL), *peaks(newcomers, 20)]
    assert build(source(*facts(), entities=more), old).to_json() == old.to_json()


def test_a_figure_that_is_no_longer_among_the_nearest_stays_where_it_was_released():
    height = fact("height", "It rises {n:number=5000||m}.", ask={"n": "How high does it rise?"})
    far = [fact(f"f{n}", f"Of rope {{n:number={n}||m}}.") for n in (900, 1100, 9000, 12000)]
    old = build(source(height, *far))
    near = [fact(f"g{n}", f"Of wire {{n:number={n}||m}}.") for n in range(2000, 4400, 60)]
    near += [fact(f"g{n}", f"Of wire {{n:number={n}||m}}.") for n in range(5600, 8000, 60)]
    new = build(source(height, *far, *near), old)
    assert options(new) == options(old)


def test_those_on_one_side_are_the_nearer_neighbours():
    people = [
        person("key", "Anna Berg", "Anna Berg is one.", side="north"),
        *(person(f"n{n}", f"Nora{chr(97 + n)} N", "One of them.", side="north") for n in range(3)),
        *(person(f"s{n}", f"Sura{chr(97 + n)} S", "One of them.", side="south") for n in range(9)),
    ]
    led = fact("led", "{who:@key} led the party.", ask={"who": "Who led the party of 1953?"})
    release = build(source(led, entities=people))
    (wrong,) = options(release).values()
    assert set(wrong) == {"@n0", "@n1", "@n2"}


def statements(count):
    return [
        fact(
            f"s{n}",
            f"Party {n} of the year went up on {{what:@amon}}.",
            ask={"what": f"Which mountain did party {n} of the year go up?"},
            false={"what": "@bmon"},
        )
        for n in range(count)
    ]


ABOUT_AMON = [mountain("amon", "Amon", "Amon is one."), mountain("bmon", "Bmon", "Bmon is one.")]


def truths(release):
    judged = (q for q in release.questions if q.generator == "true_false")
    return {q.uid: q.content.is_true for q in judged}


@settings(max_examples=20)
@given(gone=st.sets(st.integers(0, 29)), more=st.integers(0, 20))
def test_a_released_statement_stays_true_or_false(gone, more):
    old = build(source(*statements(30), entities=ABOUT_AMON))
    left = [each for n, each in enumerate(statements(30 + more)) if n not in gone]
    if left:
        new = truths(build(source(*left, entities=ABOUT_AMON), old))
        before = truths(old)
        assert all(new[uid] == before[uid] for uid in new.keys() & before.keys())
