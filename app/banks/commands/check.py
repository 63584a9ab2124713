"""`flask bank check`: what a strict editor says of a bank, or of any file of questions."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from app.banks.commands.bank import bank
from app.banks.folder import BANK, FACTS, RELEASED, Folder, MissingFile
from app.banks.printed import UnreadableFile, read_printed
from app.core.generation import (
    BadArticle,
    BadRelease,
    BadSource,
    Balance,
    Finding,
    Fingerprint,
    balance,
    balance_of,
    finding,
    lint,
    lint_questions,
    rebuild,
)

STDIN = "-"
BY_COUNT = ("types", "skills", "speakers")
NOTHING_READ = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found; without a balance where not even the questions could be made."""

    findings: Sequence[Finding]
    balance: Balance | None = None

    @property
    def errors(self) -> int:
        return sum(each.is_error for each in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors


@bank.command()
@click.argument("place", metavar="FOLDER|FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--article",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An article.json: no question may share eight words in a row with it.",
)
def check(place: str, as_json: bool, article: Path | None) -> None:
    """Look at a bank's folder, or at a file of questions: a JSON list, or one a line (- reads
    standard input).

    Exit code 1: errors to mend; 2: nothing could be read.
    """
    try:
        checked = (
            _check_folder(Path(place)) if Path(place).is_dir() else _check_file(place, article)
        )
    except (UnreadableFile, BadArticle, OSError) as error:
        _refuse(f"{place}: {error}", as_json)
    (_print_json if as_json else _print_words)(checked)
    sys.exit(1 if checked.errors else 0)


def _check_folder(path: Path) -> Checked:
    """What cannot be read of a bank is an error of the same shape as all others."""
    if not any((path / name).exists() for name in (BANK, FACTS, RELEASED)):
        raise UnreadableFile(f"The folder holds no bank: {BANK} and {FACTS} are missing.")
    try:
        return _check_bank(Folder(path))
    except BadSource as error:
        places = (f"{each.where} {each.field}".strip() for each in error.problems)
        told = zip(places, error.problems, strict=True)
        return Checked([_unreadable(where, each.reason, each.mend) for where, each in told])
    except (MissingFile, BadArticle, BadRelease) as error:
        return Checked([_unreadable(str(path), str(error), "")])
    except RecursionError:
        raise UnreadableFile("A file in it is nested too deeply.") from None


def _check_bank(folder: Folder) -> Checked:
    source, last, article = folder.source(), folder.last_release(), folder.article()
    release = rebuild(source, last, folder.verdicts())
    return Checked(lint(source, release, article), balance(release, source, article))


def _check_file(place: str, article: Path | None) -> Checked:
    runs = Fingerprint.from_json(article.read_bytes()).runs if article else frozenset()
    data = sys.stdin.buffer.read() if place == STDIN else Path(place).read_bytes()
    printed = read_printed(data)
    others = "The other questions were read."
    problems = [_unreadable(each.where, each.reason, others) for each in printed.problems]
    found = lint_questions(printed.questions, runs)
    return Checked([*problems, *found], balance_of(printed.questions))


def _unreadable(where: str, reason: str, mend: str) -> Finding:
    return finding("unreadable", where, "%(reason)s", "%(advice)s", reason=reason, advice=mend)


def _refuse(message: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"error": message}, ensure_ascii=False))
    click.echo(f"Error: {message}", err=True)
    sys.exit(NOTHING_READ)


def _print_json(checked: Checked) -> None:
    table: dict[str, Any] = {
        "errors": checked.errors,
        "warnings": checked.warnings,
        "findings": [_row(each) for each in checked.findings],
    }
    if checked.balance:
        table |= {"questions": checked.balance.questions, "balance": checked.balance.to_json()}
    click.echo(json.dumps(table, ensure_ascii=False, indent=1))


def _row(found: Finding) -> dict[str, str]:
    return {
        "code": found.code,
        "severity": found.severity,
        "where": found.where,
        "message": str(found.message),
        "mend": str(found.mend),
    }


def _print_words(checked: Checked) -> None:
    for each in checked.findings:
        click.echo(str(each))
    for line in _balance_words(checked.balance) if checked.balance else ():
        click.echo(line)
    click.echo(f"{checked.errors} errors, {checked.warnings} warnings.")


def _balance_words(found: Balance) -> Iterator[str]:
    yield f"Balance of {found.questions} questions"
    for line in found.lines:
        goal = f"  (goal: {line.share.goal})" if line.share.goal else ""
        mark = "" if line.share.is_met else "  <-- outside"
        yield f"  {line.title}: {line.share.value:.0%} of {line.share.whole}{goal}{mark}"
    if sum(found.key_positions):
        yield f"  The key is shown first, second, …: {', '.join(map(str, found.key_positions))}"
    for name in BY_COUNT:
        counts = sorted(getattr(found, name).items(), key=lambda each: -each[1])
        if counts:
            yield f"  {name}: {', '.join(f'{each} {count}' for each, count in counts)}"
    for title, missing in found.gaps:
        yield f"  {title}: {', '.join(map(str, missing)) or 'none'}"
