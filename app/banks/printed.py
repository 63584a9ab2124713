"""Files of printed questions: a JSON list, a release, or one question a line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.generation import ReleasedQuestion
from app.core.questions import BadQuestion, Question

LARGEST = 32 * 2**20
_NOT_JSON = (ValueError, RecursionError)
_NO_QUESTION = (BadQuestion, ValueError, KeyError, TypeError, AttributeError, RecursionError)


class UnreadableFile(ValueError):
    """Nothing in the file can be read; the message says why and what a file holds."""


@dataclass(frozen=True, slots=True)
class UnreadableQuestion:
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Printed:
    questions: tuple[Question, ...]
    problems: tuple[UnreadableQuestion, ...]


def read_printed(data: bytes) -> Printed:
    """Read every question that can be read; raise UnreadableFile if it is no such file."""
    if len(data) > LARGEST:
        raise UnreadableFile(f"It is larger than {LARGEST // 2**20} MB. Split it.")
    read = [_question(where, table) for where, table in _tables(_text(data))]
    if not read:
        raise UnreadableFile("It holds no question.")
    return Printed(
        tuple(each for each in read if isinstance(each, Question)),
        tuple(each for each in read if isinstance(each, UnreadableQuestion)),
    )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"It is not UTF-8 text: byte {error.start} is no letter.") from error


def _tables(text: str) -> Iterator[tuple[str, Any]]:
    """Each question with where it stands. A line that is no JSON is a problem of its own."""
    try:
        whole = json.loads(text)
    except _NOT_JSON as error:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) < 2 or not any(map(_is_object, (line for _, line in lines))):
            raise UnreadableFile(f"It is not JSON: {_said(error)}") from error
        yield from ((f"line {number}", _of_line(line)) for number, line in lines)
        return
    for number, table in enumerate(_listed(whole), 1):
        yield f"question {number}", table


def _listed(whole: Any) -> list[Any]:
    if isinstance(whole, Mapping) and "questions" in whole:
        whole = whole["questions"]
    if isinstance(whole, Mapping):
        return [whole]
    if isinstance(whole, list):
        return whole
    raise UnreadableFile('It holds neither a question, nor a list, nor {"questions": […]}.')


def _is_object(line: str) -> bool:
    return isinstance(_of_line(line), Mapping)


def _of_line(line: str) -> Any:
    try:
        return json.loads(line)
    except _NOT_JSON as error:
        return error


def _question(where: str, table: Any) -> Question | UnreadableQuestion:
    if isinstance(table, Exception):
        return UnreadableQuestion(where, f"It is not JSON: {_said(table)}")
    if not isinstance(table, Mapping):
        return UnreadableQuestion(where, "It is not a question but a bare value.")
    named = table.get("uid")
    place = f"{where} ({named})" if isinstance(named, str) and named.isprintable() else where
    try:
        if "key_hash" in table:
            return ReleasedQuestion.from_json(table).question
        return Question.from_json({"uid": where.replace(" ", "-"), **table})
    except _NO_QUESTION as error:
        return UnreadableQuestion(place, _said(error))


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply."
    if isinstance(error, KeyError):
        return f"{error} is missing."
    if "integer string conversion" in str(error):
        return "a number in it has thousands of digits."
    return f"{str(error)[:500].rstrip('.')}."
