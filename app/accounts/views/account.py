"""The account: name, address, and what keeps it safe."""

from flask.typing import ResponseReturnValue
from flask_security import login_user
from flask_security.utils import send_mail

from app.accounts import operations, queries
from app.accounts.forms import AddressForm, NameForm
from app.accounts.mail import sends_mail
from app.accounts.security.config import MOVED_SUBJECT
from app.accounts.views.blueprint import blueprint, done, fresh, page
from app.web.limits import is_refused, limiter
from app.web.translate import gettext
from app.web.visitor import visitor


@blueprint.get("/settings/account")
def account() -> ResponseReturnValue:
    if visitor().is_guest:
        return page("guest", answers=queries.answers_of(queries.known_id()))
    user = queries.signed_in()
    return page("account", NameForm(obj=user), user=user)


@blueprint.post("/settings/account/name")
def change_name() -> ResponseReturnValue:
    form = NameForm()
    if not form.validate_on_submit():
        return page("account", form, user=queries.signed_in())
    operations.change_settings(queries.known_id(), name=form.name.data)
    return done(gettext("Saved."), "accounts.account")


@blueprint.route("/settings/account/address", methods=["GET", "POST"])
@limiter.limit("10 per 15 minutes", methods=["POST"], deduct_when=is_refused)
@fresh
def change_address() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        return page("address", form, user=queries.signed_in())
    user = queries.signed_in()
    if sends_mail():
        send_mail(MOVED_SUBJECT, user.email or "", "accounts/mail/moved")
    operations.change_address(user, form.email.data or "")
    login_user(user, authn_via=["change"])
    return done(
        gettext("Your address is changed. Sign in with it from now on."), "accounts.account"
    )


@blueprint.post("/settings/account/sessions/ending")
def sign_out_elsewhere() -> ResponseReturnValue:
    user = queries.signed_in()
    operations.sign_out_everywhere(user)
    login_user(user, authn_via=["change"])
    return done(gettext("All other devices are signed out."), "accounts.account")
