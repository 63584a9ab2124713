"""Migrations make exactly what the models say, and take it back, on both databases."""

import flask_migrate
import pytest
from flask import current_app
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import IntegrityError

from app.db import db
from tests.conftest import build_app


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, tmp_path):
    """An app on a database without a table."""
    address = ""
    if request.param == "postgresql":
        address = other_database(request.getfixturevalue("postgresql"))
    app = build_app(tmp_path, address)
    with app.app_context():
        yield db
        db.session.remove()
        db.engine.dispose()


def other_database(address):
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS migrations WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE migrations"))
    engine.dispose()
    return make_url(address).set(database="migrations").render_as_string(hide_password=False)


def tables():
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_upgraded_tables_do_not_drift_from_the_models(fresh):
    flask_migrate.upgrade()
    flask_migrate.check()


def test_tables_of_the_first_day_are_completed(fresh):
    flask_migrate.upgrade(revision="0001")
    db.session.execute(text("ALTER TABLE preset DROP COLUMN fitted_answers"))
    db.session.commit()
    flask_migrate.upgrade()
    flask_migrate.check()


def test_what_goes_up_comes_down_and_up_again(fresh):
    flask_migrate.upgrade()
    up = tables()
    flask_migrate.downgrade(revision="base")
    assert tables() == set()
    flask_migrate.upgrade()
    assert tables() == up


def test_a_migrated_database_enforces_foreign_keys_and_checks(fresh):
    flask_migrate.upgrade()
    for statement in (
        "INSERT INTO card (user_id, target_id, state, step, due_at, due_on, last_at, lapses,"
        " reviews, is_leech, is_suspended, version)"
        " VALUES (1, 1, 0, 0, 0, 0, 0, 0, 0, false, false, 0)",
        "INSERT INTO bank (uid, name, description, language, licence, visibility, as_of,"
        " content_note, release, release_hash, searchable)"
        " VALUES ('a', 'a', '', 'en', '', 'secret', '', '', 1, '', '')",
    ):
        with pytest.raises(IntegrityError):
            db.session.execute(text(statement))
        db.session.rollback()


def test_a_command_before_the_first_start_says_how_tables_are_made(fresh):
    for words in (["user", "add", "awa@example.org"], ["bank", "keeper", "town", "a@example.org"]):
        said = current_app.test_cli_runner().invoke(args=words)
        db.session.remove()
        assert said.exit_code == 1
        assert "flask db upgrade" in said.output
        assert "Traceback" not in said.output
