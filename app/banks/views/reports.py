"""Reports of mistakes: a learner sends one, a keeper closes it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.operations import learner_id
from app.banks import operations, queries
from app.banks.forms import ClosingForm, ReportForm
from app.banks.models import Question, Report
from app.banks.views.blueprint import blueprint, tabs
from app.web import clock
from app.web.bounds import row_number
from app.web.limits import limiter
from app.web.redirects import own_page
from app.web.translate import gettext
from app.web.visitor import visitor


@blueprint.get("/questions/<question_uid>/reports")
def report(question_uid: str) -> str:
    """The form, and what came of the visitor's reports on this question."""
    asked = queries.question_of(visitor(), question_uid)
    form = ReportForm(
        formdata=None,
        next=own_page(request.args.get("next", ""), ""),
        version=request.args.get("version", type=row_number),
    )
    return _report_page(asked, form)


@blueprint.post("/questions/<question_uid>/reports")
@limiter.limit("20 per hour")
def send_report(question_uid: str) -> ResponseReturnValue:
    asked = queries.question_of(visitor(), question_uid)
    form = ReportForm()
    if not form.validate_on_submit():
        return _report_page(asked, form), 422
    now = clock.now()
    operations.send_report(
        queries.version_of(asked, form.version.data),
        user_id=learner_id(now=now),
        reason=form.reason.data,
        note=form.note.data or "",
        now=now,
    )
    flash(gettext("Sent to the keeper. You will see here what came of it."), "status")
    back = own_page(form.next.data or "", "") or None
    return redirect(url_for(".report", question_uid=question_uid, next=back), 303)


@blueprint.get("/banks/<bank_uid>/reports")
def reports(bank_uid: str) -> str:
    """A keeper sees every report on the bank, anyone else their own."""
    person = visitor()
    bank = queries.visible_bank(person, bank_uid)
    if not queries.keeps(person, bank.id):
        mine = queries.own_reports_in(person, bank)
        return render_template("banks/own-reports.html", bank=bank, reports=mine)
    is_open = request.args.get("state") != "closed"
    page, before = queries.reports_on(
        bank, is_open=is_open, before=request.args.get("before", type=row_number)
    )
    return render_template(
        "banks/reports.html",
        bank=bank,
        page=page,
        before=before,
        is_open=is_open,
        tabs=tabs(bank, person, is_keeper=True),
    )


@blueprint.get("/reports/<int:report_id>")
def show_report(report_id: int) -> str:
    found = queries.kept_report(visitor(), report_id)
    return _closing_page(found, ClosingForm(formdata=None, obj=found if found.closed_at else None))


@blueprint.post("/reports/<int:report_id>/closing")
def close_report(report_id: int) -> ResponseReturnValue:
    person = visitor()
    found = queries.kept_report(person, report_id)
    form = ClosingForm()
    if not form.validate_on_submit():
        return _closing_page(found, form), 422
    operations.close_report(
        found,
        state=form.state.data,
        reply=form.reply.data or "",
        closed_by_id=person.id,
        now=clock.now(),
    )
    flash(gettext("Closed. The person who sent it sees your reply."), "status")
    return redirect(url_for(".reports", bank_uid=found.version.question.bank.uid), 303)


def _report_page(asked: Question, form: ReportForm) -> str:
    return render_template(
        "banks/report.html",
        question=asked,
        prompt=queries.prompt_of(queries.version_of(asked, form.version.data)),
        form=form,
        reports=queries.own_reports(visitor(), asked),
        back=own_page(form.next.data or "", ""),
    )


def _closing_page(found: Report, form: ClosingForm) -> str:
    return render_template(
        "banks/closing.html",
        report=found,
        question=queries.line_of(found.version),
        form=form,
    )
