"""A bank goes into a zip and comes back whole; a hostile zip goes nowhere, and says why."""

import io
import json
import stat
import struct
import time
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.banks import archive
from app.banks.archive import BadArchive, pack, unpack
from app.banks.folder import Texts
from app.banks.models import Bank, Fact, Question
from app.banks.operations import apply_release, folder_of
from app.banks.operations.drafts import NotReleased, judge_question, release_draft, save_draft
from app.banks.operations.loading import (
    Begun,
    ChangedSince,
    create_bank,
    drop_upload,
    keep_upload,
    kept_upload,
    load,
    look_inside,
)
from app.banks.operations.working import working_copy
from app.core.generation import BadRelease, BadSource, Decision, Verdict
from app.db import db
from tests.banks import town
from tests.make import NOW

pytestmark = pytest.mark.usefixtures("app")
TOWN = town.texts()
NEW = {
    "kind": "date", "cite": [{"paragraph": 2}],
    "text": "The market hall of {town:@lessing} was opened in {when:date=1850}.",
    "ask": {"when": "In which year was the market hall of Lessing opened?"},
}  # fmt: skip


def zipped(files, **options):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text, **options)
    return stream.getvalue()


def opened(data):
    return unpack(io.BytesIO(data))


def judged(texts):
    question = next(each for each in texts.release.questions if each.type == "single_choice")
    return Verdict(question.uid, Decision.REJECTED, question.content_hash, "Unfair.")


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8"), max_size=300), st.booleans())
def test_what_is_packed_is_unpacked(comment, has_verdicts):
    quiet = "".join(f"# {line}\n" for line in comment.splitlines() if line.isprintable())
    verdicts = 'verdict = [] # none\n' if has_verdicts else ""  # fmt: skip
    texts = replace(TOWN, facts_toml=quiet + TOWN.facts_toml, verdicts_toml=verdicts)
    data = pack(texts)
    assert opened(data) == texts
    assert pack(opened(data)) == data


def test_a_folder_packed_by_hand_or_on_a_mac_is_read_as_well():
    files = TOWN.by_name
    assert opened(zipped(files)) == TOWN
    by_mac = {f"Varn/{name}": text for name, text in files.items()}
    by_mac |= {"Varn/": "", "Varn/.DS_Store": "x", "__MACOSX/Varn/._facts.toml": "x"}
    assert opened(zipped(by_mac)) == TOWN


def link():
    member = zipfile.ZipInfo("facts.toml")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(member, "/etc/passwd")
    return stream.getvalue()


def twice():
    return zipped({"bank.toml": town.BANK, "bonk.toml": town.BANK}).replace(b"bonk", b"bank")


def locked():
    data = bytearray(zipped({"bank.toml": town.BANK}))
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(header) + place
        data[start : start + 2] = struct.pack("<H", 1)
    return bytes(data)


def lying():
    """The list says two bytes; the file goes on for megabytes."""
    data = bytearray(zipped({"bank.toml": "#" * 3_000_000}))
    place = data.rfind(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 2)
    return bytes(data)


def damaged():
    data = bytearray(zipped(TOWN.by_name))
    data[100:140] = bytes(40)
    return bytes(data)


def elsewhere():
    """The list of files is said to begin before the file does."""
    data = bytearray(zipped(TOWN.by_name))
    place = data.rfind(b"PK\x05\x06") + 16
    data[place : place + 4] = struct.pack("<I", 0xFFFFFFFF)
    return bytes(data)


HOSTILE = {
    "elsewhere": (elsewhere, "no zip that can be read"),
    "traversal": (lambda: zipped({"../facts.toml": "x"}), "points outside"),
    "deep traversal": (lambda: zipped({"varn/../../facts.toml": "x"}), "points outside"),
    "backslashes": (lambda: zipped({"..\\facts.toml": "x"}), "points outside"),
    "from the root": (lambda: zipped({"/etc/facts.toml": "x"}), "points outside"),
    "a drive": (lambda: zipped({"C:facts.toml": "x"}), "points outside"),
    "a link": (link, "is a link"),
    "a bomb": (lambda: zipped({"bank.toml": "#" * 2_000_000}), "more than 1 MB"),
    "a bomb that lies": (lying, "no zip that can be read"),
    "too many": (lambda: zipped({f"{n}.toml": "" for n in range(200)}), "too many files"),
    "a zip in a zip": (lambda: zipped({"varn/facts.zip": zipped({"a": "b"})}), "no file of a bank"),
    "a strange file": (lambda: zipped(TOWN.by_name | {"run.py": "x"}), "no file of a bank"),
    "too deep": (lambda: zipped({"a/b/bank.toml": "x"}), "no file of a bank"),
    "twice": (twice, "in it twice"),
    "locked": (locked, "password"),
    "not UTF-8": (lambda: zipped(TOWN.by_name | {"facts.toml": b"\xff\xfe"}), "not UTF-8"),
    "many empty questions": (
        lambda: zipped(TOWN.by_name | {"questions.json": "[" + "{}," * 1_000_000 + "{}]"}),
        "holds too much",
    ),
    "half": (lambda: zipped({"bank.toml": town.BANK}), "“facts.toml” is missing"),
    "damaged": (damaged, "no zip that can be read"),
    "no zip": (lambda: b"hello", "no zip that can be read"),
    "nothing": (lambda: b"", "no zip that can be read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_with_its_reason(name):
    make_it, reason = HOSTILE[name]
    data = make_it()
    began = time.process_time()
    with pytest.raises(BadArchive, match=reason):
        opened(data)
    assert time.process_time() - began < 1


def test_a_zip_over_the_limit_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000)
    with pytest.raises(BadArchive, match="32 MB"):
        opened(pack(TOWN))


@settings(max_examples=60)
@given(st.binary(max_size=400), st.integers(0, 4_000))
def test_no_damage_brings_more_than_a_refusal(noise, place):
    data = bytearray(pack(TOWN))
    data[place : place + len(noise)] = noise
    try:
        texts = opened(bytes(data))
    except BadArchive:
        return
    assert isinstance(texts, Texts)


def test_loaded_as_a_bank_of_ones_own_it_is_private_and_downloads_as_the_same_bytes(make):
    person = make.user()
    texts = town.texts(verdicts=(judged(TOWN),))
    applied = load(look_inside(opened(pack(texts))), owner_id=person.id, now=NOW)
    bank = db.session.get_one(Bank, applied.bank_id)
    assert (bank.owner_id, bank.visibility, bank.uid) == (person.id, "private", "varn")
    assert pack(folder_of(bank)) == pack(texts)
    again = look_inside(opened(pack(texts)), into=bank)
    assert again.is_same
    assert not load(again, owner_id=person.id, now=NOW).is_changed


def test_a_bank_whose_id_is_taken_becomes_a_copy_with_the_same_choices(make):
    first, person = make.bank(), make.user()
    texts = town.texts(verdicts=(judged(TOWN),))
    inside = look_inside(opened(pack(texts)))
    assert inside.copied_from == "varn"
    copy = db.session.get_one(Bank, load(inside, owner_id=person.id, now=NOW).bank_id)
    assert copy.uid == "varn-2"
    assert (first.owner_id, first.visibility) == (None, "public")
    held = folder_of(copy)
    assert held.facts_toml == texts.facts_toml
    assert held.verdicts[0].reason == "Unfair."
    # Whether a statement is true is drawn by the bank’s id, and with it what else is asked.
    offered, copied = (
        {each.prompt: set(each.wrong) for each in kept.release.questions if each.wrong}
        for kept in (texts, held)
    )
    both = offered.keys() & copied.keys()
    assert len(both) > 3
    assert all(offered[prompt] == copied[prompt] for prompt in both)
    uids = db.session.scalars(select(Question.uid).where(Question.bank_id == copy.id)).all()
    assert set(uids) == set(held.release.by_uid)


def test_loaded_into_a_bank_it_is_the_next_release_and_keeps_the_histories(make):
    bank, person = make.bank(release=4), make.user()
    uids = set(folder_of(bank).release.by_uid)
    mended = town.texts(town.FACTS.replace("=1623}", "=1632}"))
    inside = look_inside(mended, into=bank)
    assert inside.forecast.plan.key_changed
    load(inside, owner_id=person.id, now=NOW)
    assert (bank.release, bank.owner_id) == (5, None)
    assert set(folder_of(bank).release.by_uid) == uids
    fact = db.session.scalars(select(Fact).where(Fact.uid == "varn/founded")).one()
    assert "1632" in fact.text


def test_a_zip_cannot_say_what_its_questions_are(make):
    forged = TOWN.questions_json.replace("In which year was the town of Varn", "In which hour was")
    person = make.user()
    bank_id = load(look_inside(replace(TOWN, questions_json=forged)), owner_id=person.id, now=NOW)
    bank = db.session.get_one(Bank, bank_id.bank_id)
    assert "In which hour" not in folder_of(bank).questions_json


@pytest.mark.parametrize("name", ["../x", "a#b", "a/b", "x" * 300, ""])
def test_a_zip_cannot_give_a_fact_a_name_that_is_none(name):
    forged = TOWN.questions_json.replace('"name": "founded"', f'"name": "{name}"')
    with pytest.raises(BadRelease):
        look_inside(replace(TOWN, questions_json=forged))


@pytest.mark.parametrize("generator", [[], {}, None, 1])
def test_a_zip_cannot_name_a_generator_that_is_no_text(generator):
    table = json.loads(TOWN.questions_json)
    table["questions"][0]["generator"] = generator
    with pytest.raises(BadRelease):
        look_inside(replace(TOWN, questions_json=json.dumps(table)))


def test_errors_and_what_cannot_be_read_are_told_before_anything_is_written(make):
    person = make.user()
    with pytest.raises(BadSource):
        look_inside(replace(TOWN, facts_toml="[[fact]]"))
    wrong = TOWN.facts_toml.replace("In which year was the town", "In 1623, when was the town")
    inside = look_inside(replace(TOWN, facts_toml=wrong))
    assert inside.errors
    with pytest.raises(NotReleased):
        load(inside, owner_id=person.id, now=NOW)
    assert db.session.scalars(select(Bank)).all() == []


def test_a_zip_waits_until_it_is_loaded_or_dropped(make):
    bank, person = make.bank(), make.user()
    keep_upload(person.id, TOWN, into=bank, now=NOW)
    assert kept_upload(person.id, into=bank) == TOWN
    assert kept_upload(person.id, into=None) is None
    drop_upload(person.id)
    assert kept_upload(person.id, into=bank) is None


def test_a_bank_with_a_past_downloads_loads_and_downloads_as_the_same_bytes(make):
    """Renamed, retired, rejected and waiting: all of it is in the zip."""
    bank, person = make.bank(), make.user()
    renamed = town.FACTS.replace('id = "lighthouse"', 'id = "light"\nreplaces = ["lighthouse"]')
    make.bank(facts=renamed.replace("=1623}", "=1632}"), release=2)
    verdict = judged(folder_of(bank))
    judge_question(
        bank, verdict.question, verdict.decision, content_hash=verdict.content_hash,
        reason=verdict.reason, by=person.id, now=NOW,
    )  # fmt: skip
    for key, written in (("pier-length", None), ("vhc", {"id": "vhc", **NEW})):
        version = working_copy(bank).part("fact", key).version
        save_draft(bank, "fact", key, written, version=version, by=person.id, now=NOW)
    release_draft(bank, only_approved=True, now=NOW)
    data = pack(folder_of(bank))
    assert folder_of(bank).release.withheld
    db.session.delete(bank)
    db.session.commit()
    loaded = load(look_inside(opened(data)), owner_id=person.id, now=NOW)
    assert pack(folder_of(db.session.get_one(Bank, loaded.bank_id))) == data


BEGUN = Begun(
    name="Mont Vélan & its neighbours",
    description="A mountain.",
    language="en",
    licence="CC0",
    as_of="2024",
    title="The mountain",
    publisher="The Example",
    url="https://example.org/velan",
    text="One line of the article that nobody else may ever read here.\n\nAnother line.",
)


def test_a_bank_begins_in_the_browser_without_keeping_the_articles_text(make):
    person = make.user()
    bank = create_bank(BEGUN, owner_id=person.id, now=NOW)
    assert (bank.uid, bank.visibility, bank.owner_id) == (
        "mont-velan-its-neighbours", "private", person.id,
    )  # fmt: skip
    texts = folder_of(bank)
    assert "nobody else may ever" not in "".join(texts.by_name.values())
    assert [paragraph.number for paragraph in texts.article.paragraphs] == [1, 2]
    fact = {
        "id": "height", "kind": "quantity", "cite": [{"paragraph": 2}],
        "text": "The mountain rises {height:number=3727||m} above the sea.",
        "ask": {"height": "How many metres above the sea does the mountain rise?"},
    }  # fmt: skip
    save_draft(bank, "fact", "height", fact, version=0, by=person.id, now=NOW)
    assert working_copy(bank).readable()[1] == ()
    release_draft(bank, now=NOW)
    assert folder_of(bank).release.questions
    other = create_bank(BEGUN, owner_id=person.id, now=NOW)
    assert other.uid == "mont-velan-its-neighbours-2"


def test_what_is_wrong_with_a_new_bank_is_named_by_its_field(make):
    with pytest.raises(BadSource) as refused:
        create_bank(replace(BEGUN, url="javascript:1"), owner_id=make.user().id, now=NOW)
    assert [problem.field for problem in refused.value.problems] == ["article.url"]


def test_applying_a_zip_of_the_same_release_changes_nothing(make):
    make.bank()
    assert not apply_release(opened(pack(TOWN)), now=NOW).is_changed


def test_what_was_looked_at_is_not_loaded_once_the_bank_has_another_release(make):
    bank, person = make.bank(), make.user()
    mended = replace(TOWN, facts_toml=TOWN.facts_toml.replace("railway", "railroad"))
    inside = look_inside(mended, into=bank)
    save_draft(
        bank, "fact", "market-hall", {"id": "market-hall", **NEW}, version=0, by=None, now=NOW
    )
    release_draft(bank, now=NOW)
    with pytest.raises(ChangedSince):
        load(inside, owner_id=person.id, now=NOW)
