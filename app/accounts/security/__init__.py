"""Flask-Security as we use it: its views and tokens; our forms, pages, words and transactions."""

from flask import Flask, request
from flask_security import Security
from werkzeug.exceptions import UnsupportedMediaType

from app.accounts import forms
from app.accounts.mail import Mail
from app.accounts.security import config, hooks, limits
from app.accounts.security.datastore import Datastore
from app.accounts.security.factors import Codes, Passkeys


def init_app(app: Flask) -> None:
    app.config.from_mapping(config.security_config(app.config["FACTDECK"]))
    security = Security(
        app,
        Datastore(),
        login_form=forms.SignInForm,
        register_form=forms.RegisterForm,
        forgot_password_form=forms.ForgottenForm,
        reset_password_form=forms.NewPassphraseForm,
        change_password_form=forms.ChangePassphraseForm,
        verify_form=forms.VerifyForm,
        two_factor_setup_form=forms.FactorForm,
        two_factor_rescue_form=forms.RescueForm,
        two_factor_verify_code_form=forms.CodeForm,
        mf_recovery_form=forms.RecoveryForm,
        wan_register_form=forms.PasskeyForm,
        wan_register_response_form=forms.PasskeyAnswerForm,
        mail_util_cls=Mail,
        totp_cls=Codes,
        webauthn_util_cls=Passkeys,
        render_template=hooks.render,
    )
    # Its JSON would hand out tokens that open the account without a cookie. We have no use for it.
    security.want_json(lambda _request: False)
    app.before_request(_read_forms_only)
    _read_nobody_unasked(app, security)
    hooks.init_app(app)
    limits.init_app(app)
    app.add_template_global(forms.registration_is_open)


def _read_forms_only() -> None:
    """Its forms take JSON too, of any shape, and break on what no form field can hold."""
    if request.blueprint == "security" and request.is_json:
        raise UnsupportedMediaType


def _read_nobody_unasked(app: Flask, security: Security) -> None:
    """Principal and Flask-Login would load the person for every request and every page.

    We set no remember cookie, and looking for one reads the session of every file sent.
    """
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    processors = app.template_context_processors[None]
    processors[:] = [one for one in processors if one.__name__ != "_user_context_processor"]
    app.after_request_funcs[None].remove(security.login_manager._update_remember_cookie)
