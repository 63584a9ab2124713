"""What proves a person beside the passphrase: codes of an app, and passkeys."""

from typing import Any

from flask_security import Totp, UserMixin, WebauthnUtil
from segno import make_qr
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)


class Codes(Totp):
    """Six digits of an authenticator app, each taken once."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        counter: int | None = getattr(user, "tf_last_counter", None)
        return counter

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        user.tf_last_counter = tmatch.counter  # type: ignore[attr-defined]

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The picture as a data address."""
        picture = make_qr(self.get_totp_uri(username, totp))
        return picture.svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


class Passkeys(WebauthnUtil):
    """Passkeys open an account alone: the device finds them and asks who holds it."""

    def authenticator_selection(
        self, user: UserMixin, usage: str
    ) -> AuthenticatorSelectionCriteria:
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )

    def user_verification(
        self, user: UserMixin | None, usage: list[str]
    ) -> UserVerificationRequirement:
        return UserVerificationRequirement.REQUIRED
