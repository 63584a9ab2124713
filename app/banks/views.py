"""Pages of banks: the list, a bank with its facts, one fact, and reports of mistakes."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.operations import learner_id
from app.banks import operations, queries
from app.banks.forms import ClosingForm, ReportForm
from app.banks.models import Bank, Question, Report
from app.banks.words import type_words
from app.core.questions import TYPES
from app.web import clock
from app.web.bounds import row_number
from app.web.limits import limiter
from app.web.parts import Share
from app.web.redirects import own_page
from app.web.translate import gettext, ngettext
from app.web.visitor import Visitor, visitor

LONGEST_SEARCH = 200

blueprint = Blueprint("banks", __name__, template_folder="templates")


@blueprint.get("/banks")
def index() -> str:
    search = _search()
    lists = queries.bank_lists(visitor(), search=search, after=request.args.get("after", ""))
    found = ngettext("%(num)d bank matches.", "%(num)d banks match.", lists.count)
    return render_template(
        "banks/index.html", lists=lists, search=search, status_words=found if search else ""
    )


@blueprint.get("/banks/<bank_uid>")
def show(bank_uid: str) -> str:
    person = visitor()
    bank = queries.visible_bank(person, bank_uid)
    is_keeper = queries.keeps(person, bank.id)
    view = request.args.get("view", "")
    if view == "questions" and is_keeper:
        return _questions(bank)
    head = _head(bank, person, is_keeper=is_keeper)
    if view == "timeline" and head["has_timeline"]:
        facts = queries.timeline(bank, keeper=is_keeper)
        return render_template("banks/timeline.html", facts=facts, **head)
    return _facts(bank, head, is_keeper=is_keeper)


@blueprint.get("/banks/<bank_uid>/facts/<fact_id>")
def fact(bank_uid: str, fact_id: str) -> str:
    person = visitor()
    bank = queries.visible_bank(person, bank_uid)
    is_keeper = queries.keeps(person, bank.id)
    line = queries.fact_in(bank, fact_id, keeper=is_keeper)
    return render_template(
        "banks/fact.html",
        bank=bank,
        fact=line,
        source=queries.source_of(bank, line),
        others=queries.neighbours(bank, line),
        is_keeper=is_keeper,
    )


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
        waiting=queries.waiting_reports(bank.id),
        has_timeline=queries.has_timeline(bank),
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


def _search() -> str:
    """What is looked for; nobody looks for more words than a sentence has."""
    return request.args.get("q", "").strip()[:LONGEST_SEARCH]


def _head(bank: Bank, person: Visitor, *, is_keeper: bool) -> dict[str, Any]:
    """What stands above the facts, however they are arranged."""
    own = queries.own_state(person, bank.id)
    return {
        "bank": bank,
        "is_keeper": is_keeper,
        "keeper_name": queries.owner_name(bank),
        "is_old": bank.is_old(clock.now().date()),
        "own": own,
        "shares": _shares(own) if own else (),
        "has_timeline": queries.has_timeline(bank),
        "waiting": queries.waiting_reports(bank.id) if is_keeper else 0,
        "has_reported": not is_keeper and queries.has_reported(person, bank),
    }


def _shares(own: queries.OwnState) -> tuple[Share, ...]:
    return (
        Share(gettext("known"), own.known, 1),
        Share(gettext("learning"), own.learning, 2),
        Share(gettext("new"), own.new, 4),
    )


def _facts(bank: Bank, head: dict[str, Any], *, is_keeper: bool) -> str:
    search = _search()
    after = request.args.get("after", -1, type=row_number)
    page = queries.facts_page(bank, keeper=is_keeper, search=search, after=after)
    found = ngettext("%(num)d fact matches.", "%(num)d facts match.", page.count)
    asked: tuple[queries.QuestionLine, ...] = ()
    if not page.count and not search:
        asked, _ = queries.questions_page(bank, keeper=is_keeper)
    return render_template(
        "banks/show.html",
        page=page,
        search=search,
        questions=asked,
        status_words=found if search else "",
        **head,
    )


def _questions(bank: Bank) -> str:
    """Every question with its key, for keepers."""
    chosen = request.args.get("type", "")
    status = request.args.get("state", "active")
    lines, after = queries.questions_page(
        bank,
        keeper=True,
        type_=chosen,
        status="" if status == "all" else status,
        after=request.args.get("after", 0, type=row_number),
    )
    return render_template(
        "banks/questions.html",
        bank=bank,
        lines=lines,
        after=after,
        chosen=chosen,
        status=status,
        types=[("", gettext("All types")), *((name, type_words(name)) for name in TYPES)],
        waiting=queries.waiting_reports(bank.id),
        has_timeline=queries.has_timeline(bank),
    )


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
