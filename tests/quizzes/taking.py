"""Takes quizzes as a person without scripts does, page by page."""

import re

from sqlalchemy import select

from app.banks.models import Bank
from app.banks.shipped import BANK, apply_shipped
from app.core.questions import TYPES
from app.db import db
from app.quizzes import queries
from app.quizzes.models import Attempt, AttemptItem, Grade, Quiz, Response
from app.quizzes.plans import Plan
from tests.make import NOW

RIGHT, WRONG, MALFORMED = "right", "wrong", "malformed"


def start(browser, bank, **plan) -> int:
    """The id of the attempt that begins."""
    response = browser.post("/quiz", plan_for(bank, **plan))
    return int(re.search(r"/attempts/(\d+)/1$", response.location)[1])


def plan_for(bank, **plan):
    return {"bank": bank.uid, "number": "5", "pool": "all", "feedback": "each", **plan}


def step_at(attempt_id, position=1):
    user_id = db.session.get(Attempt, attempt_id).user_id
    return queries.step_of(user_id, attempt_id, position)


def targets_at(attempt_id, position=1):
    """What the question there feeds: its one target, or those of its parts."""
    step = step_at(attempt_id, position)
    return set(step.part_targets.values()) or {step.target_id}


def memories(bank, **plan):
    """Which questions of a bank ask for the same, and what: as many places as it can fill."""
    return {one.memory_id for one in queries.candidates(0, Plan(bank.id, **plan))}


def form_for(attempt_id, position=1, kind=RIGHT):
    content = step_at(attempt_id, position).content
    sample = getattr(TYPES[content.type].samples(content), kind)
    return {name: values if len(values) > 1 else values[0] for name, values in sample.items()}


def answer(browser, attempt_id, position=1, kind=RIGHT, *, status=303, **fields):
    """Opens the question and answers it; `fields` overrule what its form sends."""
    page = browser.get(f"/attempts/{attempt_id}/{position}")
    sent = {"key": page.fields["key"], **form_for(attempt_id, position, kind), **fields}
    return browser.post(f"/attempts/{attempt_id}/{position}/responses", sent, status)


def answer_all(browser, attempt_id, *kinds):
    for position, kind in enumerate(kinds, start=1):
        answer(browser, attempt_id, position, kind)


def finish(browser, attempt_id):
    return browser.follow(browser.post(f"/attempts/{attempt_id}/submission"))


def shipped_bank():
    """The bank that comes with Factdeck."""
    apply_shipped(NOW)
    db.session.commit()
    return db.session.scalars(select(Bank).where(Bank.uid == BANK)).one()


def places_of(attempt_id):
    query = select(AttemptItem).where(AttemptItem.attempt_id == attempt_id)
    return db.session.scalars(query.order_by(AttemptItem.position)).all()


def rows(model):
    return db.session.scalars(select(model)).all()


def counts():
    """How many quizzes, attempts, responses and grades there are."""
    return tuple(len(rows(model)) for model in (Quiz, Attempt, Response, Grade))
