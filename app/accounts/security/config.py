"""What Flask-Security is told: which of its views exist, where, with which pages and words."""

from datetime import timedelta
from typing import Any

from flask_security import uia_email_mapper
from flask_security.utils import aware_utcnow

from app.accounts.mail import sender
from app.settings import Settings
from app.web.words import TRANSLATIONS

A_LONG_TIME = timedelta(days=400)
FORGOTTEN_PAGE = "accounts/forgotten.html"
STATUS, WRONG = "status", "wrong"


def _(words: str) -> str:
    """Marks words for the catalogue; Flask-Security looks them up when it says them."""
    return words


def security_config(settings: Settings) -> dict[str, Any]:
    sends_mail = bool(settings.smtp_url)
    address = {"mapper": uia_email_mapper, "case_insensitive": False}
    return {
        "PERMANENT_SESSION_LIFETIME": A_LONG_TIME,
        # Else every answer sets the cookie anew, and no browser keeps what varies by it.
        "SESSION_REFRESH_EACH_REQUEST": False,
        **_prefixed(SWITCHES | ADDRESSES | PAGES | SUBJECTS),
        **{f"SECURITY_MSG_{name}": words for name, words in MESSAGES.items()},
        "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"email": address}],
        "SECURITY_EMAIL_SENDER": sender(settings.mail_from, settings.public_url),
        "SECURITY_SEND_PASSWORD_RESET_EMAIL": sends_mail,
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": sends_mail,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": sends_mail,
    }


def _prefixed(values: dict[str, Any]) -> dict[str, Any]:
    return {f"SECURITY_{name}": value for name, value in values.items()}


SWITCHES = {
    "STATIC_FOLDER": None,
    "CLI_USERS_NAME": None,
    "CLI_ROLES_NAME": None,
    "REGISTERABLE": True,
    "RECOVERABLE": True,
    "CHANGEABLE": True,
    "TWO_FACTOR": True,
    "MULTI_FACTOR_RECOVERY_CODES": True,
    "WEBAUTHN": True,
    "API_ENABLED_METHODS": ["session"],
    "RETURN_GENERIC_RESPONSES": True,
    "DATETIME_FACTORY": aware_utcnow,
    "I18N_DOMAIN": "messages",
    "I18N_DIRNAME": [str(TRANSLATIONS)],
    # Passphrases: argon2id at the cost OWASP gives (19 MiB, 2 passes).
    "PASSWORD_HASH": "argon2",
    "PASSWORD_SCHEMES": ["argon2"],
    "PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__time_cost": 2,
        "argon2__memory_cost": 19456,
        "argon2__parallelism": 1,
    },
    "PASSWORD_CONFIRM_REQUIRED": False,
    # A reset link carries a digest of the hash; its default takes half a second, and so tells
    # who is known.
    "HASHING_SCHEMES": ["hex_sha256"],
    "DEPRECATED_HASHING_SCHEMES": [],
    "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "EMAIL_HTML": False,
    "SEND_REGISTER_EMAIL": False,
    # Whoever has not just signed in confirms it before touching what keeps the account safe.
    "FRESHNESS": timedelta(hours=1),
    "FRESHNESS_GRACE_PERIOD": timedelta(minutes=15),
    "TOTP_ISSUER": "Factdeck",
    "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "TWO_FACTOR_IMPLEMENTATIONS": {"code": "flask_security.twofactor.CodeTfPlugin"},
    "TWO_FACTOR_RESCUE_EMAIL": False,
    "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
    "WAN_RP_NAME": "Factdeck",
    "WAN_ALLOW_USER_HINTS": False,
    "WAN_ALLOW_AS_VERIFY": ["first"],
    "WAN_NAME_ALLOWED_CHARS": None,
}

ADDRESSES = {
    "LOGIN_URL": "/sign-in",
    "LOGOUT_URL": "/sign-out",
    "REGISTER_URL": "/register",
    "RESET_URL": "/reset",
    "VERIFY_URL": "/verify",
    "TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
    "TWO_FACTOR_RESCUE_URL": "/sign-in/rescue",
    "TWO_FACTOR_SELECT_URL": "/sign-in/factor",
    "MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery",
    "WAN_SIGNIN_URL": "/sign-in/passkey",
    "WAN_VERIFY_URL": "/verify/passkey",
    "CHANGE_URL": "/settings/account/passphrase",
    "TWO_FACTOR_SETUP_URL": "/settings/account/second-factor",
    "MULTI_FACTOR_RECOVERY_CODES_URL": "/settings/account/recovery-codes",
    "WAN_REGISTER_URL": "/settings/account/passkeys",
    "WAN_DELETE_URL": "/settings/account/passkeys/removal",
    "POST_CHANGE_VIEW": "accounts.account",
}

PAGES = {
    "LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "REGISTER_USER_TEMPLATE": "accounts/register.html",
    "FORGOT_PASSWORD_TEMPLATE": FORGOTTEN_PAGE,
    "RESET_PASSWORD_TEMPLATE": "accounts/new_passphrase.html",
    "CHANGE_PASSWORD_TEMPLATE": "accounts/change_passphrase.html",
    "VERIFY_TEMPLATE": "accounts/verify.html",
    "TWO_FACTOR_SETUP_TEMPLATE": "accounts/second_factor.html",
    "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "accounts/code.html",
    "TWO_FACTOR_SELECT_TEMPLATE": "accounts/code.html",
    "MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "accounts/recovery_codes.html",
    "MULTI_FACTOR_RECOVERY_TEMPLATE": "accounts/recovery.html",
    "WAN_REGISTER_TEMPLATE": "accounts/passkeys.html",
    "WAN_SIGNIN_TEMPLATE": "accounts/passkey.html",
    "WAN_VERIFY_TEMPLATE": "accounts/passkey.html",
    "EMAIL_TEMPLATE_PASSWORD_RESET": "accounts/mail/reset",
    "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "accounts/mail/changed",
    "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "accounts/mail/changed",
}

SUBJECTS = {
    "EMAIL_SUBJECT_PASSWORD_RESET": _("A new passphrase for Factdeck"),
    "EMAIL_SUBJECT_PASSWORD_NOTICE": _("Your Factdeck passphrase was changed"),
    "EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": _("Your Factdeck passphrase was changed"),
}
MOVED_SUBJECT = _("Your Factdeck account has another address now")

MESSAGES = {
    "GENERIC_AUTHN_FAILED": (_("Address and passphrase do not match."), WRONG),
    "INVALID_EMAIL_ADDRESS": (_("Write an address, such as awa@example.org."), WRONG),
    "PASSWORD_RESET_REQUEST": (
        _("If this address has an account, a link is on its way."),
        STATUS,
    ),
    "PASSWORD_RESET_EXPIRED": (_("This link is too old. Ask for a new one."), WRONG),
    "INVALID_RESET_PASSWORD_TOKEN": (
        _("This link is used up or incomplete. Ask for a new one."),
        WRONG,
    ),
    "PASSWORD_RESET_NO_LOGIN": (_("Your passphrase is set. Sign in with it."), STATUS),
    "PASSWORD_CHANGE": (
        _("Your passphrase is changed. Other devices are signed out."),
        STATUS,
    ),
    "UNAUTHENTICATED": (_("Sign in to go on."), STATUS),
    "REAUTHENTICATION_REQUIRED": (_("Confirm that it is you."), STATUS),
    "REAUTHENTICATION_SUCCESSFUL": (_("Confirmed."), STATUS),
    "ANONYMOUS_USER_REQUIRED": (_("You are signed in already."), STATUS),
    "API_ERROR": (_("This did not arrive whole. Try again."), WRONG),
    "INVALID_INPUT": (_("Write a name, such as “My phone”."), WRONG),
    "TWO_FACTOR_INVALID_TOKEN": (
        _("This code is not right or too old. Write the newest one."),
        WRONG,
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_("You are signed in."), STATUS),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (_("The second factor is on."), STATUS),
    "TWO_FACTOR_PERMISSION_DENIED": (_("Sign in with your passphrase first."), WRONG),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_("Choose one of these."), WRONG),
    "TWO_FACTOR_DISABLED": (_("The second factor is off."), STATUS),
    "TWO_FACTOR_SETUP_EXPIRED": (_("That took too long. Start again."), WRONG),
    "INVALID_RECOVERY_CODE": (_("This code is not right or used up."), WRONG),
    "NO_RECOVERY_CODES_SETUP": (_("There are no recovery codes yet."), WRONG),
    "WEBAUTHN_EXPIRED": (_("That took too long. Start again."), WRONG),
    "WEBAUTHN_NAME_INUSE": (_("You have a passkey of this name."), WRONG),
    "WEBAUTHN_NAME_NOT_FOUND": (_("There is no passkey of this name."), WRONG),
    "WEBAUTHN_CREDENTIAL_DELETED": (_("The passkey %(name)s is removed."), STATUS),
    "WEBAUTHN_REGISTER_SUCCESSFUL": (_("The passkey %(name)s is added."), STATUS),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": (_("This passkey is added already."), WRONG),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (
        _("This passkey is not known here. Sign in with your passphrase."),
        WRONG,
    ),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (
        _("This passkey is not known here. Sign in with your passphrase."),
        WRONG,
    ),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (
        _("This passkey is not known here. Sign in with your passphrase."),
        WRONG,
    ),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (_("This passkey belongs to somebody else."), WRONG),
    "WEBAUTHN_NO_VERIFY": (_("The device did not confirm that it is you. Try again."), WRONG),
    "DISABLED_ACCOUNT": (_("Address and passphrase do not match."), WRONG),
}
