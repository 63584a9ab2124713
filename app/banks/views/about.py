"""What a bank says of itself, changed by its keepers."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.banks import queries
from app.banks.forms import BankForm
from app.banks.models import Bank
from app.banks.operations.working import Part, working_copy
from app.banks.views.blueprint import blueprint
from app.banks.views.saving import save
from app.web.translate import gettext
from app.web.visitor import visitor


@blueprint.get("/banks/<bank_uid>/edit")
def edit_bank(bank_uid: str) -> str:
    bank = queries.kept_bank(visitor(), bank_uid)
    part = _part(bank)
    return _page(bank, part, BankForm.of(part.written or {}, part.version))


@blueprint.post("/banks/<bank_uid>/edit")
def write_bank(bank_uid: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    part, form = _part(bank), BankForm()
    if not form.validate():
        return _page(bank, part, form), 422
    again = url_for(".edit_bank", bank_uid=bank.uid)
    save(bank, part, form.table(part.written or {}), form, again)
    flash(gettext("Saved."), "status")
    return redirect(url_for(".release", bank_uid=bank.uid), 303)


def _part(bank: Bank) -> Part:
    return working_copy(bank).part("bank", "")


def _page(bank: Bank, part: Part, form: BankForm) -> str:
    return render_template("banks/edit-bank.html", bank=bank, part=part, form=form)
