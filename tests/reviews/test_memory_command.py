"""`flask memory trace`: a line of history in, what FSRS makes of it out."""

import json

import pytest

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def trace(app, *lines, form="--json"):
    words = ["memory", "trace", *([form] if form else [])]
    return app.test_cli_runner().invoke(args=words, input="\n".join(lines))


def test_good_and_good_the_next_study_day_is_the_stability_of_the_reference(app):
    result = trace(app, json.dumps({"history": [[3, 0], [3, 1]]}))
    traced = json.loads(result.output)
    assert result.exit_code == 0
    assert traced["stability"] == pytest.approx(7.3153, abs=1e-4)
    assert list(traced["next"]) == ["again", "hard", "good", "easy"]


def test_each_line_is_answered_by_a_line_and_a_bad_one_by_where_it_is_wrong(app):
    result = trace(app, '{"history": []}', '{"history": [[5, 0]]}', "no json", "")
    first, second, third = map(json.loads, result.output.splitlines())
    assert result.exit_code == 1
    assert first["stability"] is None
    assert second["problems"][0]["where"] == "history[0]"
    assert third["problems"][0]["where"] == "line"


def test_without_json_a_sentence_is_printed(app):
    result = trace(app, '{"history": [[3, 0]]}', form="")
    assert result.output.startswith("Stability 2.3065 days, difficulty ")
