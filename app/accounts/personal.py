"""Everything the database holds about one person, found by its foreign keys.

A column is personal when it points at `user.id`, straight or by way of another personal column. A
table whose primary key holds the key of a personal table is part of it: the items of an attempt.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ScalarSelect, Select, Table, select

from app.accounts.models import User
from app.db import Base, connection

# What would let a reader of the file in, or is of use to nobody else.
SECRETS: Mapping[str, frozenset[str]] = {
    "user": frozenset(
        {
            "password",
            "fs_uniquifier",
            "fs_webauthn_user_handle",
            "tf_totp_secret",
            "tf_last_counter",
            "mf_recovery_codes",
        }
    ),
    "webauthn": frozenset({"credential_id", "public_key", "sign_count", "extensions"}),
}
# Personal columns by which no rows are exported, and why.
EXCLUDED: Mapping[str, str] = {
    "report.closed_by_id": "the report is of the person who wrote it, not of the keeper",
}


def everything_of(user_id: int) -> dict[str, list[dict[str, Any]]]:
    """By table, the person's rows as JSON can hold them; names of things beside their numbers."""
    rows = {"user": _rows(select(*_columns(_table("user"))).where(User.id == user_id))}
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        owned = _owned(table, user_id)
        if owned is not None:
            rows[table.name] = _rows(owned)
    return rows


def personal_columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if _names_person(column)]


def whole_of(table: Table) -> Table | None:
    """The personal table this one's rows are parts of."""
    for key in table.foreign_key_constraints:
        if set(key.columns) < set(table.primary_key.columns) and personal_columns(
            key.referred_table
        ):
            return key.referred_table
    return None


def _names_person(column: Column[Any]) -> bool:
    return any(
        key.column is _table("user").c.id or _names_person(key.column)
        for key in column.foreign_keys
    )


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _owned(table: Table, user_id: int) -> Select[Any] | None:
    """The select of this person's rows, or none when the table holds nothing about people."""
    personal = [column for column in personal_columns(table) if str(column) not in EXCLUDED]
    query = _named(table)
    if personal:
        return query.where(personal[0] == user_id)
    whole = None if personal_columns(table) else whole_of(table)
    if whole is None:
        return None
    return query.join(whole).where(personal_columns(whole)[0] == user_id)


def _named(table: Table) -> Select[Any]:
    """The table's columns, and beside each number of a thing that has one, its uid."""
    names = [
        uid.label(column.name.removesuffix("_id"))
        for column in table.columns
        for key in column.foreign_keys
        if (uid := _uid_of(column, key.column)) is not None
    ]
    return select(*_columns(table), *names)


def _uid_of(column: Column[Any], key: Column[Any]) -> ScalarSelect[Any] | None:
    """The uid of the row `column` points at: its own, or of the question it is a version of."""
    there = key.table
    if "uid" in there.c:
        uid = select(there.c.uid).where(key == column)
    else:
        beyond = [k.column.table for k in there.foreign_keys if "uid" in k.column.table.c]
        if personal_columns(there) or not beyond:
            return None
        uid = select(beyond[0].c.uid).select_from(there.join(beyond[0])).where(key == column)
    return uid.correlate(column.table).scalar_subquery()


def _columns(table: Table) -> list[Column[Any]]:
    secret = SECRETS.get(table.name, frozenset())
    return [column for column in table.columns if column.name not in secret]


def _rows(query: Select[Any]) -> list[dict[str, Any]]:
    found = connection().execute(query).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
