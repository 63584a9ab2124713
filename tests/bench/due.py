"""The next due card of one learner, among few and among many reviews of others."""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from app.accounts.models import User
from app.db import db
from app.reviews.queries import next_card, today_of
from app.web.visitor import Visitor
from tests.bench.logs import fill
from tests.world import world

SIZES = (10_000, 1_000_000)
TIMES = 300


def measure() -> Iterator[dict]:
    medians = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            app, _names = world(Path(folder), 0)
            with app.app_context():
                reviews = fill(size)
                medians[size] = _next_due_us()
                yield {
                    "what": "next due card",
                    "reviews": reviews,
                    "cpu_us_median": medians[size],
                    "to_smallest": round(medians[size] / medians[SIZES[0]], 2),
                }
                db.session.remove()
                db.engine.dispose()


def _next_due_us() -> int:
    ids = db.session.scalars(select(User.id)).all()
    now, spent = datetime.now(UTC), []
    for number in range(TIMES):
        person = Visitor(id=ids[number * 7919 % len(ids)], is_guest=True)
        began = time.process_time()
        next_card(today_of(person, now), person)
        spent.append(time.process_time() - began)
        db.session.rollback()
    return round(1e6 * sorted(spent)[TIMES // 2])
