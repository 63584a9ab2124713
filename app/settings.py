"""Every setting: its name, type, default and meaning. Read from the environment as FACTDECK_*."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "FACTDECK_"
SECRETS = ("SECRET_KEY", "SECURITY_PASSWORD_SALT", "TOTP_SECRET")
SHORTEST_SECRET = 32
LARGEST = {"port": 65_535, "threads": 1_000, "proxies": 10}


class UnsafeSettings(RuntimeError):
    """The settings would run a public server unsafely, or cannot be read. The text says which."""


def _setting(default: str, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as given; `flask_config` turns them into what the libraries want."""

    instance_path: str = _setting(
        "instance", "Folder of the default database, media, secrets and backups."
    )
    database_url: str = _setting(
        "", "SQLAlchemy address; empty means SQLite in the instance folder. "
        "PostgreSQL: postgresql+psycopg://user:password@host/name"
    )  # fmt: skip
    public_url: str = _setting(
        "", "Public https address. Setting it makes this a production server: "
        "secure cookies, trusted host, no default secret."
    )  # fmt: skip
    secret_key: str = _setting(
        "", "Signs sessions, 32 characters or more; empty means one made in the instance folder."
    )
    password_salt: str = _setting(
        "", "Salt of reset links, 32 characters or more; empty means one made there."
    )
    totp_secret: str = _setting(
        "", "Encrypts second factors, 32 characters or more; empty means one made there."
    )
    smtp_url: str = _setting(
        "",
        "smtp://user:password@host:587 (or smtps://); empty means no e-mail is sent. "
        "Needs the public address, where links in e-mails lead.",
    )
    mail_from: str = _setting("", "Sender of e-mail; empty means factdeck@ the public host.")
    limits_url: str = _setting(
        "memory://", "Where rate limits count; redis://host:6379 when several processes serve."
    )
    jobs_url: str = _setting(
        "", "Where jobs queue; redis://host:6379 for several workers, empty means a local file."
    )
    registration: str = _setting("open", "open or closed: may anyone register?")
    host: str = _setting("127.0.0.1", "Address `flask run` listens on.")
    port: str = _setting("5000", "Port `flask run` listens on.")
    threads: str = _setting("8", "Threads of the web server.")
    proxies: str = _setting("0", "How many trusted reverse proxies stand in front.")
    source_url: str = _setting("", "Where the source code can be read; the foot of pages links it.")
    contact: str = _setting("", "Who helps when someone is locked out, shown on the reset page.")


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `environ`. An unknown FACTDECK_ name is an error: it is a typing slip."""
    names = {PREFIX + f.name.upper(): f.name for f in fields(Settings)}
    given = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise UnsafeSettings(f"No such setting: {', '.join(unknown)}. README.md lists them.")
    return Settings(**{names[name]: value for name, value in given.items()})


def instance_folder(settings: Settings) -> str:
    return str(Path(settings.instance_path).resolve())


def flask_config(settings: Settings) -> dict[str, Any]:
    """What Flask and its extensions are told. Makes missing secrets in the instance folder."""
    _check(settings)
    instance = Path(instance_folder(settings))
    production = bool(settings.public_url)
    config: dict[str, Any] = {
        "FACTDECK": settings,
        "PRODUCTION": production,
        "SQLALCHEMY_DATABASE_URI": settings.database_url or f"sqlite:///{instance}/factdeck.db",
        # What people wrote belongs into no error message, and so into no log.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "RATELIMIT_STORAGE_URI": settings.limits_url,
        # With this prefix browsers take the cookie from this very host alone, and encrypted.
        "SESSION_COOKIE_NAME": "__Host-factdeck" if production else "factdeck",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": production,
        "MAX_CONTENT_LENGTH": 32 * 1024 * 1024,
        "PREFERRED_URL_SCHEME": "https" if production else "http",
        **_secrets(settings, instance),
    }
    if production:
        config["TRUSTED_HOSTS"] = [_public_host(settings)]
    return config


def refuse_unsafe(config: Mapping[str, Any]) -> None:
    """A public server keeps its cookies encrypted, whoever configured it otherwise."""
    if config["PRODUCTION"] and not config["SESSION_COOKIE_SECURE"]:
        raise UnsafeSettings("A public server needs secure cookies: remove SESSION_COOKIE_SECURE.")


def _check(settings: Settings) -> None:
    for name, largest in LARGEST.items():
        value = getattr(settings, name)
        if not (value.isdecimal() and int(value) <= largest):
            raise UnsafeSettings(f"{PREFIX}{name.upper()} must be a number from 0 to {largest}.")
    if settings.smtp_url and not settings.public_url:
        raise UnsafeSettings(
            "FACTDECK_SMTP_URL needs FACTDECK_PUBLIC_URL: without it, whoever asks for a "
            "reset link says where it leads."
        )
    if settings.registration not in {"open", "closed"}:
        raise UnsafeSettings(f"{PREFIX}REGISTRATION must be open or closed.")


def _public_host(settings: Settings) -> str:
    address = urlsplit(settings.public_url)
    if settings.public_url and (address.scheme != "https" or not address.hostname):
        raise UnsafeSettings(
            "FACTDECK_PUBLIC_URL must be an https address such as https://factdeck.example.org: "
            "cookies of a public server travel encrypted only."
        )
    return address.hostname or "localhost"


def _secrets(settings: Settings, instance: Path) -> dict[str, Any]:
    given = dict(
        zip(
            SECRETS,
            (settings.secret_key, settings.password_salt, settings.totp_secret),
            strict=True,
        )
    )
    for name, value in given.items():
        if value and len(value) < SHORTEST_SECRET:
            raise UnsafeSettings(f"{name} is shorter than {SHORTEST_SECRET} characters.")
    if settings.public_url and settings.database_url and not all(given.values()):
        raise UnsafeSettings(
            "A public server on its own database needs FACTDECK_SECRET_KEY, "
            "FACTDECK_PASSWORD_SALT and FACTDECK_TOTP_SECRET: every process must share them."
        )
    kept = {name: value or _kept_secret(instance, name) for name, value in given.items()}
    return {
        "SECRET_KEY": kept["SECRET_KEY"],
        "SECURITY_PASSWORD_SALT": kept["SECURITY_PASSWORD_SALT"],
        "SECURITY_TOTP_SECRETS": {"1": kept["TOTP_SECRET"]},
    }


def _kept_secret(instance: Path, name: str) -> str:
    """Read the secret, or make it; readable by the server's user alone."""
    instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = instance / f"{name.lower()}.secret"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")
