"""Makes people, banks and cards for tests: real rows through the real models."""

import itertools
from datetime import UTC, datetime
from uuid import uuid4

from app.accounts.models import Role, User
from app.banks.models import Bank
from app.banks.operations import apply_release, bank_of, folder_of
from app.db import db
from tests.banks import town

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

    def bank(self, uid="varn", *, facts=town.FACTS, release=1, now=NOW, **values) -> Bank:
        """A bank of invented facts (tests/banks/town.py); called again, its next release."""
        held = bank_of(uid)
        last = folder_of(held) if held else None
        texts = town.texts(facts, uid, release, last.release if last else None)
        applied = apply_release(texts, now=now)
        bank = db.session.get_one(Bank, applied.bank_id)
        for name, value in values.items():
            setattr(bank, name, value)
        return self.add(bank)

    def add(self, row):
        db.session.add(row)
        db.session.commit()
        return row
