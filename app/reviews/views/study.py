"""Study: the next card, an answer, taking back, and how much each day."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import UnprocessableEntity

from app.accounts.operations import learner_id
from app.banks.queries import visible_bank
from app.core.grading import rating_for
from app.core.questions import BadAnswer, grade, is_graded, parse
from app.core.scheduling import Rating
from app.quizzes.queries import missed_targets
from app.reviews import operations, queries
from app.reviews.forms import PortionForm, SentAnswer, sent_answer
from app.reviews.operations import Answer, Outcome, UnknownCard
from app.reviews.views.blueprint import SEE_OTHER, blueprint, go_on, learner_here, say
from app.reviews.views.pages import study_page, to_mend
from app.web import clock
from app.web.bounds import row_number
from app.web.keys import read_key
from app.web.redirects import own_page
from app.web.translate import gettext, lazy_gettext
from app.web.visitor import visitor

ELSEWHERE = lazy_gettext("You answered this in another tab. Here is the next one.")


@blueprint.get("/study")
def study() -> ResponseReturnValue:
    return study_page(request.args.get("card", type=row_number))


@blueprint.post("/cards/<int:target_id>/reviews")
def answer(target_id: int) -> ResponseReturnValue:
    """A rating, or a typed answer which the server rates. A stranger becomes a guest."""
    now = clock.now()
    sent = sent_answer(now)
    try:
        answered = _rated(target_id, sent)
    except BadAnswer as error:
        return study_page(target_id, mend=to_mend(error))
    person_id = learner_id(now=now, time_zone=sent.time_zone)
    try:
        outcome = operations.record_answer(person_id, answered, now=now)
    except UnknownCard:
        abort(404)
    if outcome is Outcome.STALE:
        say(ELSEWHERE)
    if answered.given is None or outcome is Outcome.STALE:
        return go_on()
    shown = url_for(".feedback", target_id=target_id, key=sent.key.hex())
    return redirect(shown, SEE_OTHER)


@blueprint.post("/study/undoing")
def undo() -> ResponseReturnValue:
    key = read_key(request.form.get("key", ""))
    target_id = operations.undo_last(learner_here(), key=key, now=clock.now())
    if target_id is not None:
        say(gettext("Taken back. Here it is again."))
    return go_on(target_id)


@blueprint.post("/study/portion")
def choose_portion() -> ResponseReturnValue:
    """How much each day?"""
    form = PortionForm()
    if not form.validate():
        raise UnprocessableEntity
    number = form.new_per_day.data
    operations.change_preset(learner_here().id, new_per_day=number, is_chosen=True)
    say(gettext("Saved."))
    return go_on()


@blueprint.post("/study/more")
def study_more() -> ResponseReturnValue:
    """New cards beyond today's portion, up to the number sent, so that twice is once."""
    learner = learner_here()
    number = request.form.get("number", 0, type=int)
    if not 0 < number <= operations.MOST_MORE:
        raise UnprocessableEntity
    today = learner.calendar.day_of(clock.now())
    operations.change_preset(learner.id, extra_new=number, extra_on=today)
    return go_on()


@blueprint.post("/banks/<bank_uid>/study")
def begin(bank_uid: str) -> ResponseReturnValue:
    """Take a bank into one's study. `without_sensitive` (yes or no) says whether its sensitive
    facts are left out; `next` is the page of ours to go to, else study."""
    bank = visible_bank(visitor(), bank_uid)
    now = clock.now()
    person_id = learner_id(now=now, time_zone=request.form.get("time_zone", ""))
    operations.begin_studying(person_id, bank.id, now=now)
    if choice := request.form.getlist("without_sensitive"):
        operations.leave_out_sensitive(person_id, bank.id, without=choice[-1] == "yes")
    return redirect(own_page(request.form.get("next", ""), url_for(".study")), SEE_OTHER)


@blueprint.post("/attempts/<int:attempt_id>/relearning")
def relearn(attempt_id: int) -> ResponseReturnValue:
    """Study what was missed in a quiz, beginning with the first of it."""
    learner = learner_here()
    targets = missed_targets(learner.id, attempt_id)
    operations.study_targets(learner.id, targets, now=clock.now())
    return redirect(url_for(".study", card=targets[0] if targets else None), SEE_OTHER)


@blueprint.post("/cards/<int:target_id>/correction")
def read_correction(target_id: int) -> ResponseReturnValue:
    operations.read_correction(learner_here().id, target_id)
    return go_on(target_id)


def _rated(target_id: int, sent: SentAnswer) -> Answer:
    """The answer with its rating: the learner's own, or what the typed words deserve."""
    rating, given = sent.rating, None
    if rating is None:
        rating, given = _graded(target_id, sent.shown)
    return Answer(
        target_id=target_id,
        question_version_id=sent.shown,
        rating=rating,
        key=sent.key,
        version=sent.version,
        duration_ms=sent.duration_ms,
        given=given,
    )


def _graded(target_id: int, shown: int) -> tuple[Rating, Any]:
    """Raises BadAnswer for words that cannot be graded."""
    content = queries.asked_content(target_id, shown) or abort(404)
    if not is_graded(content):
        raise UnprocessableEntity
    if "unknown" in request.form:
        return Rating.AGAIN, ""
    given = parse(content, request.form.to_dict(flat=False))
    return Rating(rating_for(grade(content, given))), given
