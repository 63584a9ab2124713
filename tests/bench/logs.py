"""Many learners with long logs, written straight into the tables."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from operator import itemgetter
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from app.accounts.models import User
from app.banks.models import Bank
from app.core.scheduling import Kind, Source, State
from app.db import db, writing
from app.reviews.models import Card, Review, StudiedBank
from app.web.keys import new_key, read_key
from tests.world import CARDS

CARDS_A_LEARNER = 150
REVIEWS_A_CARD = 7
SLICE = 20_000
DAY_S = 86_400


def fill(reviews: int, slice_size: int = SLICE) -> int:
    """Write about that many log lines with their cards; how many there are.

    Within a slice they are written in the order they were made, as life does.
    """
    learners = max(1, reviews // (CARDS_A_LEARNER * REVIEWS_A_CARD))
    connection = writing()
    people = _people(connection, learners)
    targets = connection.execute(CARDS).all()[:CARDS_A_LEARNER]
    rng, now = random.Random(1), datetime.now(UTC)
    lines: list[dict] = []
    cards: list[dict] = []
    written = 0
    for user_id in people:
        for target_id, version_id in targets:
            lines += _lines(user_id, target_id, version_id, rng, now)
            cards.append(_card(lines[-1]))
        if len(lines) >= slice_size:
            written += _write(connection, lines, cards)
    written += _write(connection, lines, cards)
    db.session.commit()
    return written


def _people(connection: Connection, count: int) -> list[int]:
    now = datetime.now(UTC)
    first = (connection.scalar(select(User.id).order_by(User.id.desc())) or 0) + 1
    ids = list(range(first, first + count))
    bank_id = connection.scalar(select(Bank.id))
    connection.execute(
        insert(User),
        [{"id": n, "is_guest": True, "fs_uniquifier": uuid4().hex, "created_at": now} for n in ids],
    )
    connection.execute(
        insert(StudiedBank), [{"user_id": n, "bank_id": bank_id, "since": now} for n in ids]
    )
    return ids


def _lines(user_id: int, target_id: int, version_id: int, rng, now: datetime) -> Iterator[dict]:
    today = int(now.timestamp()) // DAY_S
    day, interval = today - rng.randrange(60, 400), 1
    stability = 2.3
    for _ in range(REVIEWS_A_CARD):
        day = min(day + interval, today)
        interval = max(1, round(interval * rng.uniform(1.2, 2.5)))
        stability *= rng.uniform(1.1, 2.2)
        at = day * DAY_S * 1000 + rng.randrange(DAY_S * 1000)
        yield {
            "user_id": user_id,
            "key": read_key(new_key(datetime.fromtimestamp(at / 1000, UTC))),
            "target_id": target_id,
            "kind": int(Kind.REVIEW),
            "rating": rng.choice((1, 3, 3, 3)),
            "at": at,
            "day": day,
            "duration_ms": rng.randrange(1_500, 20_000),
            "source": int(Source.STUDY),
            "question_version_id": version_id,
            "state": int(State.REVIEW),
            "step": 0,
            "due_at": None,
            "due_on": day + interval,
            "stability_e4": round(stability * 1e4),
            "difficulty_e3": rng.randrange(1_000, 10_000),
            "flags": 0,
            "undoes": None,
            "given": None,
        }


def _card(line: dict) -> dict:
    return {
        "user_id": line["user_id"],
        "target_id": line["target_id"],
        "state": line["state"],
        "step": 0,
        "due_at": None,
        "due_on": line["due_on"],
        "stability": line["stability_e4"] / 1e4,
        "difficulty": line["difficulty_e3"] / 1e3,
        "last_on": line["day"],
        "last_at": line["at"],
        "lapses": 0,
        "reviews": REVIEWS_A_CARD,
        "is_leech": False,
        "is_suspended": False,
        "buried_on": None,
        "version": REVIEWS_A_CARD,
    }


def _write(connection: Connection, lines: list[dict], cards: list[dict]) -> int:
    written = len(lines)
    if lines:
        lines.sort(key=itemgetter("at"))
        connection.execute(insert(Review), lines)
        connection.execute(insert(Card), cards)
    lines.clear()
    cards.clear()
    return written
