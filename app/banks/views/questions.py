"""What a keeper decides about single questions."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.banks import queries
from app.banks.editor import preview
from app.banks.editor.preview import Asked
from app.banks.forms import RewordingForm, VerdictForm
from app.banks.models import Bank
from app.banks.operations import drafts
from app.banks.operations.working import working_copy
from app.banks.views.blueprint import blueprint
from app.core.generation.verdicts import BadEdit, Decision
from app.web import clock
from app.web.bounds import without_nul
from app.web.limits import limiter
from app.web.redirects import own_page
from app.web.translate import gettext, ngettext
from app.web.visitor import visitor

MOST_AT_ONCE = 100
LONGEST_REASON = 400


@blueprint.get("/banks/<bank_uid>/facts/<fact_id>/questions/<question_uid>/verdict")
def verdict(bank_uid: str, fact_id: str, question_uid: str) -> str:
    """The question with its key, to approve, reject or word otherwise."""
    bank = queries.kept_bank(visitor(), bank_uid)
    asked = _asked(bank, fact_id, question_uid)
    return _page(bank, fact_id, asked, RewordingForm.of(asked))


@blueprint.post("/banks/<bank_uid>/facts/<fact_id>/questions/<question_uid>/verdict")
def judge(bank_uid: str, fact_id: str, question_uid: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    asked = _asked(bank, fact_id, question_uid)
    form = VerdictForm()
    if not form.validate():
        return _page(bank, fact_id, asked, RewordingForm.of(asked)), 422
    decision = None if form.decision.data == "none" else Decision(str(form.decision.data))
    reason = form.reason.data if decision is Decision.REJECTED else ""
    _decide(bank, asked.uid, decision, form.content_hash.data or "", reason or "")
    flash(_said(decision), "status")
    return redirect(own_page(form.next.data or "", _home(bank, fact_id, asked)), 303)


@blueprint.post("/banks/<bank_uid>/facts/<fact_id>/questions/<question_uid>/wording")
def reword(bank_uid: str, fact_id: str, question_uid: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    asked = _asked(bank, fact_id, question_uid)
    form = RewordingForm()
    if not form.validate():
        return _page(bank, fact_id, asked, form), 422
    try:
        drafts.judge_question(
            bank,
            asked.uid,
            Decision.EDITED,
            content_hash=form.content_hash.data or asked.content_hash,
            edits=form.edits(asked),
            by=visitor().id,
            now=clock.now(),
        )
    except BadEdit as refused:
        form.prompt.errors = [str(refused)]
        return _page(bank, fact_id, asked, form), 422
    flash(gettext("Saved. It is asked like this from the next release on."), "status")
    return redirect(_home(bank, fact_id, asked), 303)


@blueprint.post("/banks/<bank_uid>/verdicts")
@limiter.limit("60 per hour")
def judge_many(bank_uid: str) -> ResponseReturnValue:
    """One decision about every question that was ticked."""
    bank = queries.kept_bank(visitor(), bank_uid)
    form = VerdictForm()
    ticked = [without_nul(uid) for uid in request.form.getlist("question")[:MOST_AT_ONCE]]
    if form.validate() and form.decision.data != "none":
        decision, reason = Decision(str(form.decision.data)), form.reason.data or ""
        hashes = queries.content_hashes(bank, ticked)
        for uid, content_hash in hashes.items():
            _decide(bank, uid, decision, content_hash, reason)
        said = ngettext("%(num)d question judged.", "%(num)d questions judged.", len(hashes))
        flash(said, "status")
    back = url_for(".show", bank_uid=bank.uid, view="questions")
    return redirect(own_page(form.next.data or "", back), 303)


def _asked(bank: Bank, fact_id: str, uid: str) -> Asked:
    return preview.question(working_copy(bank), fact_id, uid) or abort(404)


def _decide(
    bank: Bank, uid: str, decision: Decision | None, content_hash: str, reason: str
) -> None:
    drafts.judge_question(
        bank,
        uid,
        decision,
        content_hash=content_hash,
        reason=reason[:LONGEST_REASON],
        by=visitor().id,
        now=clock.now(),
    )


def _said(decision: Decision | None) -> str:
    if decision is Decision.APPROVED:
        return gettext("Approved.")
    if decision is Decision.REJECTED:
        return gettext("Rejected. It is left out of the next release.")
    return gettext("The decision is taken back.")


def _home(bank: Bank, fact_id: str, asked: Asked) -> str:
    """The question at its fact, among the others it is asked with."""
    place = f"question-{asked.uid}"
    return url_for(".edit_fact", bank_uid=bank.uid, fact_id=fact_id, _anchor=place)


def _page(bank: Bank, fact_id: str, asked: Asked, form: RewordingForm) -> str:
    return render_template(
        "banks/verdict.html",
        bank=bank,
        fact_id=fact_id,
        asked=asked,
        form=form,
        keys={choice.text for choice in asked.shown.feedback.choices if choice.is_right},
        back=_home(bank, fact_id, asked),
    )
