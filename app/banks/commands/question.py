"""`flask question`: what would this answer get?"""

import json
import sys
from collections.abc import Iterable
from typing import Any

import click
from flask.cli import AppGroup

from app.core import questions
from app.core.generation import ReleasedQuestion
from app.core.grading.certainty import Certainty, mark
from app.core.questions import BadAnswer, BadQuestion, Question

question = AppGroup("question", help="Single questions.")


@question.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.argument("lines", type=click.File(encoding="utf-8", errors="replace"), default="-")
def grade(as_json: bool, lines: Iterable[str]) -> None:
    """What would this answer get? Reads lines {"question": …, "answer": …}, prints a line each.

    A question is written as in questions.json, or as `flask bank schema` says. With
    "certainty": 1, 2 or 3 beside the answer, its mark for being so sure is printed as well.
    Exit code 1 if a line could not be read.
    """
    results = [_grade_line(line) for line in lines if line.strip()]
    for result in results:
        click.echo(json.dumps(result, ensure_ascii=False) if as_json else _words(result))
    sys.exit(1 if any("problems" in result for result in results) else 0)


def _grade_line(line: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
        asked = _question(given["question"])
        result, certainty = _graded(asked, given["answer"]), given.get("certainty")
        if certainty not in (None, *Certainty):
            return _problems(("certainty", "How sure the answer is: write 1, 2 or 3."))
        return result | _marked(result["fraction"], certainty)
    except BadQuestion as error:
        return _problems(*((each.where, each.message) for each in error.problems))
    except json.JSONDecodeError as error:
        return _problems(("line", f"This is not JSON: {error}."))
    except RecursionError:
        return _problems(("line", "It is nested too deeply."))
    except (ValueError, KeyError, TypeError, AttributeError):
        return _problems(("line", 'A line is {"question": …, "answer": …}.'))


def _question(printed: Any) -> Question:
    """Alone, or as a release holds it."""
    if "key_hash" in printed:
        return ReleasedQuestion.from_json(printed).question
    return Question.from_json(printed)


def _graded(asked: Question, answer: object) -> dict[str, Any]:
    if not questions.is_graded(asked.content):
        return {"uid": asked.uid, "fraction": None, "verdict": "", "reason": "Rated by hand."}
    try:
        parsed = questions.parse(asked.content, questions.form_of(asked.content, answer))
        result = questions.grade(asked.content, parsed)
    except BadAnswer as error:
        return {"uid": asked.uid, "fraction": None, "verdict": "refused", "reason": str(error)}
    return {
        "uid": asked.uid,
        "fraction": result.fraction,
        "verdict": result.verdict,
        "reason": " ".join(filter(None, (str(result.words) + ".", result.feedback))),
        "read_as": result.read_as,
        "parts": [each.fraction for each in result.parts],
    }


def _marked(fraction: float | None, certainty: int | None) -> dict[str, float]:
    if fraction is None or certainty is None:
        return {}
    return {"mark": mark(fraction, Certainty(certainty))}


def _problems(*problems: tuple[str, str]) -> dict[str, Any]:
    return {"problems": [{"where": where, "message": message} for where, message in problems]}


def _words(result: dict[str, Any]) -> str:
    if "problems" in result:
        return "; ".join(f"{each['where']}: {each['message']}" for each in result["problems"])
    got = "not graded" if result["fraction"] is None else f"{result['fraction']:g}"
    marked = f", mark {result['mark']:g}" if "mark" in result else ""
    return f"{result['uid']}: {got}{marked}. {result['reason']}"
