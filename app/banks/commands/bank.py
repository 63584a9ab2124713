"""`flask bank`: banks kept in folders, from their facts to what people study."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TextIO

import click
from sqlalchemy import select

from app.accounts.queries import user_by_address
from app.banks.folder import RELEASED, Folder, MissingFile, Texts
from app.banks.models import Bank
from app.banks.operations import OlderRelease, add_keeper, apply_release, plan_release
from app.core import questions
from app.core.generation import (
    BadArticle,
    BadRelease,
    BadSource,
    Finding,
    Plan,
    Release,
    Turn,
    fingerprint,
    lint,
    rebuild,
)
from app.db import Commands, db, writing
from app.web import clock

Arguments = ParamSpec("Arguments")
REFUSALS = (MissingFile, BadSource, BadArticle, BadRelease, OlderRelease)
SHOWN = 20

bank = Commands("bank", help="Banks kept in folders: check, build, plan, apply.")
_folder = click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=lambda _context, _parameter, path: Folder(path),
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class Refused(click.ClickException):
    """Something in the bank stops the command; exit code 1."""


def _in_words(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Say what is wrong with a folder in its own words, not in a traceback."""

    @wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except REFUSALS as error:
            raise Refused(str(error)) from error

    return run


@bank.command("build")
@_folder
@click.option(
    "--upon",
    type=click.File(encoding="utf-8"),
    help="The questions.json people study, where the folder's was built but never applied.",
)
@_json
@_in_words
def build_(folder: Folder, upon: TextIO | None, as_json: bool) -> None:
    """Write questions.json, unless the check finds errors."""
    source = folder.source()
    last = Release.from_json(upon.read()) if upon else folder.last_release()
    release = rebuild(source, last, folder.verdicts())
    _stop_at_errors(lint(source, release, folder.article()))
    folder.write_release(release)
    table = {
        "file": str(folder.path / RELEASED),
        "release": release.number,
        "facts": len(source.facts),
        "questions": len(release.questions),
    }
    if as_json:
        _print_json(table)
    else:
        line = "{file}: release {release}, {facts} facts, {questions} questions."
        click.echo(line.format_map(table))


@bank.command()
@_folder
@click.argument("text", type=click.File(encoding="utf-8"))
@_in_words
def article(folder: Folder, text: Iterable[str]) -> None:
    """Write article.json, the fingerprint of the article's TEXT; the text itself is not kept."""
    taken = fingerprint("".join(text), folder.source().bank.labels)
    folder.write_article(taken)
    click.echo(f"{len(taken.paragraphs)} paragraphs, {len(taken.runs)} runs of eight words.")


@bank.command()
@_folder
@_json
@_in_words
def plan(folder: Folder, as_json: bool) -> None:
    """Show what applying the folder would change in the database."""
    forecast = plan_release(_built(folder).release)
    if as_json:
        rest = {"learners": forecast.learners, "consequences": list(forecast.consequences)}
        _print_json(_plan_table(forecast.plan) | rest)
        return
    _print_plan(forecast.plan, forecast.learners)
    for sentence in forecast.consequences:
        click.echo(sentence)


@bank.command("apply")
@_folder
@_json
@_in_words
def apply_(folder: Folder, as_json: bool) -> None:
    """Make the folder's release the one people study. A second time changes nothing."""
    texts = _built(folder)
    release = texts.release
    _stop_at_errors(lint(texts.source, release, texts.article))
    writing()
    applied = apply_release(texts, now=clock.now())
    db.session.commit()
    if as_json:
        rest = {"changed": applied.is_changed, "learners": applied.learners}
        _print_json(rest | _plan_table(applied.plan))
    elif applied.is_changed:
        _print_plan(applied.plan, applied.learners)
        click.echo(f"Release {release.number} of {release.bank} is applied.")
    else:
        click.echo(f"Release {release.number} of {release.bank} was applied before.")


@bank.command("schema")
def schema_() -> None:
    """Print the JSON Schema of the one form in which questions are printed."""
    _print_json(questions.schema())


@bank.command()
@click.argument("uid", metavar="BANK")
@click.argument("address")
def keeper(uid: str, address: str) -> None:
    """Make the person with this ADDRESS a keeper of the BANK."""
    writing()
    kept = db.session.scalars(select(Bank).where(Bank.uid == uid)).one_or_none()
    person = user_by_address(address.strip().lower())
    if kept is None:
        raise Refused(f"There is no bank {uid}. The banks are: {_bank_uids()}.")
    if person is None:
        raise Refused(f"Nobody has the address {address}. Add them: flask user add {address}")
    is_new = add_keeper(kept, person.id)
    db.session.commit()
    click.echo(f"{address} {'now keeps' if is_new else 'kept already'} {uid}.")


def _stop_at_errors(findings: Iterable[Finding]) -> None:
    errors = [str(each) for each in findings if each.is_error]
    if errors:
        raise Refused("\n".join((*errors, f"{len(errors)} errors stop the release.")))


def _built(folder: Folder) -> Texts:
    """The folder's files, refused where the facts have moved on since the questions were built."""
    texts, release = folder.texts(), folder.release()
    if rebuild(texts.source, release, texts.verdicts) != release:
        raise BadRelease(
            f"{folder.path / RELEASED} was not built from these facts. "
            f"Build it: flask bank build {folder.path}"
        )
    return texts


def _plan_table(planned: Plan) -> dict[str, list[dict[str, str]]]:
    """By kind of change what it is about; facts' histories after the questions."""
    questions = {
        "added": [{"uid": each.uid, "prompt": each.prompt} for each in planned.added],
        "reworded": [_change(each.old.prompt, each.new) for each in planned.reworded],
        "key_changed": [_change(each.old.prompt, each.new) for each in planned.key_changed],
        "retired": [{"uid": each.uid, "prompt": each.prompt} for each in planned.retired],
    }
    return questions | {turn.value: _moves(planned, turn) for turn in Turn}


def _change(was: str, new: Any) -> dict[str, str]:
    return {"uid": new.uid, "was": was, "prompt": new.prompt}


def _moves(planned: Plan, turn: Turn) -> list[dict[str, str]]:
    return [{"was": m.was, "fact": m.fact, "slot": m.slot} for m in planned.moved(turn)]


_TURNS = {
    Turn.REPLACED: "{was} goes on as {fact}",
    Turn.SPLIT: "{slot} of {was} goes on in {fact}",
    Turn.BEGUN_ANEW: "{place} means something else than {was} did: its learners begin anew",
    Turn.DOUBTFUL: "{fact} reads like another fact: give it a new id unless this is a correction",
}


def _print_plan(planned: Plan, learners: Mapping[str, int]) -> None:
    for name, rows in _plan_table(planned).items():
        count = learners.get(name, 0)
        concerned = f" ({count} learner{'' if count == 1 else 's'})" if count else ""
        if rows or name not in _TURNS:
            click.echo(f"{name.replace('_', ' ')}: {len(rows)}{concerned}")
        for row in rows[:SHOWN]:
            line = _turn(Turn(name), row) if name in _TURNS else _line(row)
            click.echo(f"  {line}")
        if len(rows) > SHOWN:
            click.echo(f"  and {len(rows) - SHOWN} more; --json lists them")


def _turn(turn: Turn, row: Mapping[str, str]) -> str:
    place = f"{row['slot']} of {row['fact']}" if row["slot"] else row["fact"]
    return _TURNS[turn].format_map({**row, "place": place})


def _line(row: Mapping[str, str]) -> str:
    return f"{row['uid']}  {row['prompt']}"


def _bank_uids() -> str:
    return ", ".join(db.session.scalars(select(Bank.uid).order_by(Bank.uid))) or "none yet"


def _print_json(table: Mapping[str, Any]) -> None:
    click.echo(json.dumps(table, ensure_ascii=False, indent=1))
