"""Set up a practice quiz, answer its questions one by one, see what came of it."""

import random
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import operations as accounts
from app.banks.feedback import feedback_of
from app.banks.queries import notes
from app.banks.queries.banks import kept_by
from app.core.questions import Answer, BadAnswer, EmptyAnswer, arrange, parse
from app.quizzes import operations, queries
from app.quizzes.forms import PlanForm, in_words
from app.quizzes.operations import AttemptClosedError
from app.quizzes.plans import TooFewError
from app.quizzes.queries import Step
from app.web import clock
from app.web.keys import new_key, read_key
from app.web.translate import gettext
from app.web.visitor import visitor

blueprint = Blueprint("quizzes", __name__, template_folder="templates")


@blueprint.get("/quiz")
def set_up() -> str:
    return _plan_page(_plan_form(request.args if request.args else None))


@blueprint.post("/quiz")
def start() -> ResponseReturnValue:
    form = _plan_form(request.form)
    if not form.validate():
        return _plan_page(form), 422
    now = clock.now()
    user_id = accounts.learner_id(now=now, time_zone=request.form.get("time_zone", ""))
    try:
        attempt_id = operations.start_quiz(user_id, form.plan(), now=now, rng=random.SystemRandom())
    except TooFewError as error:
        return _plan_page(form, found=error.found), 422
    return redirect(url_for(".question", attempt_id=attempt_id, position=1), 303)


@blueprint.post("/quizzes/<int:quiz_id>/attempts")
def start_again(quiz_id: int) -> ResponseReturnValue:
    quiz = queries.quiz_of(_learner(), quiz_id)
    try:
        attempt_id = operations.start_attempt(
            _learner(), quiz, now=clock.now(), rng=random.SystemRandom()
        )
    except TooFewError:
        return redirect(url_for(".set_up"), 303)
    return redirect(url_for(".question", attempt_id=attempt_id, position=1), 303)


@blueprint.get("/attempts/<int:attempt_id>/<int:position>")
def question(attempt_id: int, position: int) -> ResponseReturnValue:
    step = queries.step_of(_learner(), attempt_id, position)
    if not step.is_open:
        return redirect(url_for(".result", attempt_id=attempt_id))
    return _feedback_page(step) if step.is_graded else _question_page(step)


@blueprint.post("/attempts/<int:attempt_id>/<int:position>/responses")
def answer(attempt_id: int, position: int) -> ResponseReturnValue:
    step = queries.step_to_answer(_learner(), attempt_id, position)
    try:
        given = parse(step.content, request.form.to_dict(flat=False))
    except BadAnswer as error:
        return _question_page(step, error), 422
    key = read_key(request.form.get("key", ""))
    duration_ms = request.form.get("duration_ms", 0, type=int)
    try:
        operations.save_response(step, key, given, duration_ms=duration_ms, now=clock.now())
    except AttemptClosedError:
        flash(gettext("This quiz was finished in another tab."), "status")
        return redirect(url_for(".result", attempt_id=attempt_id), 303)
    here = url_for(".question", attempt_id=attempt_id, position=position)
    return redirect(here if step.is_shown_at_once else _next_url(step), 303)


@blueprint.get("/attempts/<int:attempt_id>/submission")
def submission(attempt_id: int) -> ResponseReturnValue:
    """The last page before finishing: what is answered and what is not."""
    steps = queries.steps_of(_learner(), attempt_id)
    if not steps[0].is_open:
        return redirect(url_for(".result", attempt_id=attempt_id))
    return render_template(
        "quizzes/submission.html",
        attempt_id=attempt_id,
        steps=steps,
        answered=sum(step.is_answered for step in steps),
    )


@blueprint.post("/attempts/<int:attempt_id>/submission")
def submit(attempt_id: int) -> ResponseReturnValue:
    queries.lock_attempt(attempt_id)
    operations.submit_attempt(queries.steps_of(_learner(), attempt_id), now=clock.now())
    return redirect(url_for(".result", attempt_id=attempt_id), 303)


@blueprint.post("/attempts/<int:attempt_id>/discarding")
def discard(attempt_id: int) -> ResponseReturnValue:
    operations.discard_attempt(queries.steps_of(_learner(), attempt_id)[0], now=clock.now())
    flash(gettext("The quiz was put away."), "status")
    return redirect(url_for(".set_up"), 303)


@blueprint.get("/attempts/<int:attempt_id>")
def result(attempt_id: int) -> ResponseReturnValue:
    return _result_page("quizzes/result.html", attempt_id)


@blueprint.get("/attempts/<int:attempt_id>/print")
def print_result(attempt_id: int) -> ResponseReturnValue:
    return _result_page("quizzes/print.html", attempt_id)


def _learner() -> int:
    """The id of the learner; the policy lets nobody else come here."""
    return visitor().id or abort(404)


def _plan_form(data: Any) -> PlanForm:
    """The form with what this visitor can choose from; the bank named in it decides the counts."""
    form = PlanForm(data, meta={"csrf": request.method == "POST"})
    banks = queries.playable_banks(kept_by(visitor()))
    chosen = _chosen_bank(form, [bank.id for bank in banks])
    form.bank.data = chosen
    form.offer(
        banks=[(bank.id, bank.name) for bank in banks],
        pools=queries.count_pools(visitor().id, chosen) if chosen else {},
        types=queries.count_types(chosen) if chosen else {},
        sensitive=queries.count_sensitive(chosen) if chosen else 0,
    )
    return form


def _chosen_bank(form: PlanForm, bank_ids: list[int]) -> int | None:
    asked = form.bank.raw_data[0] if form.bank.raw_data else ""
    if asked.isdecimal() and int(asked) in bank_ids:
        return int(asked)
    user_id = visitor().id
    last = queries.last_bank_id(user_id) if user_id else None
    return last if last in bank_ids else next(iter(bank_ids), None)


def _plan_page(form: PlanForm, found: int | None = None) -> str:
    user_id = visitor().id
    return render_template(
        "quizzes/set_up.html",
        form=form,
        found=found,
        plan_words=in_words(form.plan()) if form.bank.data else "",
        open_attempts=queries.open_attempts(user_id) if user_id else (),
    )


def _question_page(step: Step, error: BadAnswer | None = None) -> str:
    return render_template(
        "quizzes/question.html",
        step=step,
        view=arrange(step.content, random.Random(step.seed)),
        key=new_key(clock.now()),
        given=_typed(step, error),
        error=gettext(error.message, **error.params) if error else "",
        wants_answer=isinstance(error, EmptyAnswer),
        gap=error.gap if error else "",
        next_url=_next_url(step),
    )


def _typed(step: Step, error: BadAnswer | None) -> Answer:
    """What the controls hold: what was just typed, else the answer saved last."""
    if error is None:
        return step.answer or ""
    fields = request.form
    gaps = {name[7:]: value for name, value in fields.items() if name.startswith("answer-")}
    return gaps or fields.get("answer", "")


def _feedback_page(step: Step) -> str:
    return render_template(
        "quizzes/feedback.html",
        step=step,
        feedback=feedback_of(step.content, step.answer),
        note=notes([step.version_id])[step.version_id],
        next_url=_next_url(step),
    )


def _result_page(template: str, attempt_id: int) -> ResponseReturnValue:
    steps = queries.steps_of(_learner(), attempt_id)
    if steps[0].is_open:
        return redirect(_open_url(steps))
    return render_template(
        template,
        attempt_id=attempt_id,
        quiz_id=steps[0].quiz_id,
        bank_name=steps[0].bank_name,
        shown=[(step, feedback_of(step.content, step.answer)) for step in steps],
        notes=notes([step.version_id for step in steps]),
        right=sum(step.fraction == 1 for step in steps),
        again=sum(step.is_missed for step in steps),
        answered=sum(step.is_answered for step in steps),
    )


def _open_url(steps: list[Step]) -> str:
    step = next((step for step in steps if not step.is_answered), None)
    if step is None:
        return url_for(".submission", attempt_id=steps[0].attempt_id)
    return url_for(".question", attempt_id=step.attempt_id, position=step.position)


def _next_url(step: Step) -> str:
    if step.position == step.count:
        return url_for(".submission", attempt_id=step.attempt_id)
    return url_for(".question", attempt_id=step.attempt_id, position=step.position + 1)
