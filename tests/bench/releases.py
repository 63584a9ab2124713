"""What it costs to build, plan and apply a release of 2 000 facts."""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event

from app import create_app
from app.banks.folder import Texts
from app.banks.operations import apply_release, plan_release
from app.core.generation import Release, build
from app.db import Base, db
from app.settings import Settings
from tests.banks import town
from tests.banks.editing import Edited

FACTS, CORRECTED = 2_000, 20
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def measure() -> Iterator[dict[str, Any]]:
    bank = Edited("big", release=1)
    bank.facts = [bank.fresh(f"f{number}") for number in range(FACTS)]
    first = _texts(bank, None)
    for fact in bank.facts[:CORRECTED]:
        fact.values["when"] = bank.value("when")
    bank.release = 2
    second = _texts(bank, first.release)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance_path=folder))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            yield _step("first apply", lambda: apply_release(first, now=NOW))
            yield _step("plan of corrections", lambda: plan_release(second.release))
            yield _step("apply of corrections", lambda: apply_release(second, now=NOW))
            yield _step("apply again", lambda: apply_release(second, now=NOW))


def _texts(bank: Edited, pinned: Release | None) -> Texts:
    head, article = town.bank_toml(bank.uid, bank.release), town.article().to_json().decode()
    built = build(Texts(head, bank.toml(), article, "").source, pinned)
    return Texts(head, bank.toml(), article, built.to_json().decode())


def _step(name: str, work: Callable[[], object]) -> dict[str, Any]:
    statements: list[str] = []

    def record(*said: Any) -> None:
        statements.append(said[2])

    event.listen(db.engine, "before_cursor_execute", record)
    began = time.process_time()
    work()
    db.session.commit()
    seconds = round(time.process_time() - began, 2)
    event.remove(db.engine, "before_cursor_execute", record)
    return {"step": name, "facts": FACTS, "cpu_s": seconds, "statements": len(statements)}
