"""A part of a bank that a keeper changed or removed, kept as a draft."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.banks.editor.comparing import differences
from app.banks.forms import BankForm, FactForm, NameForm
from app.banks.models import Bank
from app.banks.operations import drafts
from app.banks.operations.drafts import Changed
from app.banks.operations.working import Part, Table
from app.web import clock
from app.web.errors import ChangedMeanwhile
from app.web.translate import gettext
from app.web.visitor import visitor


def save(
    bank: Bank, part: Part, table: Table, form: BankForm | FactForm | NameForm, url: str
) -> None:
    """Raise ChangedMeanwhile where somebody else saved it since the form was shown; it is
    written again at `url`.
    """
    version, by = form.version.data or 0, visitor().id
    try:
        drafts.save_draft(bank, part.part, part.key, table, version=version, by=by, now=clock.now())
    except Changed as changed:
        theirs = changed.theirs
        raise ChangedMeanwhile(
            differences(table, theirs.written or {}, type(form)(formdata=None)),
            version=str(theirs.version),
            url=url,
        ) from changed


def remove(bank: Bank, part: Part) -> ResponseReturnValue:
    drafts.save_draft(
        bank, part.part, part.key, None, version=part.version, by=visitor().id, now=clock.now()
    )
    flash(gettext("It goes with the next release. Until then it can be brought back."), "status")
    return redirect(url_for(".release", bank_uid=bank.uid), 303)
