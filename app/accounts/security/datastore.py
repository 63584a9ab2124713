"""Where Flask-Security keeps people: in our tables and in the request's own transaction."""

from typing import Any

from flask import has_request_context
from flask_security import SQLAlchemyUserDatastore

from app.accounts import operations, queries
from app.accounts.models import Role, User, WebAuthn
from app.accounts.time_zones import UTC
from app.db import db
from app.web import clock


class Datastore(SQLAlchemyUserDatastore):
    def __init__(self) -> None:
        super().__init__(db, User, Role, WebAuthn)

    def commit(self) -> None:
        """The request commits, once, when it has gone well."""
        db.session.flush()

    def create_user(self, **kwargs: Any) -> User:
        """Registering promotes the guest of this browser, history and all."""
        guest = queries.guest_of_browser() if has_request_context() else None
        values = self._prepare_create_user_args(**kwargs)  # type: ignore[no-untyped-call]
        user = _promoted(guest, values) if guest else User(created_at=clock.now(), **values)
        db.session.add(user)
        db.session.flush()
        return user


def _promoted(guest: User, values: dict[str, Any]) -> User:
    """A guest's day may follow a zone already: the form tells it only for those without one."""
    for name, value in values.items():
        if name != "time_zone" or guest.time_zone == UTC:
            setattr(guest, name, value)
    guest.is_guest = False
    operations.forget_guest()
    return guest
