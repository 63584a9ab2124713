"""A column about a person says what becomes of it, and the person can take it along."""

import pytest

from app.accounts import personal
from app.db import Base

TABLES = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
PERSONAL = [column for table in TABLES for column in personal.personal_columns(table)]


@pytest.mark.parametrize("column", PERSONAL, ids=str)
def test_a_personal_column_says_what_deleting_the_person_does(column):
    constraints = [key.constraint for key in column.foreign_keys]
    assert all(constraint.ondelete in {"CASCADE", "SET NULL"} for constraint in constraints)
    if any(constraint.ondelete == "SET NULL" for constraint in constraints):
        assert column.nullable


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_personal_table_is_in_the_export_or_excluded_for_a_reason(app, make):
    exported = personal.everything_of(make.user().id)
    for column in PERSONAL:
        assert column.table.name in exported or personal.EXCLUDED.get(str(column))


def test_what_is_excluded_exists():
    assert set(personal.EXCLUDED) <= {str(column) for column in PERSONAL}
    for table, columns in personal.SECRETS.items():
        assert columns <= set(Base.metadata.tables[table].c.keys())


def test_every_table_that_may_hold_people_is_declared():
    """A column that names a person without a foreign key would escape export and deletion."""
    suspicious = ("user_id", "owner_id", "guest_id", "email", "by_id")
    loose = {
        str(column)
        for table in TABLES
        for column in table.columns
        if column.name.endswith(suspicious) and column not in PERSONAL
    }
    assert loose == {"user.email"}
