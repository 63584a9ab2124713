"""The server is killed while people study: no acknowledged answer is lost or doubled."""

import random
import sqlite3
import subprocess
import sys
import threading
import time

from tests.server import ROOT, Learner, Server, form_of
from tests.world import world

LEARNERS = 4


class Studying(threading.Thread):
    """A learner who answers one card after the other and remembers what the server confirmed."""

    def __init__(self, port, app, uniquifier, seed) -> None:
        super().__init__(daemon=True)
        self.learner = Learner(port, app, _user_id=uniquifier, _fresh=True)
        self.rng = random.Random(seed)
        self.acknowledged: list[str] = []
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.is_set():
            status, page = self._until_answered(self.learner.get, "/study")
            assert status == 200, page
            action, fields = form_of(page, r"/cards/\d+/reviews")
            fields.pop("csrf_token")
            fields["rating"] = self.rng.choice("113")
            status, page = self._until_answered(self.learner.post, action, **fields)
            assert status == 303, page
            self.acknowledged.append(fields["key"])
        self.learner.close()

    def _until_answered(self, send, *words, **fields):
        """The same request until the server answers, as the page's journal does."""
        while True:
            try:
                return send(*words, **fields)
            except OSError:
                time.sleep(0.05)


def wait_for_answers(people, more) -> None:
    """Until that many more answers were confirmed, however slow the machine is."""
    end = time.monotonic() + 60
    enough = sum(len(person.acknowledged) for person in people) + more
    while sum(len(person.acknowledged) for person in people) < enough:
        assert time.monotonic() < end, "nobody gets an answer in"
        time.sleep(0.002)


def test_no_acknowledged_answer_is_lost_or_doubled_by_kills(tmp_path, request):
    kills = request.config.getoption("--kills")
    app, names = world(tmp_path, LEARNERS)
    server = Server(tmp_path)
    server.start()
    people = [Studying(server.port, app, name, seed) for seed, name in enumerate(names)]
    for person in people:
        person.start()
    rng = random.Random(kills)
    for _ in range(kills):
        wait_for_answers(people, rng.randrange(8, 40))
        time.sleep(rng.uniform(0, 0.02))
        server.kill()
        server.start()
    wait_for_answers(people, LEARNERS)
    for person in people:
        person.is_over.set()
        person.join(timeout=30)
    server.stop()

    acknowledged = [key for person in people for key in person.acknowledged]
    with sqlite3.connect(tmp_path / "factdeck.db") as database:
        kept = [key.hex() for (key,) in database.execute("SELECT key FROM review")]
    database.close()
    assert len(acknowledged) >= 8 * kills
    assert len(kept) == len(set(kept))
    assert set(acknowledged) <= set(kept)
    assert len(kept) - len(acknowledged) <= LEARNERS * kills
    checked = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "check"],
        cwd=ROOT,
        env=server.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
