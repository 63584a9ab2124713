"""People: a guest is a person too, without an address."""

from datetime import datetime
from typing import Any

from flask_security import AsaList, RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, LargeBinary, String, Table
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base

# Flask-Security's type leaves it unsaid, and SQLAlchemy then warns and compiles each time.
AsaList.cache_ok = True

user_role = Table(
    "user_role",
    Base.metadata,
    Column("user_id", ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("role.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Base, RoleMixin):
    """learner, instructor or admin."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


class User(Base, UserMixin):
    """A person: a guest named by their browser's session, or a member with an address."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("is_guest OR email IS NOT NULL", name="member_has_email"),
        CheckConstraint("rollover_hour BETWEEN 0 AND 23", name="rollover_hour"),
        CheckConstraint("theme IN ('device', 'light', 'dark')", name="theme"),
        # A removed guest's number is never given again: an old cookie may still name it.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # A guest has no address, which Flask-Security's own type does not foresee.
    email: Mapped[str | None] = mapped_column(String(255), unique=True)  # type: ignore[assignment]
    name: Mapped[str] = mapped_column(String(200), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    is_guest: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(64), unique=True
    )
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    # The time step of the last code taken, so that an overheard code opens nothing.
    tf_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))

    locale: Mapped[str] = mapped_column(String(10), default="")
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    # The device's zone the person was asked about and declined, so that it is asked once.
    declined_time_zone: Mapped[str] = mapped_column(String(64), default="")
    rollover_hour: Mapped[int] = mapped_column(default=4)
    theme: Mapped[str] = mapped_column(String(10), default="device")
    four_buttons: Mapped[bool] = mapped_column(default=False)
    shortcuts: Mapped[bool] = mapped_column(default=True)
    type_short_answers: Mapped[bool] = mapped_column(default=False)

    roles: Mapped[list[RoleMixin]] = relationship("Role", secondary=user_role)
    webauthn: Mapped[list[WebAuthnMixin]] = relationship(
        "WebAuthn", back_populates="user", cascade="all, delete-orphan"
    )


class WebAuthn(Base, WebAuthnMixin):
    """A passkey."""

    __tablename__ = "webauthn"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    extensions: Mapped[str | None] = mapped_column(String(255))
    lastuse_datetime: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))

    user: Mapped[User] = relationship("User", back_populates="webauthn")

    def get_user_mapping(self) -> dict[str, Any]:
        return {"id": self.user_id}
