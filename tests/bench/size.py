"""Bytes a review takes on disk, with the index that finds those of a card."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from app.db import db
from tests.bench.logs import fill
from tests.world import world

REVIEWS = 200_000
PAGES = "SELECT name, SUM(pgsize) FROM dbstat WHERE name LIKE '%review%' GROUP BY name"


def measure() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder:
        app, _names = world(Path(folder), 0)
        with app.app_context():
            reviews = fill(REVIEWS)
            sizes = {name: size / reviews for name, size in db.session.execute(text(PAGES))}
            yield {
                "what": "bytes a review",
                "reviews": reviews,
                "line": round(sizes["review"], 1),
                "with_card_index": round(sum(sizes.values()), 1),
            }
            db.session.remove()
            db.engine.dispose()
