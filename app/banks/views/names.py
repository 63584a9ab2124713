"""The names of a bank: who and what its facts are about."""

from collections.abc import Iterator

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.banks import queries
from app.banks.editor.names import Names, new_id
from app.banks.forms import NameForm
from app.banks.models import Bank
from app.banks.operations import drafts
from app.banks.operations.working import Part, Table, working_copy
from app.banks.views.blueprint import blueprint, searched, tabs
from app.banks.views.saving import remove, save
from app.web.translate import gettext
from app.web.visitor import visitor


@blueprint.get("/banks/<bank_uid>/names")
def names(bank_uid: str) -> str:
    """Readers see who is who; keepers can change it."""
    person = visitor()
    bank = queries.visible_bank(person, bank_uid)
    is_keeper = queries.keeps(person, bank.id)
    search = searched()
    return render_template(
        "banks/names.html",
        bank=bank,
        search=search,
        groups=queries.name_groups(_tables(bank, is_keeper=is_keeper), search),
        is_keeper=is_keeper,
        tabs=tabs(bank, person, is_keeper=is_keeper),
    )


@blueprint.get("/banks/<bank_uid>/names/new")
def new_name(bank_uid: str) -> str:
    return _page(queries.kept_bank(visitor(), bank_uid), None, NameForm(formdata=None))


@blueprint.post("/banks/<bank_uid>/names/new")
def write_new_name(bank_uid: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    form = NameForm()
    tables = working_copy(bank).tables("entity")
    if form.validate() and Names(tables).find(form.name.data or ""):
        form.name.errors = [gettext("This bank has this name already.")]
    if form.errors:
        return _page(bank, None, form), 422
    entity_id = new_id(form.name.data or "", ["new", *(str(one.get("id")) for one in tables)])
    return _save(bank, Part("entity", entity_id, None), form)


@blueprint.get("/banks/<bank_uid>/names/<entity_id>/edit")
def edit_name(bank_uid: str, entity_id: str) -> str:
    bank = queries.kept_bank(visitor(), bank_uid)
    part = _part(bank, entity_id)
    return _page(bank, part, NameForm.of(part.written or part.released or {}, part.version))


@blueprint.post("/banks/<bank_uid>/names/<entity_id>/edit")
def write_name(bank_uid: str, entity_id: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    part, form = _part(bank, entity_id), NameForm()
    if not form.validate():
        return _page(bank, part, form), 422
    return _save(bank, part, form)


@blueprint.get("/banks/<bank_uid>/names/<entity_id>/removal")
def name_removal(bank_uid: str, entity_id: str) -> str:
    bank = queries.kept_bank(visitor(), bank_uid)
    return render_template("banks/name-removal.html", bank=bank, part=_part(bank, entity_id))


@blueprint.post("/banks/<bank_uid>/names/<entity_id>/removal")
def remove_name(bank_uid: str, entity_id: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    return remove(bank, _part(bank, entity_id))


@blueprint.post("/banks/<bank_uid>/names/<entity_id>/restoration")
def restore_name(bank_uid: str, entity_id: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    part = _part(bank, entity_id)
    drafts.discard_draft(bank, "entity", part.key)
    flash(gettext("The changes are taken back."), "status")
    return redirect(url_for(".names", bank_uid=bank.uid), 303)


def _tables(bank: Bank, *, is_keeper: bool) -> Iterator[tuple[Table, bool]]:
    """As released for readers, as drafted for keepers."""
    for (part, _), found in working_copy(bank).parts.items():
        table = (found.written or found.released) if is_keeper else found.released
        if part == "entity" and table:
            yield table, found.is_drafted


def _part(bank: Bank, entity_id: str) -> Part:
    part = working_copy(bank).part("entity", entity_id)
    return part if part.written or part.released or part.is_drafted else abort(404)


def _save(bank: Bank, part: Part, form: NameForm) -> ResponseReturnValue:
    again = url_for(".edit_name", bank_uid=bank.uid, entity_id=part.key)
    save(bank, part, form.table(part.key, part.written or {}), form, again)
    flash(gettext("Saved."), "status")
    return redirect(url_for(".names", bank_uid=bank.uid, _anchor=f"name-{part.key}"), 303)


def _page(bank: Bank, part: Part | None, form: NameForm) -> str:
    return render_template("banks/edit-name.html", bank=bank, part=part, form=form)
