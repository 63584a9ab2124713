"""`flask bank check`: of a folder, of a file of questions, and of what is neither."""

import json

import pytest

from app.core.questions import Choice, Citation, Question, ShortAnswer, SingleChoice
from app.core.questions.short_answer import AcceptedText
from tests.banks.test_commands import command, ready, written

__all__ = ["command", "ready", "written"]

GOOD = Question(
    "good",
    "Which river flows through the city of Cairo?",
    SingleChoice(
        (
            Choice.of("The Nile", right=True, why="It does."),
            Choice.of("The Niger", why="It flows through Bamako."),
            Choice.of("The Congo", why="It flows through Kinshasa."),
            Choice.of("The Zambezi", why="It flows far to the south."),
        )
    ),
    explanation="Cairo stands on the Nile.",
    citations=(Citation("rivers", 1),),
)
BAD = Question("bad", "Is it?", ShortAnswer((AcceptedText("Yes"),)))


def lines(*questions):
    return "\n".join(json.dumps(each.to_json()) for each in questions)


def codes(said):
    return {each["code"] for each in json.loads(said)["findings"]}


def test_a_bank_is_printed_with_its_balance(command, ready):
    code, said = command("bank", "check", ready, "--json")
    table = json.loads(said)
    assert code == 0
    assert table["questions"] == sum(table["balance"]["types"].values())
    assert {"true-statements", "above-recall"} <= table["balance"]["shares"].keys()
    code, said = command("bank", "check", ready)
    assert "Balance of" in said


@pytest.mark.parametrize(
    "form",
    [
        lines(GOOD, BAD),
        json.dumps([GOOD.to_json(), BAD.to_json()]),
        json.dumps({"questions": [GOOD.to_json(), BAD.to_json()]}),
    ],
)
def test_a_file_of_questions_is_checked_in_any_form(command, tmp_path, form):
    (tmp_path / "questions.json").write_text(form)
    code, said = command("bank", "check", tmp_path / "questions.json", "--json")
    table = json.loads(said)
    assert (code, table["errors"], table["questions"]) == (0, 0, 2)
    assert {each["where"] for each in table["findings"]} == {"bad"}
    assert {"missing-citation", "missing-explanation", "stem-length"} <= codes(said)


def test_questions_come_from_standard_input_as_well(command):
    assert command("bank", "check", "-", stdin=lines(GOOD)) == command(
        "bank", "check", "-", stdin=json.dumps(GOOD.to_json())
    )


def test_a_release_is_a_file_of_questions(command, ready):
    code, said = command("bank", "check", ready / "questions.json", "--json")
    assert code == 0
    assert json.loads(said)["questions"] > 9


def test_a_file_is_held_against_an_article(command, ready, tmp_path):
    stem = max((ready / "article.txt").read_text().splitlines(), key=len)
    (tmp_path / "q.json").write_text(json.dumps(BAD.to_json() | {"prompt": stem}))
    article = ("--article", ready / "article.json")
    said = command("bank", "check", tmp_path / "q.json", "--json", *article)[1]
    assert "copied" in codes(said)


def test_what_cannot_be_read_is_named_and_the_rest_is_checked(command):
    form = "\n".join((lines(GOOD), "no json", '{"uid": "half"}', "5", lines(BAD)))
    code, said = command("bank", "check", "-", "--json", stdin=form)
    table = json.loads(said)
    assert (code, table["errors"], table["questions"]) == (1, 3, 2)
    assert {"line 2", "line 3 (half)", "line 4"} <= {each["where"] for each in table["findings"]}


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"[]", b"5", b"no json at all", b"\x00\x00", "[é]".encode("latin-1")),
        *(b"[" * 100_000, b'[{"uid": ' + b"9" * 9_000 + b"}]", b"one\ntwo\n"),
    ],
)
def test_what_is_no_file_of_questions_is_refused_in_words(command, tmp_path, data):
    (tmp_path / "file").write_bytes(data)
    code, said = command("bank", "check", tmp_path / "file")
    assert code == 2
    assert said.startswith(f"Error: {tmp_path / 'file'}: ")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("number", ["1e999999999", "1e400", "-0", r'"\u0000"', '"1e-999999999"'])
def test_a_number_of_any_size_is_read_or_refused_in_words(command, number):
    content = f'{{"answers": [{{"number": {{"value": {number}}}}}]}}'
    form = f'{{"uid": "n", "type": "numerical", "prompt": "How many?", "content": {content}}}'
    code, said = command("bank", "check", "-", "--json", stdin=form)
    assert code in (0, 1)
    assert json.loads(said)["questions"] == (code == 0)


def test_a_folder_without_a_bank_is_refused(command, tmp_path):
    code, said = command("bank", "check", tmp_path)
    assert (code, "holds no bank" in said) == (2, True)
    code, said = command("bank", "check", tmp_path, "--json")
    assert code == 2
    assert command("bank", "check", tmp_path / "nowhere")[0] == 2
