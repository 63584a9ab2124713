"""E-mail: sent by a job when there is a mail server, else only noted in the log."""

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formataddr
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from flask import current_app
from flask_security import MailUtil

from app.jobs import kinds, operations
from app.web import clock

KIND = "mail"
TIMEOUT_S = 30
PORTS = {"smtp": 587, "smtps": 465}

log = structlog.get_logger()


class Mail(MailUtil):
    """What Flask-Security sends mail and reads addresses with."""

    def send_mail(  # noqa: PLR0913, PLR0917  # the signature is Flask-Security's
        self,
        template: str,
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        if not sends_mail():
            log.info("no mail server, not sent", template=template)
            return
        values = {"to": _written(recipient), "subject": str(subject), "body": body or ""}
        operations.enqueue(KIND, values, now=clock.now())

    def normalize(self, email: str) -> str:
        """One spelling an address, so that a unique column can find it: small letters."""
        return super().normalize(email.strip()).lower()

    def validate(self, email: str) -> str:
        return super().validate(email.strip()).lower()


def sends_mail() -> bool:
    return bool(current_app.config["FACTDECK"].smtp_url)


def send(values: Mapping[str, Any], _beat: kinds.Beat) -> None:
    """Send one message; a refusal is raised, and the job is tried again."""
    settings = current_app.config["FACTDECK"]
    with _server(settings.smtp_url) as server:
        server.send_message(_message(values, sender(settings.mail_from, settings.public_url)))


def sender(mail_from: str, public_url: str) -> str:
    return mail_from or f"factdeck@{urlsplit(public_url).hostname or 'localhost'}"


def _written(recipient: str | tuple[str, str]) -> str:
    return recipient if isinstance(recipient, str) else formataddr(recipient)


def _message(values: Mapping[str, Any], from_address: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = from_address, values["to"]
    message["Subject"] = values["subject"]
    message.set_content(values["body"])
    return message


def _server(address: str) -> smtplib.SMTP:
    """A connection to smtp://user:password@host:587 (encrypted as soon as it can be) or smtps://."""
    url = urlsplit(address)
    host, port = url.hostname or "localhost", url.port or PORTS[url.scheme]
    trusted = ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=trusted)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=trusted)
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server


kinds.register(KIND, send)
