"""`flask user`: people, from the command line of the server."""

import sys

import click
from flask import current_app, url_for
from flask.ctx import RequestContext
from flask_security import MailUtil
from flask_security.mail_util import EmailValidateException
from flask_security.recoverable import generate_reset_password_token

from app.accounts import forms, operations, passphrases, queries
from app.accounts.models import User
from app.db import Commands, db, writing
from app.web import clock
from app.web.visitor import ADMIN, INSTRUCTOR, LEARNER

users = Commands("user", help="People: add one, help one who is locked out.")


@users.command("add")
@click.argument("address")
@click.option("--name", default="", help="As others see it.")
@click.option("--role", type=click.Choice([LEARNER, INSTRUCTOR, ADMIN]), default=LEARNER)
@click.option("--passphrase-stdin", is_flag=True, help="Read the passphrase from standard input.")
def add(address: str, name: str, role: str, passphrase_stdin: bool) -> None:
    """Add a person; print a link on which they set their passphrase, good for one day."""
    address = _read(address)
    passphrase = _passphrase(address, name) if passphrase_stdin else None
    writing()
    if queries.user_by_address(address):
        raise click.ClickException(f"{address} has an account already.")
    user = operations.add_member(address, name, role, passphrase, now=clock.now())
    db.session.commit()
    click.echo(f"{address} is added." if passphrase else _reset_link(user))


@users.command("reset-link")
@click.argument("address")
def reset_link(address: str) -> None:
    """Print a link on which the person sets a new passphrase, good once and for one day."""
    user = queries.user_by_address(_read(address))
    if user is None:
        raise click.ClickException(f"No account has the address {address}.")
    click.echo(_reset_link(user))


def _read(address: str) -> str:
    mail: MailUtil = current_app.extensions["security"].mail_util
    with _inside_request():
        try:
            return mail.normalize(address)
        except EmailValidateException:
            raise click.ClickException(f"{address} is not an address.") from None


def _passphrase(address: str, name: str) -> str:
    passphrase = passphrases.normalised(sys.stdin.readline().rstrip("\r\n"))
    weakness = passphrases.weakness(passphrase, [address, name])
    if weakness:
        with _inside_request():
            raise click.ClickException(forms.explained(weakness, passphrase))
    return passphrase


def _reset_link(user: User) -> str:
    token = generate_reset_password_token(user)  # type: ignore[no-untyped-call]
    with _inside_request():
        return url_for("security.reset_password", token=token, _external=True)


def _inside_request() -> RequestContext:
    """Links lead to the public address, or to where `flask run` listens."""
    settings = current_app.config["FACTDECK"]
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    return current_app.test_request_context(base_url=address)
