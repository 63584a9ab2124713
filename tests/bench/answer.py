"""Answer a card, engine only: the operation and its commit, without HTTP."""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from app.accounts.models import User
from app.core.scheduling import Rating
from app.db import db, writing
from app.reviews.operations import Answer, record_answer
from app.web.keys import new_key, read_key
from tests.world import CARDS, world

ANSWERS = 3_000
WARM_UP = 200


def measure() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder:
        app, _names = world(Path(folder), 1)
        with app.app_context():
            yield {"what": "one answer, committed", "database": "sqlite", **_answer_many()}
            db.session.remove()
            db.engine.dispose()


def _answer_many() -> dict:
    learner = db.session.scalars(select(User.id)).first()
    cards = db.session.execute(CARDS).all()
    now = datetime.now(UTC)
    spent: list[tuple[float, float]] = []
    for number in range(WARM_UP + ANSWERS):
        target_id, version_id = cards[number % len(cards)]
        now += timedelta(minutes=7)
        answer = Answer(
            target_id=target_id,
            question_version_id=version_id,
            rating=Rating.GOOD if number % 7 else Rating.AGAIN,
            key=read_key(new_key(now)),
        )
        db.session.rollback()
        began = time.process_time(), time.perf_counter()
        writing()
        record_answer(learner, answer, now=now)
        db.session.commit()
        spent.append((time.process_time() - began[0], time.perf_counter() - began[1]))
    processor = [pair[0] for pair in spent[WARM_UP:]]
    wall = sorted(pair[1] for pair in spent[WARM_UP:])
    return {
        "answers": ANSWERS,
        "cpu_us": round(1e6 * sum(processor) / ANSWERS),
        "wall_us_median": round(1e6 * wall[ANSWERS // 2]),
        "wall_us_p99": round(1e6 * wall[ANSWERS * 99 // 100]),
    }
