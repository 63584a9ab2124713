"""The database handle, the base every model shares, and one transaction a request."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask, Response, has_request_context, request
from flask.cli import AppGroup
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, registry
from sqlalchemy.types import TypeDecorator

from app.paths import shipped

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FIRST_ERROR = 400
BEGUN = "begun"  # the session's note of its connection
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-16000",
)
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """Aware UTC datetimes on every database, SQLite included."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: UTCDateTime},
    )


db = SQLAlchemy(model_class=Base)
migrate = Migrate(db=db, directory=str(shipped("migrations")), render_as_batch=True)


def init_app(app: Flask) -> None:
    _make_sqlite_folder(app.config["SQLALCHEMY_DATABASE_URI"])
    db.init_app(app)
    migrate.init_app(app, compare_type=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _listen(db.engine)
    app.after_request(_end_transaction)


class Commands(AppGroup):
    """Commands that need the tables say how to make them where there are none yet."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (OperationalError, ProgrammingError) as error:
            if not any(words in str(error) for words in _NO_TABLE):
                raise
            raise click.ClickException(
                "The database has no tables yet. Start the server once (flask run), "
                "or make them: flask db upgrade"
            ) from None


# As SQLite and PostgreSQL say it.
_NO_TABLE = ("no such table", "UndefinedTable")


def writing() -> Connection:
    """Begin a writing transaction outside a request: jobs and commands say this first."""
    return db.session.connection(execution_options={"writes": True})


def reading() -> None:
    """Begin again, only to read: what a request computes for long holds up nobody who writes.

    What was done so far in the transaction is undone. `db.session.rollback()` ends the reading.
    """
    db.session.rollback()
    db.session.connection(execution_options={"writes": False})


def connection() -> Connection:
    """The request's own transaction, for Core statements on the hot paths.

    The session would look its connection up anew, at a tenth of the cost of a statement.
    """
    begun: Connection | None = db.session.info.get(BEGUN)
    return begun or db.session.connection()


def _remember(session: Session, _transaction: SessionTransaction, begun: Connection) -> None:
    session.info[BEGUN] = begun


def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(BEGUN, None)


event.listen(db.session, "after_begin", _remember)
event.listen(db.session, "after_transaction_end", _forget)


def insert_once(table: Table) -> dict[str, Any]:
    """By dialect name, the insert that leaves a row with the same key alone.

    Built once at import: `connection().execute(INSERT[connection().dialect.name], values)`;
    `rowcount` is 0 when the row was there.
    """
    return {
        # psycopg's count of an insert is lost unless it is asked for.
        module.__name__.rsplit(".", 1)[1]: module.insert(table)
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True)
        for module in (sqlite, postgresql)
    }


def _make_sqlite_folder(address: str) -> None:
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def _listen(engine: Engine) -> None:
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transaction handling begins too late to protect a read before a write.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A transaction that will write takes the lock at once, so it never has to be given up."""
    options = connection.get_execution_options()
    unsafe = has_request_context() and request.method not in SAFE_METHODS
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", unsafe) else "BEGIN")


def _end_transaction(response: Response) -> Response:
    """A good answer commits, an error rolls back."""
    if response.status_code < FIRST_ERROR:
        db.session.commit()
    else:
        db.session.rollback()
    return response
