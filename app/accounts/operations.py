"""Changes to people: making a guest, keeping settings, joining and deleting histories."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import current_app, session
from flask_security import hash_password
from flask_security.utils import verify_password
from sqlalchemy import bindparam, delete, select, update

from app.accounts import time_zones
from app.accounts.models import Role, User
from app.accounts.queries import DEVICE_ZONE, GUEST, guest_of_browser
from app.accounts.signals import guest_claimed
from app.db import connection, db, insert_once
from app.web.visitor import LEARNER, Visitor, forget, visitor

RENEWED = "renewed"
SETTINGS = frozenset(
    {
        "name",
        "locale",
        "time_zone",
        "declined_time_zone",
        "rollover_hour",
        "theme",
        "four_buttons",
        "shortcuts",
        "type_short_answers",
    }
)


def learner_id(*, now: datetime, time_zone: str = "") -> int:
    """The id of whoever acts; a stranger becomes a guest. Only views that change things ask.

    `time_zone` is what the device says; what the zone database does not hold is ignored.
    """
    person = visitor()
    if person.id is None:
        return _make_guest(now, time_zone)
    _renew_cookie(now)
    _notice_device_zone(person, time_zone)
    return person.id


def take_turns(user_id: int) -> None:
    """What one person sends at once is done one after another (on SQLite all that writes is)."""
    connection().execute(_TURN, {"id": user_id})


def change_settings(user_id: int, **values: Any) -> None:
    """Keep settings of a person; a name that is no setting is an error of ours."""
    unknown = set(values) - SETTINGS
    if unknown:
        raise ValueError(f"no settings: {sorted(unknown)}")
    connection().execute(update(User).where(User.id == user_id).values(**values))
    db.session.expire_all()
    forget()


def person_by_passphrase(address: str, passphrase: str) -> User | None:
    """Whose address and passphrase these are. Takes as long when nobody has the address."""
    found = connection().execute(_CREDENTIALS, {"address": address}).first()
    # Hashing is slow by design: the database must not wait for it with its lock held.
    db.session.rollback()
    if found is None or found.password is None:
        hash_password(passphrase)
        return None
    if not verify_password(passphrase, found.password):
        return None
    return db.session.get(User, found.id)


def add_member(
    address: str, name: str, role: str, passphrase: str | None, *, now: datetime
) -> User:
    """A person with an account; without a passphrase they set one by a reset link."""
    user = User(
        email=address,
        name=name,
        password=hash_password(passphrase) if passphrase else None,
        fs_uniquifier=uuid4().hex,
        created_at=now,
        roles=[] if role == LEARNER else [_role(role)],
    )
    db.session.add(user)
    db.session.flush()
    return user


def change_address(user: User, address: str) -> None:
    """Reset links sent to the old address open nothing any more."""
    user.email = address
    user.fs_uniquifier = uuid4().hex
    db.session.flush()
    forget()


def sign_out_everywhere(user: User) -> None:
    """Every session names the person by this; the caller signs its own in again."""
    user.fs_uniquifier = uuid4().hex
    db.session.flush()
    forget()


def claim_guest(guest_id: int, user_id: int) -> None:
    """Add a guest's history to an account; what no feature moved goes with the guest."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    # On PostgreSQL the guest may be answering right now, and would lose what comes after the move.
    connection().execute(_LOCK, {"id": guest_id})
    guest_claimed.send(app, guest_id=guest_id, user_id=user_id)
    remove_guest(guest_id)


def remove_guest(guest_id: int) -> None:
    """Delete the guest with every answer, and let this browser forget them."""
    guest = guest_of_browser()
    if guest is not None and guest.id == guest_id:
        forget_guest()
    db.session.flush()
    connection().execute(delete(User).where(User.id == guest_id, User.is_guest))
    db.session.expire_all()


def forget_guest() -> None:
    """This browser's guest is a member now, or gone; whoever comes next gets another name."""
    for name in (GUEST, DEVICE_ZONE, "csrf_token"):
        session.pop(name, None)
    forget()


def delete_account(user_id: int) -> None:
    """Delete a person. The database deletes or anonymises each row that names them."""
    db.session.flush()
    connection().execute(delete(User).where(User.id == user_id))
    db.session.expire_all()
    forget()


def _role(name: str) -> Role:
    found = db.session.scalar(select(Role).where(Role.name == name))
    return found or Role(name=name)


def _make_guest(now: datetime, time_zone: str) -> int:
    uniquifier = _uniquifier_of_browser()
    values = {
        "name": "",
        "is_guest": True,
        "active": True,
        "created_at": now,
        "fs_uniquifier": uniquifier,
        "time_zone": time_zones.known(time_zone),
    }
    connection().execute(_INSERT[connection().dialect.name], values)
    guest_id: int = connection().execute(_ID, {"uniquifier": uniquifier}).scalar_one()
    session[GUEST] = uniquifier
    session.permanent = True
    forget()
    return guest_id


def _uniquifier_of_browser() -> str:
    """The same for two requests of one browser, so that a double press makes one guest."""
    secret = session.get("csrf_token") or uuid4().hex
    return hashlib.sha256(f"guest {secret}".encode()).hexdigest()[:32]


def _renew_cookie(now: datetime) -> None:
    """Once a month the session is written, so that its cookie ends 400 days from then."""
    month = f"{now:%Y-%m}"
    if session.get(RENEWED) != month:
        session[RENEWED] = month


def _notice_device_zone(person: Visitor, zone: str) -> None:
    if zone == person.time_zone:
        session.pop(DEVICE_ZONE, None)
    elif zone and session.get(DEVICE_ZONE) != zone and time_zones.is_known(zone):
        session[DEVICE_ZONE] = zone


_INSERT = insert_once(User.__table__)  # type: ignore[arg-type]
_ID = select(User.id).where(User.fs_uniquifier == bindparam("uniquifier"), User.is_guest)
_LOCK = select(User.id).where(User.id == bindparam("id")).with_for_update()
_TURN = select(User.id).where(User.id == bindparam("id")).with_for_update(key_share=True)
_CREDENTIALS = select(User.id, User.password).where(User.email == bindparam("address"), User.active)
