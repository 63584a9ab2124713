"""What a bank says of itself, changed by its keepers."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.banks import queries
from app.banks.forms import BankForm
from app.banks.models import Bank
from app.banks.operations.working import Part, working_copy
from app.banks.views.blueprint import blueprint
from app.banks.views.saving import save
from app.web.translate import gettext, lazy_gettext
from app.web.visitor import visitor

VISIBILITIES = {
    "private": lazy_gettext("Only its keepers"),
    "link": lazy_gettext("Whoever has its address"),
    "public": lazy_gettext("Everyone; it stands in the list of banks"),
}


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


@blueprint.post("/banks/<bank_uid>/visibility")
def show_to(bank_uid: str) -> ResponseReturnValue:
    """Who sees the bank, at once: it says nothing of the bank that a release would have to tell."""
    bank = queries.kept_bank(visitor(), bank_uid)
    wanted = request.form.get("visibility", "")
    if wanted not in VISIBILITIES:
        abort(422)
    bank.visibility = wanted
    flash(gettext("Saved."), "status")
    return redirect(url_for(".edit_bank", bank_uid=bank.uid), 303)


def _part(bank: Bank) -> Part:
    return working_copy(bank).part("bank", "")


def _page(bank: Bank, part: Part, form: BankForm) -> str:
    options = [(name, str(words)) for name, words in VISIBILITIES.items()]
    return render_template(
        "banks/edit-bank.html", bank=bank, part=part, form=form, visibilities=options
    )
