"""A release is applied whole, keeps every history and is harmless when applied again."""

import pytest
from sqlalchemy import func, select

from app.banks.models import (
    Bank,
    Fact,
    Question,
    QuestionFact,
    QuestionPart,
    QuestionVersion,
    Target,
)
from app.banks.operations import OlderRelease, apply_release, folder_of, plan_release
from app.banks.signals import release_applied, release_planned
from app.db import db
from tests.banks import town
from tests.make import NOW

FOUNDED = "{town:@varn} was founded in {when:date=1623}."


@pytest.fixture
def heard():
    """What `release_applied` told."""
    told = []

    def listen(_sender, **news):
        told.append(news)

    release_applied.connect(listen)
    yield told
    release_applied.disconnect(listen)


def question(fact, generator="flashcard_forward"):
    query = select(Question).join(Fact).where(Fact.uid == f"varn/{fact}")
    return db.session.scalars(query.where(Question.generator == generator)).first()


def count(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def without(fact):
    """The facts but one."""
    tables = town.FACTS.split("[[fact]]")
    return "[[fact]]".join(table for table in tables if f'id = "{fact}"' not in table)


def test_a_release_becomes_facts_questions_targets_and_citations(make):
    bank = make.bank()
    assert (bank.name, bank.release, bank.article.title) == (
        "The town of Varn", 1, "Varn rebuilds its harbour",
    )  # fmt: skip
    assert count(Fact) == 13
    released = town.texts().release
    assert count(Question) == count(QuestionVersion) == len(released.questions)
    ferry = db.session.scalars(select(Fact).where(Fact.uid == "varn/ferry-founder")).one()
    assert [citation.paragraph.number for citation in ferry.citations] == [3, 2]
    assert ferry.spans[0] == ["Adda Korn", "who"]
    assert (ferry.worked_out, ferry.happened_on) == (["when"], "1987-05-03")


def test_an_attributed_fact_knows_its_speaker(make):
    make.bank()
    claim = db.session.scalars(select(Fact).where(Fact.uid == "varn/council-claim")).one()
    assert (claim.speaker, claim.speaker_kind) == ("the Varn town council", "organisation")


def test_new_cards_come_by_importance_then_paragraph(make):
    make.bank()
    uids = db.session.scalars(select(Target.uid).order_by(Target.position)).all()
    assert uids[:2] == ["varn/ferry-founder#when#forward", "varn/ferry-founder#who#forward"]
    assert uids[2] == "varn/founded#when#forward"
    assert uids[-1].startswith(("varn/council", "varn/lund"))


def test_study_shows_a_flashcard_and_may_show_a_short_typed_answer(make):
    make.bank()
    assert question("founded").card_form == "self_rated"
    assert question("founded", "date").card_form == "typed"
    assert question("vhc", "short_answer").card_form == "typed"
    assert not count(Question, Question.card_form.is_not(None), Question.type == "single_choice")
    forms = select(Question.target_id).where(Question.card_form == "self_rated")
    assert sorted(db.session.scalars(forms)) == sorted(db.session.scalars(select(Target.id)))


def test_a_target_without_a_flashcard_is_typed(make):
    facts = town.FACTS.replace('id = "founded"', 'id = "founded"\nskip = ["flashcard_forward"]')
    make.bank(facts=facts)
    assert question("founded", "date").card_form == "typed"
    assert question("founded") is None


def test_applying_a_release_again_writes_nothing(make, heard, browser):
    make.bank()
    heard.clear()
    browser.queries.clear()
    make.bank()
    assert heard == []
    assert not [sql for sql in browser.queries if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_reworded_question_gets_a_version_and_keeps_its_target(make, heard):
    make.bank()
    before = question("founded")
    was = (before.uid, before.target_id)
    make.bank(facts=town.FACTS.replace("was the town of Varn founded", "was Varn founded"))
    after = question("founded")
    assert (after.uid, after.target_id) == was
    assert [version.number for version in after.versions] == [1, 2]
    assert after.number == 2
    assert heard[-1]["key_changed"] == ()


def test_a_corrected_value_is_told_once_for_each_target(make, heard):
    make.bank()
    card = question("founded")
    learned = card.versions[0].id
    make.bank(facts=town.FACTS.replace("=1623}", "=1632}"), release=2)
    card = question("founded")
    assert heard[-1]["key_changed"] == ((card.target_id, learned, card.versions[1].id),)
    assert heard[-1]["retired"] == ()
    assert card.fact.version == 2


def test_a_removed_fact_retires_its_questions_and_keeps_their_rows(make, heard):
    make.bank()
    target_id = question("lighthouse").target_id
    make.bank(facts=without("lighthouse"), release=2)
    assert question("lighthouse").status == "retired"
    assert question("lighthouse").versions
    assert question("lighthouse").card_form is None
    assert heard[-1]["retired"] == (target_id,)


def test_a_fact_that_comes_back_goes_on_where_it_was(make):
    make.bank()
    uid = question("lighthouse").uid
    make.bank(facts=without("lighthouse"), release=2)
    make.bank(release=3)
    assert (question("lighthouse").uid, question("lighthouse").status) == (uid, "active")
    assert question("lighthouse").card_form == "self_rated"


def test_a_renamed_fact_keeps_its_questions(make):
    make.bank()
    uid = question("lighthouse").uid
    renamed = town.FACTS.replace('id = "lighthouse"', 'id = "light"\nreplaces = ["lighthouse"]')
    make.bank(facts=renamed, release=2)
    assert question("lighthouse").uid == uid
    assert count(Question, Question.status == "retired") == 0


def test_changed_citations_are_replaced(make):
    make.bank()
    cited = "cite = [{ paragraph = 3 }, { paragraph = 2 }]"
    make.bank(facts=town.FACTS.replace(cited, "cite = [{ paragraph = 4 }]"), release=2)
    ferry = question("ferry-founder").fact
    assert [citation.paragraph.number for citation in ferry.citations] == [4]


def test_an_older_release_is_refused(make):
    make.bank(release=3)
    with pytest.raises(OlderRelease, match="release 3; this is release 2"):
        make.bank(facts=without("lighthouse"), release=2)


def test_a_plan_tells_the_changes_and_asks_who_is_concerned(make):
    bank = make.bank()
    heard = []

    def consequences(_sender, **news):
        heard.append(news)
        return ["1 learner is asked again."]

    with release_planned.connected_to(consequences):
        facts = without("lighthouse").replace("=1623}", "=1632}")
        forecast = plan_release(town.texts(facts, pinned=folder_of(bank).release).release)
    planned = forecast.plan
    assert forecast.consequences == ("1 learner is asked again.",)
    assert "In which year was the town of Varn founded?" in {
        change.old.prompt for change in planned.key_changed
    }
    assert heard[0]["bank_id"] == bank.id
    assert heard[0]["key_changed"] == (question("founded").target_id,)
    assert heard[0]["retired"] == (question("lighthouse").target_id,)
    assert count(Bank, Bank.release == 1) == 1


def test_two_banks_hold_the_same_facts_apart(make):
    make.bank()
    other = make.bank("other")
    assert count(Fact, Fact.bank_id == other.id) == 13
    assert count(Question) == 2 * count(Question, Question.bank_id == other.id)


def test_a_question_of_several_facts_is_found_under_each_of_them(make):
    make.bank()
    several = [each for each in town.texts().release.questions if len(each.question.facts) > 1]
    for given in several:
        row = db.session.scalars(select(Question).where(Question.uid == given.uid)).one()
        beside = select(Fact.uid).join(QuestionFact, QuestionFact.fact_id == Fact.id)
        found = db.session.scalars(beside.where(QuestionFact.question_id == row.id)).all()
        assert {row.fact.uid, *found} == set(given.question.facts)


def test_each_part_of_a_version_has_its_own_target(make):
    make.bank()
    given = next(each for each in town.texts().release.questions if each.parts)
    row = db.session.scalars(select(Question).where(Question.uid == given.uid)).one()
    query = select(QuestionPart.position, Target.uid).join(Target)
    found = db.session.execute(query.where(QuestionPart.question_id == row.id)).all()
    assert dict(found) == {n: uid for n, uid in enumerate(given.parts, 1) if uid}
    assert row.target_id is None


def test_an_attempt_begun_before_a_release_keeps_the_parts_of_its_version(make):
    make.bank()
    given = next(each for each in town.texts().release.questions if each.parts)
    row = db.session.scalars(select(Question).where(Question.uid == given.uid)).one()
    parts = select(QuestionPart.target_id).where(QuestionPart.question_id == row.id)
    first = db.session.scalars(parts.where(QuestionPart.number == 1)).all()
    make.bank(facts=town.FACTS.replace(" was ", " has been "), release=2)
    make.bank(facts=town.FACTS.replace("=1623}", "=1632}").replace("12|", "14|"), release=3)
    assert db.session.scalars(parts.where(QuestionPart.number == 1)).all() == first


def test_releasing_the_old_words_again_is_a_new_version_and_no_change_of_an_old_one(make):
    make.bank()
    versions = question("founded").versions
    was = [(each.number, each.prompt) for each in versions]
    make.bank(facts=town.FACTS.replace("the town of Varn founded", "Varn founded"), release=2)
    make.bank(release=3)
    now = [(each.number, each.prompt) for each in question("founded").versions]
    assert now[:1] == was
    assert [number for number, _ in now] == [1, 2, 3]
    assert now[2][1] == now[0][1]


def test_a_target_whose_card_takes_another_form_is_corrected_all_the_same(make, heard):
    make.bank()
    target_id = question("founded").target_id
    facts = town.FACTS.replace("=1623}", "=1632}")
    facts = facts.replace('id = "founded"', 'id = "founded"\nskip = ["flashcard_forward"]')
    make.bank(facts=facts, release=2)
    assert [told[0] for told in heard[-1]["key_changed"]] == [target_id]


def test_what_came_back_without_its_memory_begins_anew(make):
    """The folder's questions.json was lost, and with it what the retired id meant."""
    make.bank()
    old = question("lighthouse").target_id
    make.bank(facts=without("lighthouse"), release=2)
    texts = town.texts(town.FACTS.replace("=1791}", "=1797}"), release=3)
    apply_release(texts, now=NOW)
    db.session.commit()
    fresh = db.session.scalars(
        select(Target).where(Target.uid == "varn/lighthouse#when#forward")
    ).one()
    assert fresh.id != old
    assert db.session.get_one(Target, old).status == "retired"


def test_a_plan_costs_the_same_however_much_it_lists(make, browser):
    bank = make.bank()
    costs = []
    for facts in (town.FACTS.replace("=1623}", "=1632}"), without("lighthouse")):
        release = town.texts(facts, release=2, pinned=folder_of(bank).release).release
        browser.queries.clear()
        plan_release(release)
        costs.append(len(browser.queries))
    assert max(costs) <= 14
