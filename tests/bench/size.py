"""Bytes a review takes on disk, with the index that finds those of a card."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from app.db import db
from tests.bench.logs import fill
from tests.world import world

REVIEWS = 100_000
PAGES = "SELECT name, SUM(pgsize) FROM dbstat WHERE name LIKE '%review%' GROUP BY name"


def measure() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder:
        app, _names = world(Path(folder), 0)
        with app.app_context():
            reviews = fill(REVIEWS, slice_size=REVIEWS)
            yield {"what": "bytes a review, as inserted", **_bytes(reviews)}
            db.session.commit()
            raw = db.engine.raw_connection()
            raw.cursor().execute("VACUUM")
            raw.close()
            yield {"what": "bytes a review, after VACUUM", **_bytes(reviews)}
            db.session.remove()
            db.engine.dispose()


def _bytes(reviews: int) -> dict:
    sizes = {name: size / reviews for name, size in db.session.execute(text(PAGES))}
    return {
        "reviews": reviews,
        "line": round(sizes["review"], 1),
        "with_card_index": round(sum(sizes.values()), 1),
    }
