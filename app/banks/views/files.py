"""Banks that begin, banks as a zip: out, and in after a look at what would change."""

from typing import cast

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.banks import queries
from app.banks.archive import BadArchive, pack, unpack
from app.banks.forms import NewBankForm, UploadForm
from app.banks.models import Bank
from app.banks.operations import folder_of, loading
from app.banks.operations.drafts import NotReleased
from app.banks.operations.loading import ChangedSince, Inside
from app.banks.views.blueprint import blueprint
from app.core.generation import BadArticle, BadRelease, BadSource, Finding
from app.db import db, reading
from app.web import clock
from app.web.limits import limiter
from app.web.translate import gettext, translated
from app.web.visitor import visitor

UNREADABLE = (BadArchive, BadArticle, BadRelease)
UPLOADS = "30 per hour"
MOST_PROBLEMS = 20


@blueprint.get("/banks/new")
def new_bank() -> str:
    return _new_page(NewBankForm(formdata=None))


@blueprint.post("/banks/new")
@limiter.limit(UPLOADS)
def create_bank() -> ResponseReturnValue:
    form = NewBankForm()
    if not form.validate():
        return _new_page(form), 422
    try:
        bank = loading.create_bank(form.begun(), owner_id=_person_id(), now=clock.now())
    except BadSource as bad:
        for problem in bad.problems:
            field = problem.field.rpartition(".")[2]
            name = field if field in form else "name"
            form[name].errors = [f"{problem.reason} {problem.mend}"]
        return _new_page(form), 422
    flash(gettext("The bank is there. Write its first fact."), "status")
    return redirect(url_for(".new_fact", bank_uid=bank.uid), 303)


@blueprint.get("/banks/<bank_uid>/download")
def download(bank_uid: str) -> Response:
    bank = queries.visible_bank(visitor(), bank_uid)
    texts = folder_of(bank) or abort(404)
    return Response(
        pack(texts),
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{bank.uid}.zip"'},
    )


@blueprint.get("/banks/new/upload")
def new_upload() -> str:
    """What the zip that was sent would become as a bank of its own."""
    return _upload_page(None)


@blueprint.post("/banks/new/upload")
@limiter.limit(UPLOADS)
def send_new_upload() -> ResponseReturnValue:
    return _send(None)


@blueprint.post("/banks/new/upload/release")
@limiter.limit(UPLOADS)
def load_new_upload() -> ResponseReturnValue:
    return _load(None)


@blueprint.get("/banks/<bank_uid>/upload")
def upload(bank_uid: str) -> str:
    """What the zip that was sent would change in the bank."""
    return _upload_page(queries.kept_bank(visitor(), bank_uid))


@blueprint.post("/banks/<bank_uid>/upload")
@limiter.limit(UPLOADS)
def send_upload(bank_uid: str) -> ResponseReturnValue:
    return _send(queries.kept_bank(visitor(), bank_uid))


@blueprint.post("/banks/<bank_uid>/upload/release")
@limiter.limit(UPLOADS)
def load_upload(bank_uid: str) -> ResponseReturnValue:
    return _load(queries.kept_bank(visitor(), bank_uid))


def _person_id() -> int:
    return cast(int, visitor().id)


def _new_page(form: NewBankForm) -> str:
    return render_template("banks/new-bank.html", form=form, upload=UploadForm(formdata=None))


def _send(into: Bank | None) -> ResponseReturnValue:
    """Keep the files until the person has seen what they would do."""
    form = UploadForm()
    sent = form.file.data
    if not form.validate() or not sent:
        form.file.errors = [gettext("Choose a zip file.")]
        return _upload_page(into, form), 422
    try:
        reading()
        texts = unpack(sent.stream)
        loading.look_inside(texts, into=into)
    except BadSource as bad:
        form.file.errors = [str(each) for each in bad.problems[:MOST_PROBLEMS]]
    except UNREADABLE as bad:
        form.file.errors = [str(bad)]
    if form.file.errors:
        return _upload_page(into, form), 422
    db.session.rollback()
    loading.keep_upload(_person_id(), texts, into=into, now=clock.now())
    return redirect(_here(into), 303)


def _here(into: Bank | None) -> str:
    return url_for(".upload", bank_uid=into.uid) if into else url_for(".new_upload")


def _load(into: Bank | None) -> ResponseReturnValue:
    reading()
    inside = _inside(into)
    if inside is None:
        return redirect(_here(into), 303)
    db.session.rollback()
    try:
        loading.load(inside, owner_id=_person_id(), now=clock.now())
    except NotReleased:
        return _upload_page(into), 422
    except ChangedSince:
        return redirect(_here(into), 303)
    loading.drop_upload(_person_id())
    flash(gettext("The bank is loaded."), "status")
    return redirect(url_for(".show", bank_uid=inside.texts.source.bank.id), 303)


def _inside(into: Bank | None) -> Inside | None:
    texts = loading.kept_upload(_person_id(), into=into)
    return loading.look_inside(texts, into=into) if texts else None


def _upload_page(into: Bank | None, form: UploadForm | None = None) -> str:
    inside = None if form else _inside(into)
    return render_template(
        "banks/upload.html",
        bank=into,
        form=form or UploadForm(formdata=None),
        inside=inside,
        errors=[_words(each) for each in inside.errors] if inside else [],
        warnings=len(inside.warnings) if inside else 0,
    )


def _words(found: Finding) -> str:
    return f"{found.where}: {translated(found.message)} {translated(found.mend)}"
