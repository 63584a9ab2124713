"""What people send about themselves. Forms for Flask-Security's views keep the names it reads."""

from collections.abc import Iterable
from typing import Any

from flask import current_app, request
from flask_security import hash_password
from flask_security.forms import (
    EmailValidation,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
)
from flask_security.recovery_codes import MfRecoveryForm
from flask_security.utils import verify_password
from flask_security.webauthn import WebAuthnRegisterForm, WebAuthnRegisterResponseForm
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf, Length

from app.accounts import operations, passphrases, queries, time_zones
from app.accounts.models import User
from app.accounts.passphrases import Weakness
from app.web import words
from app.web.bounds import without_nul
from app.web.forms import AppForm, at_most, needed
from app.web.redirects import own_page
from app.web.translate import gettext, lazy_gettext

LONGEST_ADDRESS = 255
LONGEST_NAME = 200
THEMES = (
    SelectChoice("device", lazy_gettext("As the device")),
    SelectChoice("light", lazy_gettext("Light")),
    SelectChoice("dark", lazy_gettext("Dark")),
)
LANGUAGES = {"en": "English", "fr": "Français"}
JOIN, LEAVE = "join", "leave"
USE, KEEP = "use", "keep"


def explained(weakness: Weakness, passphrase: str) -> str:
    """What to do about a refused passphrase."""
    return {
        Weakness.TOO_SHORT: gettext(
            "%(number)d of 15 characters; a few words are fine.", number=len(passphrase)
        ),
        Weakness.TOO_LONG: gettext("Use 1000 characters or fewer."),
        Weakness.COMMON: gettext("This passphrase is on lists of stolen ones. Choose another."),
        Weakness.REPEATS: gettext("This passphrase repeats itself. Choose another."),
        Weakness.PERSONAL: gettext(
            "This passphrase is little more than your address, your name or ours. Choose another."
        ),
    }[weakness]


def accept_passphrase(field: Field, own: Iterable[str]) -> bool:
    """Say on the field why its passphrase is refused, or keep it in its one spelling."""
    passphrase = passphrases.normalised(field.data or "")
    weakness = passphrases.weakness(passphrase, own)
    if weakness:
        field.errors = [explained(weakness, passphrase)]
    else:
        field.data = passphrase
    return weakness is None


def refuse(field: Field, message: str) -> bool:
    field.errors = [message]
    return False


def own_words(user: User) -> tuple[str, ...]:
    return (user.email or "", user.name)


class WithNext(AppForm):
    """Goes back to where the person was."""

    next = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.next.data = own_page(self.next.data or request.args.get("next", ""), "")


class WithAddress(AppForm):
    email = EmailField(
        lazy_gettext("Address"),
        [
            needed(lazy_gettext("Write an address, such as awa@example.org.")),
            at_most(LONGEST_ADDRESS),
            EmailValidation(),
        ],
        render_kw={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"},
    )


class SignInForm(WithAddress, WithNext):
    """Fails with the same words whatever was wrong, and takes as long."""

    password = PasswordField(
        lazy_gettext("Passphrase"), [needed(""), Length(max=passphrases.LONGEST)]
    )
    user: User | None = None
    requires_confirmation = False

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        passphrase = passphrases.normalised(self.password.data or "")
        self.user = operations.person_by_passphrase(self.email.data or "", passphrase)
        return self.user is not None or refuse(self.password, "no match")


class RegisterForm(WithAddress, WithNext):
    """An address and a passphrase, nothing else."""

    password = PasswordField(lazy_gettext("Passphrase"))
    time_zone = HiddenField()
    user: User | None = None
    # Flask-Security answers a known address with an e-mail; we let the person sign in on the spot.
    existing_email_user = existing_username_user = None
    is_known = False

    @property
    def wants_passkey(self) -> bool:
        """No passphrase: a passkey is made next."""
        return request.form.get("instead") == "passkey"

    def validate(self, extra_validators: Any = None) -> bool:
        if not registration_is_open():
            self.form_errors = [gettext("Registration is closed on this server.")]
            return False
        is_good = bool(super().validate(extra_validators))
        if is_good and queries.user_by_address(self.email.data or ""):
            self.is_known = True
            return refuse(self.email, gettext("This address has an account. Sign in with it."))
        if self.wants_passkey:
            return is_good
        return accept_passphrase(self.password, [self.email.data or ""]) and is_good

    def to_dict(self, only_user: bool) -> dict[str, Any]:
        """What the account is made of, as Flask-Security asks for it."""
        return {
            "email": self.email.data,
            "password": None if self.wants_passkey else self.password.data,
            "time_zone": time_zones.known(self.time_zone.data or ""),
        }


class ForgottenForm(WithAddress):
    """Asks for a reset link. Known and unknown addresses get the same words at the same pace."""

    user: User | None = None
    requires_confirmation = False

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            # Flask-Security hides what is said on the field, since it could tell who is known.
            self.form_errors = list(self.email.errors)
            return False
        found = queries.user_by_address(self.email.data or "")
        if found is None or not found.active:
            return refuse(self.email, "unknown")
        self.user = found
        hash_password("as long as Flask-Security takes for an unknown address")
        return True


class NewPassphraseForm(AppForm):
    """Sets a passphrase by a reset link; the view says whose."""

    password = PasswordField(lazy_gettext("New passphrase"))
    user: User

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and accept_passphrase(
            self.password, own_words(self.user)
        )


class ChangePassphraseForm(AppForm):
    password = PasswordField(lazy_gettext("Passphrase now"))
    new_password = PasswordField(lazy_gettext("New passphrase"))

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        person = queries.signed_in()
        if person.password and not is_own_passphrase(self.password, person):
            return False
        if not accept_passphrase(self.new_password, own_words(person)):
            return False
        if person.password and self.new_password.data == self.password.data:
            return refuse(self.new_password, gettext("This is your passphrase now."))
        return True


class VerifyForm(WithNext):
    """The person at this device is still the one who signed in."""

    password = PasswordField(lazy_gettext("Passphrase"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and is_own_passphrase(self.password, self.user)


def is_own_passphrase(field: Field, user: User) -> bool:
    field.data = passphrases.normalised((field.data or "")[: passphrases.LONGEST])
    if user.password and verify_password(field.data, user.password):
        return True
    return refuse(field, gettext("This is not your passphrase."))


class FactorForm(TwoFactorSetupForm):
    """Sets the second factor up, or turns it off."""

    setup = RadioField(choices=(SelectChoice("authenticator"), SelectChoice("disable")))


class RescueForm(TwoFactorRescueForm):
    """We offer recovery codes by a link; Flask-Security builds its form all the same."""

    help_setup = RadioField(choices=())


class CodeForm(TwoFactorVerifyCodeForm):
    """The six digits of an authenticator app."""

    code = StringField(
        lazy_gettext("Code"), [needed(lazy_gettext("Write the 6 digits your app shows."))]
    )


class RecoveryForm(MfRecoveryForm):
    code = StringField(
        lazy_gettext("Recovery code"),
        [needed(lazy_gettext("Write one of the codes you kept, such as 1a2b-3c4d-5e6f."))],
        filters=[lambda code: code.strip().lower() if code else code],
    )


class PasskeyForm(WebAuthnRegisterForm):
    """Names a passkey. All of ours open an account alone: the device asks who holds it."""

    name = StringField(
        lazy_gettext("Name"),
        [needed(lazy_gettext("Write a name, such as “My phone”.")), at_most(64)],
        filters=[without_nul],
    )
    usage = RadioField(choices=(SelectChoice("first"),))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usage.data = "first"


class PasskeyAnswerForm(WebAuthnRegisterResponseForm):
    """What the device answered. Its extensions are of no use to us and are not kept."""

    def validate(self, **kwargs: Any) -> bool:
        is_good = bool(super().validate(**kwargs))
        self.extensions = ""
        return is_good


class NameForm(AppForm):
    name = StringField(
        lazy_gettext("Name"),
        [at_most(LONGEST_NAME)],
        filters=[lambda name: " ".join(name.split()) if name else ""],
        render_kw={"autocomplete": "name"},
    )


class AddressForm(WithAddress):
    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        holder = queries.user_by_address(self.email.data or "")
        if holder is not None and holder.id != queries.signed_in().id:
            return refuse(self.email, gettext("This address has an account of its own."))
        return True


class LookForm(AppForm):
    theme = RadioField(lazy_gettext("Theme"), choices=THEMES)
    locale = SelectField(lazy_gettext("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [SelectChoice(tag, LANGUAGES.get(tag, tag)) for tag in words.languages()]
        self.locale.choices = [SelectChoice("", gettext("As the device")), *known]

    @property
    def has_languages(self) -> bool:
        """Is there a choice at all?"""
        return len(words.languages()) > 1


class KeysForm(AppForm):
    shortcuts = BooleanField(lazy_gettext("Single keys act in study and quiz"))


class HistoriesForm(WithNext):
    choice = RadioField(
        lazy_gettext("What becomes of this device’s answers?"),
        choices=(
            SelectChoice(JOIN, lazy_gettext("Add them together")),
            SelectChoice(LEAVE, lazy_gettext("Leave this device’s answers out")),
        ),
        default=JOIN,
    )


class ZoneForm(WithNext):
    time_zone = HiddenField(validators=[AnyOf(time_zones.all_known(), "")])
    answer = HiddenField(validators=[AnyOf((USE, KEEP))])


class DeletionForm(WithAddress):
    """The address is typed again, so that nobody deletes an account by a slip."""

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.email.data != queries.signed_in().email:
            return refuse(self.email, gettext("This is not the address of this account."))
        return True


def registration_is_open() -> bool:
    return bool(current_app.config["FACTDECK"].registration == "open")
