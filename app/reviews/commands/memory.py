"""`flask memory`: what FSRS makes of a history."""

import json
import sys
from collections.abc import Iterable
from typing import Any

import click
from flask.cli import AppGroup

from app.core.scheduling import InvalidInput, trace_line

memory = AppGroup("memory", help="What is remembered, by the model.")


@memory.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.argument("lines", type=click.File(encoding="utf-8"), default="-")
def trace(as_json: bool, lines: Iterable[str]) -> None:
    """The memory after a history. Reads lines {"weights", "history": [[rating, days], …],
    "desired_retention"}; all but the history may be left out. Prints a line each.

    Exit code 1 if a line could not be read.
    """
    is_sound = True
    for line in lines:
        if line.strip():
            traced = _traced(line)
            is_sound = is_sound and "problems" not in traced
            click.echo(json.dumps(traced) if as_json else _words(traced))
    sys.exit(0 if is_sound else 1)


def _traced(line: str) -> dict[str, Any]:
    try:
        return trace_line(line)
    except InvalidInput as error:
        return {"problems": [{"where": error.field, "message": str(error)}]}


def _words(traced: dict[str, Any]) -> str:
    if "problems" in traced:
        return "; ".join(each["message"] for each in traced["problems"])
    nexts = ", ".join(
        f"{rating} {state['interval']:.2f} days" for rating, state in traced["next"].items()
    )
    if traced["stability"] is None:
        return f"Nothing is remembered yet. Next: {nexts}."
    return (
        f"Stability {traced['stability']:.4f} days, difficulty {traced['difficulty']:.4f}, "
        f"retrievability {traced['retrievability']:.4f}. Next: {nexts}."
    )
