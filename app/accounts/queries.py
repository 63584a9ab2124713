"""Reads about people: who asks, and what their settings say."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, session
from sqlalchemy import RowMapping, bindparam, func, select

from app.accounts import time_zones
from app.accounts.models import Role, User, user_role
from app.accounts.signals import answers_counted
from app.db import connection, db
from app.web.visitor import STRANGER, Visitor, visitor

# What the session calls this browser's guest: never a number, which another may be given.
GUEST = "guest"
DEVICE_ZONE = "device_time_zone"


@dataclass(frozen=True, slots=True)
class ZoneQuestion:
    """The device is elsewhere than the day it follows. Cities are for the two buttons."""

    device: str
    kept: str

    @property
    def device_city(self) -> str:
        return time_zones.city(self.device)

    @property
    def kept_city(self) -> str:
        return time_zones.city(self.kept)


@dataclass(frozen=True, slots=True)
class Histories:
    """A guest's answers on this device wait beside those of the account signed in."""

    guest_id: int
    here: int
    there: int


def visitor_of_request() -> Visitor:
    """Whom the session names, by one select; a stranger when it names nobody who exists."""
    if "_user_id" in session:
        member = (
            connection().execute(_MEMBER, {"uniquifier": session["_user_id"]}).mappings().first()
        )
        if member:
            return _visitor(member)
    if GUEST in session:
        guest = connection().execute(_GUEST, {"uniquifier": session[GUEST]}).mappings().first()
        if guest:
            return _visitor(guest)
    return STRANGER


def guest_of_browser() -> User | None:
    """The guest this browser's session holds, also while someone is signed in."""
    name = session.get(GUEST)
    if name is None:
        return None
    return db.session.scalar(select(User).where(User.fs_uniquifier == name, User.is_guest))


def known_id() -> int:
    """The id of the visitor, where the policy lets no stranger in."""
    known = visitor().id
    if known is None:
        raise LookupError("a stranger came where the policy lets none")
    return known


def histories_waiting() -> Histories | None:
    """What “Two histories” asks about, if someone is signed in beside a guest."""
    guest = guest_of_browser()
    if guest is None or not visitor().is_member:
        return None
    return Histories(guest.id, answers_of(guest.id), answers_of(known_id()))


def signed_in() -> User:
    """The member of this request as a row."""
    return db.session.get_one(User, known_id())


def user_by_id(user_id: int) -> User:
    return db.session.get_one(User, user_id)


def user_by_address(address: str) -> User | None:
    """`address` as normalised by the mail helper."""
    return db.session.scalar(select(User).where(User.email == address))


def answers_of(user_id: int) -> int:
    """How many answers this person has given, in the words of the features that hold them."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    return sum(number for _, number in answers_counted.send(app, user_id=user_id))


def answers_of_guest() -> int:
    """How many answers registering keeps."""
    return answers_of(known_id()) if visitor().is_guest else 0


def zone_question() -> ZoneQuestion | None:
    """Ask, once a change, whether the day should follow the device's zone."""
    device, person = session.get(DEVICE_ZONE, ""), visitor()
    if person.is_stranger or not device or device == person.time_zone:
        return None
    if connection().scalar(_DECLINED, {"id": person.id}) == device:
        return None
    return ZoneQuestion(device, person.time_zone)


def _visitor(person: RowMapping) -> Visitor:
    values: dict[str, Any] = {str(name): value for name, value in person.items()}
    name, address, roles = values.pop("name"), values.pop("email"), values.pop("roles")
    return Visitor(
        name=name or (address or "").partition("@")[0],
        roles=frozenset(roles.split(",")) if roles else frozenset(),
        **values,
    )


_ROLES = (
    select(func.aggregate_strings(Role.name, ","))
    .join(user_role, user_role.c.role_id == Role.id)
    .where(user_role.c.user_id == User.id)
    .scalar_subquery()
)
_PERSON = select(
    User.id,
    User.name,
    User.email,
    User.is_guest,
    User.locale,
    User.time_zone,
    User.rollover_hour,
    User.theme,
    User.four_buttons,
    User.shortcuts,
    User.type_short_answers,
    _ROLES.label("roles"),
)
_MEMBER = _PERSON.where(User.fs_uniquifier == bindparam("uniquifier"), User.active, ~User.is_guest)
_GUEST = _PERSON.where(User.fs_uniquifier == bindparam("uniquifier"), User.is_guest)
_DECLINED = select(User.declined_time_zone).where(User.id == bindparam("id"))
