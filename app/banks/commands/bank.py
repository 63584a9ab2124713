"""`flask bank`: banks kept in folders, from their facts to what people study."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts.queries import user_by_address
from app.banks.folder import RELEASED, Folder, MissingFile
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
    Severity,
    Source,
    build,
    fingerprint,
    lint,
)
from app.db import db, writing
from app.web import clock

Arguments = ParamSpec("Arguments")
REFUSALS = (MissingFile, BadSource, BadArticle, BadRelease, OlderRelease)
SHOWN = 20

bank = AppGroup("bank", help="Banks kept in folders: check, build, plan, apply.")
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


@bank.command()
@_folder
@_json
def check(folder: Folder, as_json: bool) -> None:
    """Look at the facts and at every question made of them. Exit code 1: errors to mend."""
    findings = _findings(folder)
    errors = sum(each["severity"] == Severity.ERROR for each in findings)
    warnings = len(findings) - errors
    if as_json:
        _print_json({"errors": errors, "warnings": warnings, "findings": findings})
    else:
        for each in findings:
            click.echo("{severity} {code}: {where}: {message} {mend}".format_map(each))
        click.echo(f"{errors} errors, {warnings} warnings.")
    sys.exit(1 if errors else 0)


@bank.command("build")
@_folder
@_in_words
def build_(folder: Folder) -> None:
    """Write questions.json, unless the check finds errors."""
    source = folder.source()
    release = build(source, folder.last_release())
    _stop_at_errors(lint(source, release, folder.article()))
    folder.write_release(release)
    click.echo(
        f"{folder.path / RELEASED}: release {release.number}, "
        f"{len(source.facts)} facts, {len(release.questions)} questions."
    )


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
    release = _built(folder, folder.source())
    planned, consequences = plan_release(release)
    if as_json:
        _print_json(_plan_table(planned) | {"consequences": list(consequences)})
        return
    _print_plan(planned)
    for sentence in consequences:
        click.echo(sentence)


@bank.command("apply")
@_folder
@_json
@_in_words
def apply_(folder: Folder, as_json: bool) -> None:
    """Make the folder's release the one people study. A second time changes nothing."""
    source = folder.source()
    release, fingerprinted = _built(folder, source), folder.article()
    _stop_at_errors(lint(source, release, fingerprinted))
    writing()
    applied = apply_release(source, release, fingerprinted, now=clock.now())
    db.session.commit()
    if as_json:
        _print_json({"changed": applied.is_changed} | _plan_table(applied.plan))
    elif applied.is_changed:
        _print_plan(applied.plan)
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


def _findings(folder: Folder) -> list[dict[str, str]]:
    """The lint's findings; what cannot even be read is an error of the same shape."""
    try:
        source = folder.source()
        release = build(source, folder.last_release())
        found = lint(source, release, folder.article())
    except BadSource as error:
        return [
            _unreadable(f"{each.where} {each.field}".strip(), each.reason, each.mend)
            for each in error.problems
        ]
    except REFUSALS as error:
        return [_unreadable(str(folder.path), str(error), "")]
    return [_row(each.code, each.severity, each.where, each.message, each.mend) for each in found]


def _unreadable(where: str, message: str, mend: str) -> dict[str, str]:
    return _row("unreadable", Severity.ERROR, where, message, mend)


def _row(code: str, severity: str, where: str, message: object, mend: object) -> dict[str, str]:
    return {
        "code": code,
        "severity": severity,
        "where": where,
        "message": str(message),
        "mend": str(mend),
    }


def _stop_at_errors(findings: Iterable[Finding]) -> None:
    errors = [str(each) for each in findings if each.severity is Severity.ERROR]
    if errors:
        raise Refused("\n".join((*errors, f"{len(errors)} errors stop the release.")))


def _built(folder: Folder, source: Source) -> Release:
    """The released questions, refused where the facts have moved on since."""
    release = folder.release()
    if build(source, release) != release:
        raise BadRelease(
            f"{folder.path / RELEASED} was not built from these facts. "
            f"Build it: flask bank build {folder.path}"
        )
    return release


def _plan_table(planned: Plan) -> dict[str, Any]:
    return {
        "added": [{"uid": each.uid, "prompt": each.prompt} for each in planned.added],
        "reworded": [_change(each.old.prompt, each.new) for each in planned.reworded],
        "key_changed": [_change(each.old.prompt, each.new) for each in planned.key_changed],
        "retired": [{"uid": each.uid, "prompt": each.prompt} for each in planned.retired],
    }


def _change(was: str, new: Any) -> dict[str, str]:
    return {"uid": new.uid, "was": was, "prompt": new.prompt}


def _print_plan(planned: Plan) -> None:
    for name, rows in _plan_table(planned).items():
        click.echo(f"{name.replace('_', ' ')}: {len(rows)}")
        for row in rows[:SHOWN]:
            click.echo(f"  {row['uid']}  {row['prompt']}")
        if len(rows) > SHOWN:
            click.echo(f"  and {len(rows) - SHOWN} more; --json lists them")


def _bank_uids() -> str:
    return ", ".join(db.session.scalars(select(Bank.uid).order_by(Bank.uid))) or "none yet"


def _print_json(table: Mapping[str, Any]) -> None:
    click.echo(json.dumps(table, ensure_ascii=False, indent=1))
