"""The fact editor: every step is a form that works before any script."""

import re
from collections.abc import Iterable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.banks import queries
from app.banks.editor import preview, writing
from app.banks.editor.marks import Span
from app.banks.editor.names import Names, new_id
from app.banks.editor.preview import Preview
from app.banks.editor.writing import Writing
from app.banks.forms import FactForm, control_of
from app.banks.models import Bank
from app.banks.operations import drafts
from app.banks.operations.working import WorkingCopy, working_copy
from app.banks.views.blueprint import blueprint
from app.banks.views.saving import remove, save
from app.core.generation import Problem
from app.core.generation.source import EntityKind
from app.db import db
from app.web import clock
from app.web.bounds import without_nul
from app.web.limits import limiter
from app.web.translate import gettext, ngettext, translated
from app.web.visitor import visitor

LOOKS = "120 per minute"
SAVE, SHOW, MARK, WORD, REMOVE, NAME = "save", "show", "mark", "word", "remove", "name"
LONGEST_SEEN = 2_000
_THE = "the "
TOLD_OF = {"text": "slots", "speaker": "speaker"}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@blueprint.get("/banks/<bank_uid>/facts/new")
def new_fact(bank_uid: str) -> str:
    bank = queries.kept_bank(visitor(), bank_uid)
    return _page(bank, writing.opened(working_copy(bank), ""))


@blueprint.post("/banks/<bank_uid>/facts/new")
@limiter.limit(LOOKS)
def write_new_fact(bank_uid: str) -> ResponseReturnValue:
    return _step(queries.kept_bank(visitor(), bank_uid), "")


@blueprint.get("/banks/<bank_uid>/facts/<fact_id>/edit")
def edit_fact(bank_uid: str, fact_id: str) -> str:
    bank = queries.kept_bank(visitor(), bank_uid)
    copy = working_copy(bank)
    return _page(bank, writing.opened(copy, _known(bank, copy, fact_id)))


@blueprint.post("/banks/<bank_uid>/facts/<fact_id>/edit")
@limiter.limit(LOOKS)
def write_fact(bank_uid: str, fact_id: str) -> ResponseReturnValue:
    return _step(queries.kept_bank(visitor(), bank_uid), fact_id)


@blueprint.get("/banks/<bank_uid>/facts/<fact_id>/removal")
def removal(bank_uid: str, fact_id: str) -> str:
    bank = queries.kept_bank(visitor(), bank_uid)
    copy = working_copy(bank)
    known = _known(bank, copy, fact_id)
    return render_template("banks/removal.html", bank=bank, fact_id=known)


@blueprint.post("/banks/<bank_uid>/facts/<fact_id>/removal")
def remove_fact(bank_uid: str, fact_id: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    copy = working_copy(bank)
    return remove(bank, copy.part("fact", _known(bank, copy, fact_id)))


@blueprint.post("/banks/<bank_uid>/facts/<fact_id>/restoration")
def restore_fact(bank_uid: str, fact_id: str) -> ResponseReturnValue:
    """Back to what is released; a fact that never was goes."""
    bank = queries.kept_bank(visitor(), bank_uid)
    copy = working_copy(bank)
    if ("fact", fact_id) not in copy.parts:
        abort(404)
    is_released = copy.part("fact", fact_id).released is not None
    drafts.discard_draft(bank, "fact", fact_id)
    flash(gettext("The changes are taken back."), "status")
    back = url_for(".edit_fact", bank_uid=bank.uid, fact_id=fact_id)
    return redirect(back if is_released else url_for(".release", bank_uid=bank.uid), 303)


def _known(bank: Bank, copy: WorkingCopy, fact_id: str) -> str:
    """The id in the working copy of a fact that readers may know by an older one."""
    known = fact_id if ("fact", fact_id) in copy.parts else copy.id_of(f"{bank.uid}/{fact_id}")
    return known or abort(404)


def _step(bank: Bank, fact_id: str) -> ResponseReturnValue:
    copy = working_copy(bank)
    known = _known(bank, copy, fact_id) if fact_id else ""
    form = FactForm()
    now = _sent(copy, known, form)
    if not form.validate():
        return _page(bank, now, form), 422
    step, _, what = request.form.get("step", SHOW).partition(":")
    if step == SAVE:
        return _save(bank, now, form)
    if step != NAME:
        _let_go(bank)
    return _page(bank, _after(bank, now, step, what))


def _let_go(bank: Bank) -> None:
    """A look writes nothing: others may write while its questions are made."""
    db.session.expunge(bank)
    db.session.rollback()


def _sent(copy: WorkingCopy, fact_id: str, form: FactForm) -> Writing:
    fact = form.fact(Names(copy.tables("entity")))
    return Writing(copy, fact_id, fact, form.version.data or 0, Span.parse(form.first.data or ""))


def _after(bank: Bank, now: Writing, step: str, what: str) -> Writing:
    """The next look; a step that means nothing shows the questions."""
    seen = request.form.get("seen", "").replace("\r\n", " ").replace("\n", " ")[:LONGEST_SEEN]
    span = Span.parse(request.form.get("mark", "") if step == MARK else what)
    if step == MARK and span:
        return writing.marked(now, span)
    if step == WORD and span:
        return writing.pressed(now, span, seen)
    if step == REMOVE:
        return writing.unmarked(now, what)
    if step == NAME:
        return _with_name(bank, now, what)
    return now


def _with_name(bank: Bank, now: Writing, control: str) -> Writing:
    """The name that a row looks for in vain becomes one of the bank's."""
    asked_for = without_nul(request.form.get(control, "").strip())
    typed = now.names.unknown(asked_for).removeprefix("@")
    if not typed:
        return now
    has_article = typed.casefold().startswith(_THE)
    name = typed[len(_THE) :] if has_article else typed
    kinds = tuple(EntityKind)
    kind = request.form.get(f"{control}-kind", "")
    entity_id = new_id(name, ["new", *(str(one.get("id")) for one in now.copy.tables("entity"))])
    table = {
        "id": entity_id,
        "kind": kind if kind in kinds else EntityKind.CONCEPT.value,
        "name": name[:200],
        **({"the": True} if has_article else {}),
    }
    drafts.save_draft(bank, "entity", entity_id, table, version=0, by=visitor().id, now=clock.now())
    copy = working_copy(bank)
    again = _sent(copy, now.fact_id, FactForm())
    return Writing(copy, now.fact_id, again.fact, now.version, focus=control)


def _save(bank: Bank, now: Writing, form: FactForm) -> ResponseReturnValue:
    if _refused(now, form):
        return _page(bank, now, form), 422
    here = url_for(".edit_fact", bank_uid=bank.uid, fact_id=now.id)
    save(bank, now.copy.part("fact", now.id), now.table, form, here)
    shown = _preview(now)
    flash(f"{gettext('Saved.')} {_summary(shown) or _count(len(shown.problems))}", "status")
    return redirect(here, 303)


def _refused(now: Writing, form: FactForm) -> bool:
    """What cannot be written down at all is said beside its control."""
    controls = form.controls
    for control, words in writing.name_problems(now):
        # A row just made of braces has no control on what was sent.
        controls.get(control, form.text).errors = [translated(words)]
    if now.is_taken:
        form.id.errors = [gettext("Another fact has this id. Write another.")]
    elif not ID.fullmatch(now.id):
        form.id.errors = [gettext("Small letters, figures and hyphens only, such as new-pier.")]
    return bool(form.lines)


def _summary(shown: Preview) -> str:
    """ "7 questions, 1 with a warning"; nothing of a fact that cannot be read yet."""
    if shown.problems:
        return ""
    asked = ngettext("%(num)d question", "%(num)d questions", len(shown.questions))
    if not shown.warned:
        return asked
    warned = ngettext("%(num)d with a warning", "%(num)d with a warning", shown.warned)
    return f"{asked}, {warned}"


def _count(problems: int) -> str:
    return ngettext(
        "%(num)d thing to mend before a release",
        "%(num)d things to mend before a release",
        problems,
    )


def _page(bank: Bank, now: Writing, form: FactForm | None = None) -> str:
    """`form` is given when what was sent must be mended first: it shows what was typed."""
    shown = _preview(now)
    is_refused = form is not None
    form = form or FactForm.of(
        now.fact, version=now.version, first=now.first.notation if now.first else ""
    )
    problems = [] if is_refused else _warn(form, now, shown.problems)
    part = now.copy.part("fact", now.fact_id)
    return render_template(
        "banks/edit-fact.html",
        bank=bank,
        form=form,
        writing=now,
        preview=shown,
        summary=_count(len(problems)) if problems else _summary(shown),
        problems=problems,
        errors=form.lines if is_refused else [],
        refused=translated(now.refused) if now.refused else "",
        copied=preview.copied_words(now.copy, now.fact.sentence.text),
        labels=_labels(now.copy),
        names=list(now.names),
        is_removed=part.is_drafted and part.written is None,
        is_drafted=part.is_drafted,
        is_released=part.released is not None,
    )


def _preview(now: Writing) -> Preview:
    if not now.fact.sentence.text.strip():
        return Preview()
    return preview.preview(preview.with_fact(now.copy, now.id, now.table), now.id)


def _warn(form: FactForm, now: Writing, problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Put what to mend beside its control, one thing each; all of it as (control, words)."""
    if not now.fact.sentence.text.strip():
        return []
    said: dict[str, str] = {}
    for control, told in (*writing.slot_problems(now), *writing.field_problems(now)):
        said.setdefault(control, translated(told))
    is_told = {control.partition("-")[0] for control in said}
    for problem in problems:
        # The core says of the sentence what was said of a row or the speaker in plainer words.
        if TOLD_OF.get(problem.field) not in is_told:
            control, words = control_of(form, problem.field), f"{problem.reason} {problem.mend}"
            said.setdefault(control, words)
    controls = form.controls
    for control in said.keys() & controls.keys():
        controls[control].errors = [said[control]]
    return list(said.items())


def _labels(copy: WorkingCopy) -> dict[int, str]:
    return {each.number: each.label for each in copy.article.paragraphs if each.label}
