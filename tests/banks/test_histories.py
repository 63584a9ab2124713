"""Whatever is edited, no history moves to a question of another meaning, and none is lost."""

from collections import Counter
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.banks.folder import Texts
from app.banks.models import Fact, Question, QuestionVersion, Target
from app.banks.operations import apply_release, bank_of, folder_of, plan_release
from app.core.generation import build
from app.core.scheduling import Kind, Rating
from app.db import db
from app.reviews.models import Correction, Review
from app.reviews.operations import Answer, check_learner, read_correction, record_answer
from app.web.keys import fresh_key
from tests.banks import editing, town
from tests.banks.editing import Edited
from tests.make import NOW

BANKS = count(1)
HEAD = town.bank_toml("edited")
STEP = st.tuples(st.sampled_from(editing.EDITS), st.integers(0, 9), st.integers(0, 9))
STEPS = st.lists(STEP, min_size=1, max_size=7)


class World:
    """The edited bank in the database, its learner, and all that was ever seen of both."""

    def __init__(self, make) -> None:
        self.bank = Edited(f"edited-{next(BANKS)}")
        self.bank.facts = [self.bank.fresh(f"f{name}") for name in "abc"]
        self.user_id = make.user().id
        self.now = NOW
        self.meanings: dict[int, int] = {}
        self.values: dict[int, str] = {}
        self.versions: dict[int, tuple[str, str, str]] = {}
        self.lines: dict[bytes, tuple[object, ...]] = {}
        self.known: set[int] = set()
        self.asked: dict[int, int] = {}

    def step(self, edit, one, two) -> None:
        bank = self.bank
        bank.moved = set()
        if not bank.facts:
            edit, bank.facts = editing.add, [bank.fresh(bank.new_id())]
        facts = bank.facts
        edit(bank, facts[one % len(facts)], facts[two % len(facts)])
        self.release()

    def release(self) -> None:
        self.now += timedelta(days=1)
        bank = self.bank
        held = bank_of(bank.uid)
        last = folder_of(held) if held else None
        bank.release += 1
        head = town.bank_toml(bank.uid, bank.release)
        texts = Texts(head, bank.toml(), town.article().to_json().decode(), "")
        release = build(texts.source, last.release if last else None)
        assert build(texts.source, release) == release
        texts = Texts(head, bank.toml(), texts.article_json, release.to_json().decode())
        foretold = plan_release(release)
        applied = apply_release(texts, now=self.now)
        assert applied.plan == foretold.plan
        db.session.commit()
        self.check()
        assert not apply_release(texts, now=self.now).is_changed
        self.learn()

    def active(self) -> dict[int, int]:
        """The targets that are asked now, by the token of what they mean."""
        held = bank_of(self.bank.uid)
        told = {told.name: told.fact for told in folder_of(held).release.lineages}
        facts = {fact.id: fact for fact in self.bank.facts}
        query = select(Target, Fact.uid).join(Fact).where(Target.bank_id == held.id)
        asked = db.session.execute(query.where(Target.status == "active")).all()
        found = {}
        for target, uid in asked:
            fact = facts[told[uid.partition("/")[2]]]
            found[fact.tokens[target.slot]] = target.id
        return found

    def check(self) -> None:
        before, after = self.asked, self.active()
        values = self.bank.tokens()
        assert set(after) == set(values), "everything asked is a target"
        for token, target_id in after.items():
            assert self.meanings.setdefault(target_id, token) == token, "a history never moves"
        promised = (before.keys() & after.keys()) - self.bank.moved
        for token in promised:
            assert before[token] == after[token], "a history goes on"
        corrected = {after[t] for t in promised if values[t] != self.values.get(t, values[t])}
        self.check_logs(corrected)
        self.check_versions()
        self.values, self.asked = self.values | values, after

    def check_logs(self, corrected: set[int]) -> None:
        """Only what was corrected is learned anew, and told once."""
        rows = db.session.scalars(select(Review).where(Review.user_id == self.user_id)).all()
        lines = {row.key: (row.target_id, row.kind, row.at, row.state) for row in rows}
        assert lines.items() >= self.lines.items(), "a log is never changed"
        anew = Counter(lines[key][:2] for key in lines.keys() - self.lines.keys())
        expected = {(target, Kind.RELEARN.value): 1 for target in corrected & self.known}
        assert anew == expected
        told = select(Correction).where(Correction.user_id == self.user_id)
        corrections = db.session.scalars(told).all()
        assert {row.target_id for row in corrections} == corrected & self.known
        for row in corrections:
            was, now = (
                db.session.get_one(QuestionVersion, id_)
                for id_ in (row.was_version_id, row.is_version_id)
            )
            assert was.key_hash != now.key_hash
            assert self.values[self.meanings[row.target_id]] in str(was.content)
            read_correction(self.user_id, row.target_id)
        self.lines = lines
        assert check_learner(self.user_id) == []

    def check_versions(self) -> None:
        rows = db.session.scalars(select(QuestionVersion)).all()
        now = {row.id: (row.prompt, str(row.content), row.content_hash) for row in rows}
        assert now.items() >= self.versions.items(), "a version is written once"
        self.versions = now

    def learn(self) -> None:
        """The learner answers every card there is."""
        for target_id in self.active().values():
            shown = select(QuestionVersion.id).join(Question).where(
                Question.target_id == target_id,
                Question.card_form == "self_rated",
                QuestionVersion.number == Question.number,
            )  # fmt: skip
            answer = Answer(
                target_id=target_id,
                question_version_id=db.session.scalars(shown).one(),
                rating=Rating.GOOD,
                key=fresh_key(self.now),
            )
            record_answer(self.user_id, answer, now=self.now + timedelta(minutes=5))
            self.known.add(target_id)
        db.session.commit()
        rows = db.session.scalars(select(Review).where(Review.user_id == self.user_id)).all()
        self.lines = {row.key: (row.target_id, row.kind, row.at, row.state) for row in rows}


def edit_and_release(make, steps) -> None:
    world = World(make)
    world.release()
    for step in steps:
        world.step(*step)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_histories_stay_with_what_they_mean(make, steps):
    edit_and_release(make, steps)


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_histories_stay_with_what_they_mean_on_postgresql(make, steps):
    edit_and_release(make, steps)


@pytest.mark.parametrize("edit", editing.EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_each_edit_by_itself_and_twice(make, edit):
    edit_and_release(make, [(edit, 0, 1), (edit, 0, 1)])


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_two_facts_alike_swap_their_ids_and_back(make):
    swap = (editing.swap_ids, 0, 3)
    edit_and_release(make, [(editing.add_twin, 0, 0), swap, (editing.correct, 3, 0), swap])
