"""`flask bank` and `flask question`, as a person at a terminal meets them."""

import json
import os

import pytest
from sqlalchemy import select

from app.banks import shipped
from app.banks.folder import Folder, MissingFile
from app.banks.models import Bank, Editor
from app.db import db
from tests.banks import town
from tests.make import NOW


@pytest.fixture
def written(tmp_path):
    """The town's folder as somebody wrote it: nothing built yet."""
    folder = tmp_path / "varn"
    folder.mkdir()
    (folder / "bank.toml").write_text(town.BANK)
    (folder / "facts.toml").write_text(town.FACTS)
    (folder / "article.txt").write_text(town.ARTICLE)
    return folder


@pytest.fixture
def command(app):
    """Run a command; gives its exit code and what it printed."""

    def run(*words, stdin=None):
        db.session.remove()
        result = app.test_cli_runner().invoke(args=[str(word) for word in words], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result.exit_code, result.output

    return run


@pytest.fixture
def ready(command, written):
    command("bank", "article", written, written / "article.txt")
    code, said = command("bank", "build", written)
    assert code == 0, said
    return written


def test_an_article_leaves_its_fingerprint_and_not_its_words(command, written):
    code, said = command("bank", "article", written, written / "article.txt")
    assert (code, "5 paragraphs" in said) == (0, True)
    kept = (written / "article.json").read_text()
    assert "the flood" in kept
    assert "river rose" not in kept


def test_a_sound_bank_passes_the_check(command, ready):
    code, said = command("bank", "check", ready)
    assert code == 0
    assert "0 errors" in said


def test_the_check_names_what_is_wrong_and_fails(command, ready):
    facts = town.FACTS.replace("was the town of Varn founded?", "was Varn founded in 1623?")
    (ready / "facts.toml").write_text(facts)
    code, said = command("bank", "check", ready, "--json")
    table = json.loads(said)
    assert code == 1
    assert table["errors"] >= 1
    assert "key-in-stem" in {finding["code"] for finding in table["findings"]}


def test_facts_that_cannot_be_read_are_errors_with_their_place(command, ready):
    (ready / "facts.toml").write_text(town.FACTS.replace("{town:@varn}", "{town:@vran}"))
    code, said = command("bank", "check", ready)
    assert code == 1
    assert "Did you mean 'varn'?" in said
    code, said = command("bank", "build", ready)
    assert code == 1
    assert "There is no entity 'vran'." in said


def test_a_missing_file_says_where_it_comes_from(command, written):
    assert "flask bank article" in command("bank", "build", written)[1]
    command("bank", "article", written, written / "article.txt")
    code, said = command("bank", "plan", written)
    assert code == 1
    assert "flask bank build" in said
    (written / "bank.toml").unlink()
    assert command("bank", "check", written)[0] == 1
    assert command("bank", "check", written / "nowhere")[0] == 2


def test_an_error_stops_the_build(command, ready):
    before = (ready / "questions.json").read_bytes()
    facts = town.FACTS.replace("was the town of Varn founded?", "was Varn founded in 1623?")
    (ready / "facts.toml").write_text(facts)
    code, said = command("bank", "build", ready)
    assert code == 1
    assert "stop the release" in said
    assert (ready / "questions.json").read_bytes() == before


def test_building_again_changes_no_byte(command, ready):
    before = (ready / "questions.json").read_bytes()
    command("bank", "build", ready)
    assert (ready / "questions.json").read_bytes() == before


def test_a_plan_shows_the_change_and_makes_none(command, ready):
    code, said = command("bank", "plan", ready)
    assert code == 0
    added = len(town.texts().release.questions)
    assert f"added: {added}" in said
    assert f"and {added - 20} more" in said
    assert db.session.scalars(select(Bank)).all() == []
    command("bank", "apply", ready)
    table = json.loads(command("bank", "plan", ready, "--json")[1])
    assert not any(table.values())


def test_applying_makes_the_release_and_the_second_time_nothing(command, ready):
    code, said = command("bank", "apply", ready)
    assert code == 0
    assert "Release 1 of varn is applied." in said
    assert db.session.scalars(select(Bank.visibility)).all() == ["public"]
    assert "was applied before" in command("bank", "apply", ready)[1]
    assert json.loads(command("bank", "apply", ready, "--json")[1])["changed"] is False


def test_questions_that_lag_behind_their_facts_are_not_applied(command, ready):
    (ready / "facts.toml").write_text(town.FACTS.replace("=1623}", "=1632}"))
    code, said = command("bank", "apply", ready)
    assert code == 1
    assert "was not built from these facts" in said


def test_an_older_release_is_refused_in_words(command, ready):
    (ready / "bank.toml").write_text(town.bank_toml(release=2))
    command("bank", "build", ready)
    command("bank", "apply", ready)
    (ready / "bank.toml").write_text(town.bank_toml(release=1))
    command("bank", "build", ready)
    code, said = command("bank", "apply", ready)
    assert code == 1
    assert "The database holds release 2" in said


def test_a_person_becomes_a_keeper(command, make):
    expected = (make.bank().id, make.instructor(email="ibrahim@example.org").id)
    assert "now keeps" in command("bank", "keeper", "varn", "Ibrahim@example.org")[1]
    assert "kept already" in command("bank", "keeper", "varn", "ibrahim@example.org")[1]
    keepers = db.session.execute(select(Editor.bank_id, Editor.user_id)).all()
    assert keepers == [expected]
    assert command("bank", "keeper", "nowhere", "ibrahim@example.org")[0] == 1
    assert command("bank", "keeper", "varn", "nobody@example.org")[0] == 1


def test_the_schema_describes_what_is_printed(command):
    code, said = command("bank", "schema")
    assert code == 0
    assert "single_choice" in json.dumps(json.loads(said))


def printed(generator):
    release = town.release(town.source())
    found = next(each for each in release.questions if each.generator == generator)
    return found.question.to_json()


def grade(command, *lines):
    code, said = command("question", "grade", "--json", stdin="\n".join(map(json.dumps, lines)))
    return code, [json.loads(line) for line in said.splitlines()]


def test_an_answer_is_graded_with_its_reason(command):
    asked = printed("single_choice")
    right = next(each for each in asked["content"]["choices"] if each["fraction"] == 1)
    wrong = next(each for each in asked["content"]["choices"] if each["fraction"] == 0)
    code, results = grade(
        command,
        {"question": asked, "answer": right["id"]},
        {"question": asked, "answer": wrong["text"]},
        {"question": printed("date"), "answer": "nineteen"},
    )
    assert code == 0
    assert [result["fraction"] for result in results] == [1, 0, None]
    assert results[0]["verdict"] == "right"
    assert wrong["why"] in results[1]["reason"]
    assert results[2]["verdict"] == "refused"


def test_how_sure_an_answer_is_gets_a_mark(command):
    asked = printed("numerical")
    answers = [("40", 3), ("90", 3), ("90", 1), ("nothing", 3)]
    lines = [{"question": asked, "answer": said, "certainty": sure} for said, sure in answers]
    code, results = grade(command, *lines)
    assert code == 0
    assert [result.get("mark") for result in results] == [3, -6, 0, None]
    code, (result,) = grade(command, {"question": asked, "answer": "40", "certainty": "quite"})
    assert code == 1
    assert result["problems"][0]["where"] == "certainty"


def test_a_question_is_graded_as_a_release_holds_it(command):
    release = town.release(town.source())
    found = next(each for each in release.questions if each.generator == "numerical")
    code, (result,) = grade(command, {"question": found.to_json(), "answer": "40"})
    assert (code, result["fraction"]) == (0, 1)


def test_a_flashcard_is_not_graded(command):
    _, (result,) = grade(command, {"question": printed("flashcard_forward"), "answer": "x"})
    assert result["fraction"] is None


def test_a_line_that_cannot_be_read_does_not_stop_the_others(command):
    asked = printed("numerical")
    code, results = grade(
        command, {"question": {}, "answer": ""}, {"answer": ""}, {"question": asked, "answer": "40"}
    )
    assert code == 1
    assert results[0]["problems"]
    assert results[1]["problems"]
    assert results[2]["fraction"] == 1
    code, said = command("question", "grade", stdin="{no json")
    assert code == 1
    assert "not JSON" in said


def test_a_folder_that_is_not_text_is_named(tmp_path):
    (tmp_path / "bank.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(MissingFile, match="not UTF-8"):
        Folder(tmp_path).source()


def test_the_shipped_bank_is_applied_once(command, ready, monkeypatch, app):
    monkeypatch.setattr(shipped, "BANK", "varn")
    monkeypatch.setattr(shipped, "shipped", lambda _folder: ready.parent)
    assert shipped.apply_shipped(NOW) is True
    db.session.commit()
    assert shipped.apply_shipped(NOW) is False
    bank = db.session.scalars(select(Bank)).one()
    bank.release, bank.release_hash = 0, "an older one"
    db.session.commit()
    assert shipped.apply_shipped(NOW) is True


def test_a_build_says_what_it_wrote_as_json_too(command, written):
    command("bank", "article", written, written / "article.txt")
    code, said = command("bank", "build", written, "--json")
    assert code == 0
    table = json.loads(said)
    assert (table["release"], table["facts"]) == (1, 13)
    assert table["questions"] == len(Folder(written).release().questions)


def test_a_plan_tells_what_becomes_of_histories_and_of_how_many_learners(command, ready, make):
    facts = ready / "facts.toml"
    command("bank", "apply", ready)
    renamed = facts.read_text().replace(
        'id = "lighthouse"', 'id = "light"\nreplaces = ["lighthouse"]'
    )
    reused = renamed.replace(
        'text = "The new pier is {length:number=312||m} long."',
        'text = "Its largest crane lifts {length:number=80||tons}."',
    )
    facts.write_text(reused)
    assert command("bank", "build", ready)[0] == 0
    said = command("bank", "plan", ready)[1]
    assert "lighthouse goes on as light" in said
    assert "pier-length means something else than pier-length did" in said
    table = json.loads(command("bank", "plan", ready, "--json")[1])
    assert table["replaced"] == [{"was": "lighthouse", "fact": "light", "slot": ""}]
    assert table["begun_anew"][0]["was"] == "pier-length"


def test_a_build_that_nobody_studied_leaves_no_trace_in_the_next(command, ready, tmp_path):
    studied = tmp_path / "studied.json"
    studied.write_bytes((ready / "questions.json").read_bytes())
    facts = ready / "facts.toml"
    before = facts.read_text()
    facts.write_text(
        before.split("[[fact]]")[0] + "[[fact]]".join(["", before.split("[[fact]]")[1]])
    )
    command("bank", "build", ready)
    facts.write_text(before)
    command("bank", "build", ready, "--upon", studied)
    assert (ready / "questions.json").read_bytes() == studied.read_bytes()


def test_rubbish_among_lines_to_grade_is_told_a_line_each(command):
    lines = [
        *("[" * 100_000, '{"question": ' + "9" * 5_000 + "}", "null", "\ufffd", '{"question": 1}'),
        *('{"question": {"key_hash": 1}, "answer": 1}', '{"question": [], "answer": []}'),
    ]
    code, said = command("question", "grade", "--json", stdin="\n".join(lines))
    assert code == 1
    assert said.count('"problems"') == len(lines)


@pytest.mark.parametrize("make_it", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_named_and_not_waited_for(tmp_path, make_it):
    make_it(tmp_path / "bank.toml")
    with pytest.raises(MissingFile, match="no file"):
        Folder(tmp_path).source()
