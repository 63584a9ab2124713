"""Keepers draft facts and judge questions; a release takes over what they wrote, and no more."""

import tomllib

import pytest
from sqlalchemy import select

from app.banks.models import Draft, Question
from app.banks.operations import folder_of
from app.banks.operations.drafts import (
    Changed,
    NotReleased,
    discard_draft,
    judge_question,
    plan_draft,
    prepare_release,
    release_draft,
    save_draft,
)
from app.banks.operations.working import working_copy
from app.core.generation import BadEdit, BadSource, Decision, Edits, Rewording
from app.db import db, reading
from tests.banks import town
from tests.make import NOW


def save(bank, key, written, part="fact", version=None):
    if version is None:
        version = working_copy(bank).part(part, key).version
    return save_draft(bank, part, key, written, version=version, by=None, now=NOW)


def table(bank, key, part="fact", **changes):
    return {**working_copy(bank).part(part, key).written, **changes}


def corrected(bank):
    text = "{town:@varn} was founded in {when:date=1632}."
    return table(bank, "founded", text=text)


def judge(bank, question, decision, **more):
    judge_question(
        bank, question.uid, decision, content_hash=question.content_hash, by=None, now=NOW, **more
    )


def asked(bank, fact, generator):
    return next(
        each
        for each in working_copy(bank).pinned.questions
        if each.fact == f"varn/{fact}" and each.generator == generator
    )


def active(uid):
    row = db.session.scalars(select(Question).where(Question.uid == uid)).one()
    return row.status == "active"


def test_the_working_copy_is_what_is_released_with_the_drafts_laid_over_it(make):
    bank = make.bank()
    save(bank, "founded", corrected(bank))
    save(bank, "lighthouse", None)
    save(bank, "adda", table(bank, "adda", part="entity", about="Adda Korn rows."), part="entity")
    copy = working_copy(bank)
    assert {part.key for part in copy.drafted} == {"founded", "lighthouse", "adda"}
    source = copy.source()
    assert source.entities["adda"].about == "Adda Korn rows."
    assert "lighthouse" not in {fact.id for fact in source.facts}
    assert source.facts[0].slots["when"].year == 1632


def test_one_broken_draft_hides_no_other(make):
    bank = make.bank()
    save(bank, "founded", table(bank, "founded", text="{town:@nowhere} was founded"))
    save(bank, "varn", {"id": "varn"}, part="entity")
    copy = working_copy(bank)
    with pytest.raises(BadSource):
        copy.source()
    source, problems = copy.readable()
    assert {"entity varn", "fact founded"} <= {problem.where for problem in problems}
    assert "pier-length" in {fact.id for fact in source.facts}


def test_what_is_written_as_released_is_no_draft(make):
    bank = make.bank()
    before = working_copy(bank).part("fact", "founded")
    save(bank, "founded", corrected(bank))
    after = save(bank, "founded", before.written)
    assert after == before
    assert db.session.scalars(select(Draft)).all() == []


def test_two_who_save_at_once_are_shown_each_others_words(make):
    bank = make.bank()
    seen = working_copy(bank).part("fact", "founded").version
    theirs = corrected(bank)
    save(bank, "founded", theirs, version=seen)
    mine = table(bank, "founded", importance=1)
    with pytest.raises(Changed) as refused:
        save(bank, "founded", mine, version=seen)
    assert refused.value.theirs.written == theirs
    assert refused.value.mine == mine


def test_a_release_meanwhile_is_a_change_too(make):
    bank = make.bank()
    seen = working_copy(bank).part("fact", "founded").version
    make.bank(facts=town.FACTS.replace("=1623}", "=1632}"), release=2)
    with pytest.raises(Changed):
        save(bank, "founded", table(bank, "founded", importance=1), version=seen)


def test_releasing_takes_the_drafts_over_and_keeps_every_comment(make):
    facts = "# My own words.\n" + town.FACTS.replace(
        'id = "pier-length"', 'id = "pier-length"  # measured twice'
    )
    bank = make.bank(facts=facts)
    save(bank, "founded", corrected(bank))
    planned = plan_draft(bank)
    assert (planned.number, planned.errors) == (2, ())
    assert planned.plan.key_changed
    applied = release_draft(bank, now=NOW)
    db.session.commit()
    texts = folder_of(bank)
    assert applied.is_changed
    assert (bank.release, texts.source.bank.release) == (2, 2)
    assert "# My own words." in texts.facts_toml
    assert "# measured twice" in texts.facts_toml
    assert texts.facts_toml == facts.replace("=1623}", "=1632}")
    assert db.session.scalars(select(Draft)).all() == []


def test_errors_refuse_a_release_and_say_where_and_how_to_mend_them(make):
    bank = make.bank()
    save(bank, "founded", table(bank, "founded", ask={"when": "When in 1623 was Varn founded?"}))
    assert plan_draft(bank).errors
    with pytest.raises(NotReleased, match="founded"):
        release_draft(bank, now=NOW)
    assert bank.release == 1
    assert len(db.session.scalars(select(Draft)).all()) == 1


def test_a_draft_that_cannot_be_read_refuses_a_release(make):
    bank = make.bank()
    save(bank, "founded", table(bank, "founded", text="No slot and no stop"))
    assert plan_draft(bank).plan is None
    with pytest.raises(BadSource):
        release_draft(bank, now=NOW)


def test_a_newer_folder_keeps_the_drafts_and_the_verdicts(make):
    bank = make.bank()
    save(bank, "founded", corrected(bank))
    judge(bank, asked(bank, "bridge", "flashcard_forward"), Decision.APPROVED)
    make.bank(facts=town.FACTS.replace("=1791}", "=1797}"), release=2)
    copy = working_copy(bank)
    assert [part.key for part in copy.drafted] == ["founded"]
    assert len(copy.verdicts) == 1
    release_draft(bank, now=NOW)
    facts = {fact["id"]: fact for fact in tomllib.loads(folder_of(bank).facts_toml)["fact"]}
    assert "1632" in facts["founded"]["text"]
    assert "1797" in facts["lighthouse"]["text"]


def test_a_rejected_question_is_left_out_and_may_come_back(make):
    bank = make.bank()
    question = asked(bank, "sister-town", "single_choice")
    judge(bank, question, Decision.REJECTED, reason="Quill could be right as well.")
    release_draft(bank, now=NOW)
    assert not active(question.uid)
    texts = folder_of(bank)
    assert "Quill could be right" in texts.verdicts_toml
    assert question.uid in {each.uid for each in texts.release.withheld}
    assert town.build(texts.source, texts.release, texts.verdicts) == texts.release
    judge(bank, question, None)
    release_draft(bank, now=NOW)
    assert active(question.uid)
    assert folder_of(bank).verdicts_toml == ""


def test_an_edited_question_is_asked_in_the_keepers_words_until_it_is_generated_otherwise(make):
    bank = make.bank()
    question = asked(bank, "sister-town", "single_choice")
    wrong = next(choice.text for choice in question.content.choices if not choice.is_right)
    edits = Edits(
        prompt="From which town did the first settlers come down the river?",
        choices=(Rewording(wrong, why="Nobody came from there."),),
    )
    judge(bank, question, Decision.EDITED, edits=edits)
    release_draft(bank, now=NOW)
    released = folder_of(bank).release.by_uid[question.uid]
    assert released.prompt == edits.prompt
    assert released.key_hash == question.key_hash
    assert "Nobody came from there." in {choice.why for choice in released.content.choices}
    texts = folder_of(bank)
    assert texts.release == town.build(texts.source, texts.release, texts.verdicts)
    ask = {"origin": "Out of which town did the first settlers of the harbour come?"}
    save(bank, "sister-town", table(bank, "sister-town", ask=ask))
    release_draft(bank, now=NOW)
    assert folder_of(bank).release.by_uid[question.uid].prompt == ask["origin"]


def test_the_right_answer_cannot_be_edited_away(make):
    bank = make.bank()
    question = asked(bank, "sister-town", "single_choice")
    right = next(choice.text for choice in question.content.choices if choice.is_right)
    with pytest.raises(BadEdit, match="comes from the fact"):
        judge(bank, question, Decision.EDITED, edits=Edits(choices=(Rewording(right, "Brae"),)))


def test_only_what_is_approved_is_new(make):
    bank = make.bank()
    held = folder_of(bank).release.by_uid
    fresh = {
        "id": "market", "kind": "date", "cite": [{"paragraph": 2}],
        "text": "The market hall of {town:@lessing} was opened in {when:date=1850}.",
        "ask": {"when": "In which year was the market hall of Lessing opened?"},
    }  # fmt: skip
    save(bank, "market", fresh)
    planned = plan_draft(bank, only_approved=True)
    assert planned.plan.added == ()
    assert planned.plan.retired == ()
    every = plan_draft(bank).plan.added
    card = next(each for each in every if each.type == "flashcard" and "market" in each.fact)
    judge(bank, card, Decision.APPROVED)
    release_draft(bank, only_approved=True, now=NOW)
    release = folder_of(bank).release
    assert release.is_approved_only
    assert {uid for uid in release.by_uid if uid not in held} == {card.uid}
    again = town.build(
        folder_of(bank).source, release, folder_of(bank).verdicts, is_approved_only=True
    )
    assert again == release


def test_discarding_a_draft_brings_back_what_is_released(make):
    bank = make.bank()
    save(bank, "founded", None)
    discard_draft(bank, "fact", "founded")
    assert working_copy(bank).drafted == ()


def test_releasing_what_nobody_changed_writes_nothing(make):
    bank = make.bank()
    assert not release_draft(bank, now=NOW).is_changed
    save(bank, "founded", corrected(bank))
    assert release_draft(bank, now=NOW).is_changed
    assert not release_draft(bank, now=NOW).is_changed
    assert bank.release == 2


def test_what_a_keeper_wrote_after_a_release_was_prepared_is_released_as_well(make):
    bank = make.bank()
    save(bank, "founded", corrected(bank))
    prepared = prepare_release(bank)
    assert "railway" in {fact.id for fact in prepared.texts.source.facts}
    save(bank, "railway", None)
    release_draft(bank, now=NOW, prepared=prepared)
    source = folder_of(bank).source
    assert "railway" not in {fact.id for fact in source.facts}
    assert working_copy(bank).drafted == ()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_who_prepares_a_release_holds_up_nobody_who_writes(app, make):
    bank = make.bank()
    save(bank, "founded", corrected(bank))
    db.session.commit()
    with app.test_request_context("/banks/varn/release", method="POST"):
        reading()
        prepared = prepare_release(bank)
        with db.engine.connect() as another:
            another.exec_driver_sql("PRAGMA busy_timeout=0")
            another.execution_options(writes=True).exec_driver_sql("UPDATE bank SET licence = 'x'")
            another.commit()
        db.session.rollback()
        assert release_draft(bank, now=NOW, prepared=prepared).is_changed
