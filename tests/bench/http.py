"""Answer a card over HTTP, signed in, with CSRF and policy; beside a view that does nothing."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.db import db
from app.web.keys import new_key
from tests.server import Learner, Server
from tests.world import CARDS, world

CONNECTIONS = 16
SECONDS = 8
BARE = """
import flask, logging, sys, waitress
logging.getLogger("waitress.queue").setLevel(logging.ERROR)
app = flask.Flask("bare")
@app.post("/")
def nothing():
    return flask.redirect("/", 303)
@app.get("/healthz")
def healthz():
    return "ok"
waitress.serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
"""


class Bare(Server):
    """The same web server with the same threads, before a view that does nothing."""

    def start(self) -> Server:
        return self._start("-c", BARE, str(self.port))


def measure() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder:
        app, names = world(Path(folder), CONNECTIONS)
        with app.app_context():
            cards = db.session.execute(CARDS).all()
            db.session.remove()
            db.engine.dispose()
        bare = Bare(Path(folder)).start()
        nothing = _load(bare, [_bare_step(bare) for _ in range(CONNECTIONS)])
        bare.stop()
        yield {"what": "a view that does nothing", **nothing}
        server = Server(Path(folder)).start()
        learners = [Learner(server.port, app, _user_id=name, _fresh=True) for name in names]
        shown = _load(server, [_show_step(learner) for learner in learners])
        yield {"what": "show the next card", **shown, **_against(shown, nothing)}
        steps = [_answer_step(learner, cards) for learner in learners]
        answered = _load(server, steps)
        server.stop()
        yield {"what": "answer a card, signed in", **answered, **_against(answered, nothing)}


def _against(figures: dict, nothing: dict) -> dict:
    return {
        "rate_to_nothing": round(figures["per_second"] / nothing["per_second"], 3),
        "cpu_to_nothing": round(figures["cpu_us"] / nothing["cpu_us"], 2),
    }


def _bare_step(bare: Server) -> Callable[[], int]:
    learner = Learner(bare.port)
    return lambda: learner.post("/", rating=3)[0]


def _show_step(learner: Learner) -> Callable[[], int]:
    return lambda: learner.get("/study")[0]


def _answer_step(learner: Learner, cards: list) -> Callable[[], int]:
    versions: dict[int, int] = {}
    turn = iter(range(10**9))

    def step() -> int:
        target_id, version_id = cards[next(turn) % len(cards)]
        version = versions.get(target_id, 0)
        versions[target_id] = version + 1
        return learner.post(
            f"/cards/{target_id}/reviews",
            key=new_key(datetime.now(UTC)),
            version=version,
            shown=version_id,
            rating=3,
        )[0]

    return step


def _load(server: Server, steps: list[Callable[[], int]]) -> dict:
    """All connections at once for some seconds; what the server's processor spent on it."""
    spent: list[float] = []
    statuses: set[int] = set()
    end = time.monotonic() + SECONDS
    began, began_at = server.cpu_seconds(), time.monotonic()

    def send(step: Callable[[], int]) -> None:
        while time.monotonic() < end:
            at = time.perf_counter()
            statuses.add(step())
            spent.append(time.perf_counter() - at)

    threads = [threading.Thread(target=send, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed, processor = time.monotonic() - began_at, server.cpu_seconds() - began
    spent.sort()
    return {
        "connections": len(steps),
        "requests": len(spent),
        "statuses": sorted(statuses),
        "per_second": round(len(spent) / elapsed),
        "cpu_us": round(1e6 * processor / len(spent)),
        "p50_ms": round(1e3 * spent[len(spent) // 2], 1),
        "p99_ms": round(1e3 * spent[len(spent) * 99 // 100], 1),
    }
