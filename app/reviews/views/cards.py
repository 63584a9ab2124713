"""One card: the feedback of a typed answer, setting aside, and why it comes when it does."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.banks.feedback import feedback_of
from app.core.scheduling import Rating
from app.reviews import operations, queries
from app.reviews.charts import curve
from app.reviews.operations import Answer, Outcome
from app.reviews.presenting import (
    card_menu,
    curve_sentence,
    interval_after,
    shift_sentence,
    url_of_fact,
    why_sentence,
)
from app.reviews.views.blueprint import SEE_OTHER, blueprint, go_on, learner_here, say
from app.reviews.views.pages import undo_fields
from app.reviews.views.study import ELSEWHERE
from app.web import clock
from app.web.keys import new_key, read_key
from app.web.parts import Column
from app.web.redirects import own_page
from app.web.translate import gettext
from app.web.visitor import visitor


@blueprint.get("/cards/<int:target_id>/reviews/<key>")
def feedback(target_id: int, key: str) -> str:
    """What came of a typed answer. Its rating may be overruled: the learner knows best."""
    now, person = clock.now(), visitor()
    answered = queries.answered(person.id or abort(404), target_id, read_key(key))
    today = queries.today_of(person, now)
    return render_template(
        "reviews/feedback.html",
        answered=answered,
        feedback=feedback_of(answered.content, answered.given or None),
        fact_url=url_of_fact(answered.note),
        is_remembered=answered.line.rating is not Rating.AGAIN,
        interval=interval_after(answered.line),
        overruling={"key": new_key(now)},
        today=today,
        undo=undo_fields(today),
        menu=card_menu(target_id, answered.note, now, has_history=True, tells_fact=True),
    )


@blueprint.post("/cards/<int:target_id>/reviews/<key>/overruling")
def overrule(target_id: int, key: str) -> ResponseReturnValue:
    """What counted as forgot counts as remembered, or the other way round."""
    learner = learner_here()
    answered = queries.answered(learner.id, target_id, read_key(key))
    was_forgotten = answered.line.rating is Rating.AGAIN
    new = Answer(
        target_id=target_id,
        question_version_id=answered.question_version_id,
        rating=Rating.GOOD if was_forgotten else Rating.AGAIN,
        key=read_key(request.form.get("key", "")),
        duration_ms=answered.line.duration_ms,
        given=answered.given,
    )
    if operations.overrule(learner, answered.line, new, now=clock.now()) is Outcome.STALE:
        say(ELSEWHERE)
        return go_on()
    shown = url_for(".feedback", target_id=target_id, key=new.key.hex())
    return redirect(shown, SEE_OTHER)


@blueprint.post("/cards/<int:target_id>/burial")
def bury(target_id: int) -> ResponseReturnValue:
    key = read_key(request.form.get("key", ""))
    operations.bury(learner_here(), _in_study(target_id), key=key, now=clock.now())
    say(gettext("Buried until tomorrow."))
    return go_on()


@blueprint.post("/cards/<int:target_id>/suspension")
def suspend(target_id: int) -> ResponseReturnValue:
    key = read_key(request.form.get("key", ""))
    operations.suspend(learner_here(), _in_study(target_id), key=key, now=clock.now())
    say(gettext("Suspended. The study settings bring it back."))
    return go_on()


@blueprint.post("/cards/<int:target_id>/return")
def bring_back(target_id: int) -> ResponseReturnValue:
    key = read_key(request.form.get("key", ""))
    operations.bring_back(learner_here(), _in_study(target_id), key=key, now=clock.now())
    say(gettext("It is back in your study."))
    return redirect(own_page(request.form.get("next", ""), url_for(".suspended")), SEE_OTHER)


@blueprint.get("/cards/<int:target_id>/memory")
def why(target_id: int) -> str:
    """Why this interval."""
    learner, now = learner_here(), clock.now()
    page = queries.why_page(learner, target_id, now)
    return render_template(
        "reviews/why.html",
        page=page,
        sentence=why_sentence(page, learner, now),
        shift=shift_sentence(page.figures),
        finding=curve_sentence(page.figures),
        columns=(
            Column(gettext("Days"), is_number=True),
            Column(gettext("Recall"), is_number=True),
        ),
        curve=curve(page.figures) if page.figures else None,
        back=url_for(".study", card=target_id),
    )


def _in_study(target_id: int) -> int:
    """The target if the learner studies its bank, else a 404."""
    person = visitor()
    return target_id if queries.is_in_study(person.id or 0, target_id) else abort(404)
