"""Set up a practice quiz, answer its questions one by one, see what came of it."""

import random

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import operations as accounts
from app.banks.feedback import Feedback, feedback_of
from app.banks.queries import Note, notes
from app.core.questions import BadAnswer, Form, arrange, form_of
from app.quizzes import operations, queries
from app.quizzes.forms import PlanForm
from app.quizzes.operations import AnswerNotTakenError
from app.quizzes.plans import TooFewError
from app.quizzes.queries import Step
from app.web import clock
from app.web.keys import milliseconds_since, new_key, read_key
from app.web.translate import gettext
from app.web.visitor import visitor

SEE_OTHER = 303

blueprint = Blueprint("quizzes", __name__, template_folder="templates")


@blueprint.get("/quiz")
def set_up() -> str:
    return _plan_page(PlanForm(request.args, visitor(), is_link=True))


@blueprint.post("/quiz")
def start() -> ResponseReturnValue:
    form = PlanForm(request.form, visitor(), is_link=False)
    if form.chosen is None:
        abort(404)
    if not form.validate():
        return _plan_page(form), 422
    now = clock.now()
    key = read_key(request.form.get("key", new_key(now)))
    user_id = accounts.learner_id(now=now, time_zone=request.form.get("time_zone", ""))
    accounts.take_turns(user_id)
    rng = random.SystemRandom()
    try:
        attempt_id = operations.start_quiz(user_id, form.plan(), key, now=now, rng=rng)
    except TooFewError as error:
        return _plan_page(form, found=error.found), 422
    return redirect(_url(attempt_id, 1), SEE_OTHER)


@blueprint.post("/quizzes/<int:quiz_id>/attempts")
def start_again(quiz_id: int) -> ResponseReturnValue:
    quiz = queries.quiz_to_take(visitor(), quiz_id)
    now, rng = clock.now(), random.SystemRandom()
    try:
        attempt_id = operations.start_attempt(_learner(), quiz, now=now, rng=rng)
    except TooFewError:
        _say(gettext("No question matches that quiz any more."))
        return redirect(url_for(".set_up"), SEE_OTHER)
    return redirect(_url(attempt_id, 1), SEE_OTHER)


@blueprint.get("/attempts/<int:attempt_id>/<int:position>")
def question(attempt_id: int, position: int) -> ResponseReturnValue:
    step = queries.step_of(_learner(), attempt_id, position)
    if not step.is_open:
        return redirect(url_for(".result", attempt_id=attempt_id), SEE_OTHER)
    return _feedback_page(step) if step.is_graded else _question_page(step)


@blueprint.post("/attempts/<int:attempt_id>/<int:position>/responses")
def answer(attempt_id: int, position: int) -> ResponseReturnValue:
    queries.lock_attempt(_learner(), attempt_id)
    step = queries.step_of(_learner(), attempt_id, position)
    key, now = read_key(request.form.get("key", "")), clock.now()
    spent_ms = request.form.get("duration_ms", type=int) or milliseconds_since(key, now)
    sent = request.form.to_dict(flat=False)
    try:
        operations.save_response(step, sent, key, duration_ms=spent_ms, now=now)
    except BadAnswer as error:
        return _question_page(step, error), 422
    except AnswerNotTakenError:
        _say_why(step, key)
        return redirect(_url(attempt_id, position), SEE_OTHER)
    place = position if step.is_shown_at_once else queries.way_from(step).next
    return redirect(_url(attempt_id, place), SEE_OTHER)


@blueprint.get("/attempts/<int:attempt_id>/submission")
def submission(attempt_id: int) -> ResponseReturnValue:
    """The last page before finishing: what is answered and what is not."""
    steps = queries.steps_of(_learner(), attempt_id)
    if not steps[0].is_open:
        return redirect(url_for(".result", attempt_id=attempt_id), SEE_OTHER)
    return render_template("quizzes/submission.html", attempt_id=attempt_id, steps=steps)


@blueprint.post("/attempts/<int:attempt_id>/submission")
def submit(attempt_id: int) -> ResponseReturnValue:
    queries.lock_attempt(_learner(), attempt_id)
    operations.submit_attempt(queries.steps_of(_learner(), attempt_id), now=clock.now())
    return redirect(url_for(".result", attempt_id=attempt_id), SEE_OTHER)


@blueprint.post("/attempts/<int:attempt_id>/discarding")
def discard(attempt_id: int) -> ResponseReturnValue:
    queries.lock_attempt(_learner(), attempt_id)
    operations.discard_attempt(attempt_id, now=clock.now())
    _say(gettext("The quiz was put away."))
    return redirect(url_for(".set_up"), SEE_OTHER)


@blueprint.get("/attempts/<int:attempt_id>")
def result(attempt_id: int) -> ResponseReturnValue:
    return _result_page("quizzes/result.html", attempt_id)


@blueprint.get("/attempts/<int:attempt_id>/print")
def print_result(attempt_id: int) -> ResponseReturnValue:
    return _result_page("quizzes/print.html", attempt_id)


def _learner() -> int:
    """The id of the learner; the policy lets nobody else come here."""
    return visitor().id or abort(404)


def _url(attempt_id: int, position: int | None) -> str:
    """The address of a place, or of the last page when there is no further one."""
    if position is None:
        return url_for(".submission", attempt_id=attempt_id)
    return url_for(".question", attempt_id=attempt_id, position=position)


def _say(words: str) -> None:
    flash(words, "status")


def _say_why(step: Step, key: bytes) -> None:
    """Nothing when the very answer that was taken comes once more."""
    if step.key == key:
        return
    if step.is_open:
        _say(gettext("You answered this in another tab."))
    else:
        _say(gettext("This quiz was finished in another tab."))


def _plan_page(form: PlanForm, found: int | None = None) -> str:
    return render_template(
        "quizzes/set_up.html",
        form=form,
        key=new_key(clock.now()),
        found=found,
        open_attempts=queries.open_attempts(visitor().id),
    )


def _question_page(step: Step, error: BadAnswer | None = None) -> str:
    way = queries.way_from(step)
    return render_template(
        "quizzes/question.html",
        step=step,
        way=way,
        view=arrange(step.content, random.Random(step.seed)),
        key=new_key(clock.now()),
        given=_given(step, error),
        error=gettext(error.message, **error.params) if error else "",
        gap=(error and error.gap) or "",
        next_url=_url(step.attempt_id, way.next),
    )


def _given(step: Step, error: BadAnswer | None) -> Form:
    """What the controls hold: what was just sent, else the answer saved last."""
    if error:
        return request.form.to_dict(flat=False)
    return form_of(step.content, step.answer) if step.is_answered else {}


def _feedback_page(step: Step) -> str:
    way = queries.way_from(step)
    note = notes([step.version_id])[step.version_id]
    return render_template(
        "quizzes/feedback.html",
        step=step,
        way=way,
        feedback=feedback_of(step.content, step.answer, note.explanation),
        note=note,
        here=_url(step.attempt_id, step.position),
        next_url=_url(step.attempt_id, way.next),
    )


def _result_page(template: str, attempt_id: int) -> ResponseReturnValue:
    steps = queries.steps_of(_learner(), attempt_id)
    state = steps[0].state
    if state == "open":
        return redirect(_way_on(steps), SEE_OTHER)
    if state == "discarded":
        return redirect(url_for(".set_up"), SEE_OTHER)
    found = notes([step.version_id for step in steps])
    shown = [_shown(step, found[step.version_id]) for step in steps]
    to_study = {target for step in steps for target in step.missed_targets}
    return render_template(
        template,
        attempt=steps[0],
        count=len(steps),
        missed=[item for item in shown if item[0].is_missed],
        skipped=[item for item in shown if not item[0].is_answered],
        right=[item for item in shown if item[0].is_right],
        to_study=to_study,
        here=url_for(".result", attempt_id=attempt_id),
    )


def _shown(step: Step, note: Note) -> tuple[Step, Feedback, Note]:
    return step, feedback_of(step.content, step.answer, note.explanation), note


def _way_on(steps: list[Step]) -> str:
    """To the first place without an answer, or to the last place."""
    unanswered = (step.position for step in steps if not step.is_answered)
    return _url(steps[0].attempt_id, next(unanswered, len(steps)))
