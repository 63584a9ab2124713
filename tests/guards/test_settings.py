"""Settings: documented from one list, and a public server refuses to run unsafely."""

from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import create_app, settings
from app.db import db
from app.settings import Settings, UnsafeSettings

README = Path(__file__).parents[2] / "README.md"
SECRET = "x" * 40
PUBLIC = "https://factdeck.example.org"


def config(tmp_path, **values):
    return settings.flask_config(Settings(instance_path=str(tmp_path), **values))


def test_the_readme_lists_every_setting_with_its_meaning():
    text = README.read_text(encoding="utf-8")
    for field in fields(Settings):
        default = f"`{field.default}`" if field.default else "empty"
        row = f"| `FACTDECK_{field.name.upper()}` | {default} | {field.metadata['meaning']} |"
        assert row in text, f"README.md lacks: {row}"


def test_a_misspelt_setting_is_refused():
    with pytest.raises(UnsafeSettings, match="FACTDECK_DATABSE_URL"):
        settings.read({"FACTDECK_DATABSE_URL": "x"})


@pytest.mark.parametrize(
    "values",
    [
        {"public_url": "http://factdeck.example.org"},
        {"public_url": "factdeck.example.org"},
        {"secret_key": "password"},
        {"public_url": PUBLIC, "database_url": "postgresql+psycopg://host/name"},
        {"smtp_url": "smtp://localhost"},
        {"port": "eighty"},
        {"proxies": "-1"},
        {"registration": "perhaps"},
    ],
)
def test_unsafe_or_senseless_settings_stop_the_start(tmp_path, values):
    with pytest.raises(UnsafeSettings):
        config(tmp_path, **values)


def test_a_public_server_has_secure_cookies_and_a_trusted_host(tmp_path):
    made = config(tmp_path, public_url=PUBLIC)
    assert made["SESSION_COOKIE_SECURE"] is True
    # No other host, not even one below the same domain, can plant it.
    assert made["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert made["TRUSTED_HOSTS"] == ["factdeck.example.org"]


def test_a_public_server_cannot_be_given_an_insecure_cookie(tmp_path):
    given = Settings(instance_path=str(tmp_path), public_url=PUBLIC)
    with pytest.raises(UnsafeSettings, match="cookie"):
        create_app(given, SESSION_COOKIE_SECURE=False)


def test_a_message_of_the_database_tells_nothing_of_what_was_written(app):
    with pytest.raises(SQLAlchemyError) as refused:
        db.session.execute(text("SELECT :words FROM nowhere"), {"words": "a secret"})
    db.session.rollback()
    assert "a secret" not in str(refused.value)


def test_secrets_are_made_once_and_kept_private(tmp_path):
    first, second = config(tmp_path), config(tmp_path)
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) >= 32
    for path in tmp_path.glob("*.secret"):
        assert path.stat().st_mode & 0o777 == 0o600
