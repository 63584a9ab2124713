"""Makes people, banks and cards for tests: real rows through the real models."""

import itertools
from datetime import UTC, datetime
from uuid import uuid4

from app.accounts.models import Role, User
from app.db import db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Make:
    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def user(self, name="Awa", *roles, **values) -> User:
        number = next(self._numbers)
        values.setdefault("email", f"{name.lower()}{number}@example.org")
        user = User(name=name, fs_uniquifier=uuid4().hex, created_at=NOW, **values)
        user.roles = [self.role(role) for role in roles]
        return self.add(user)

    def guest(self, **values) -> User:
        return self.user("Guest", email=None, is_guest=True, **values)

    def instructor(self, name="Ibrahim", **values) -> User:
        return self.user(name, "instructor", **values)

    def role(self, name) -> Role:
        found = db.session.query(Role).filter_by(name=name).one_or_none()
        return found or self.add(Role(name=name))

    def add(self, row):
        db.session.add(row)
        db.session.commit()
        return row
