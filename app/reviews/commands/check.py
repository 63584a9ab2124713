"""`flask check`: is every card what its log says, and the database what its constraints say?"""

import click
from flask.cli import with_appcontext
from sqlalchemy import text

from app.db import db, writing
from app.reviews import operations, queries


@click.command("check")
@click.option("--repair", is_flag=True, help="Make each card and day what its log says.")
@with_appcontext
def check(repair: bool) -> None:
    """Compare every card and study day with the log, and the database with its constraints."""
    broken = _broken_constraints()
    learners = queries.learner_ids()
    db.session.commit()
    wrong = sum(_check_learner(learner_id, repair=repair) for learner_id in learners)
    for line in broken:
        click.echo(line)
    click.echo(_result(wrong, len(broken), repair=repair))
    if broken or (wrong and not repair):
        raise SystemExit(1)


def _check_learner(learner_id: int, *, repair: bool) -> int:
    if repair:
        writing()
    found = operations.check_learner(learner_id)
    for wrong in found:
        what = f"day {wrong.day}" if wrong.target_id is None else f"card {wrong.target_id}"
        click.echo(f"learner {wrong.learner_id}, {what}: {', '.join(wrong.columns)}")
    if repair:
        operations.repair(found)
    # One transaction a learner, so that nobody waits for all of them.
    db.session.commit()
    return len(found)


def _result(wrong: int, broken: int, *, repair: bool) -> str:
    if not wrong and not broken:
        return "Every card and day is what its log says; every constraint holds."
    verb = "mended" if repair else "not what their log says"
    return f"{wrong} cards and days {verb}; {broken} broken constraints."


def _broken_constraints() -> list[str]:
    """SQLite checks its file and references when asked; PostgreSQL never lets them break."""
    if db.engine.dialect.name != "sqlite":
        return []
    with db.engine.connect() as connection:
        damage = connection.execute(text("PRAGMA integrity_check")).scalars().all()
        loose = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [*(line for line in damage if line != "ok"), *(str(tuple(row)) for row in loose)]
