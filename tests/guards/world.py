"""An owner with a private bank, a card, an attempt and a report; and everybody else."""

from sqlalchemy import select

from app.banks.models import Question, QuestionVersion, Report
from app.db import db
from app.quizzes.models import Attempt
from app.web.clock import now
from app.web.keys import new_key
from tests.conftest import Browser


class World:
    """`own()` fills the arguments of a route with the owner's things, `fields()` its form."""

    def __init__(self, app, make) -> None:
        self.app = app
        self.owner = make.user("Owner")
        self.people = {
            "stranger": None,
            "guest": make.guest(),
            "member": make.user("Member"),
            "instructor": make.instructor(),
            "admin": make.user("Admin", "admin"),
        }
        self.bank = make.bank(owner_id=self.owner.id, visibility="private")
        self.card = db.session.scalars(
            select(Question).where(Question.card_form == "self_rated").order_by(Question.id)
        ).first()
        self.version = db.session.scalars(
            select(QuestionVersion).where(QuestionVersion.question_id == self.card.id)
        ).one()
        self.report = make.add(
            Report(question_version_id=self.version.id, user_id=self.owner.id, reason="unclear",
                   created_at=now())
        )  # fmt: skip
        self.key = new_key(now())
        mine = self.browser("owner")
        mine.post(f"/banks/{self.bank.uid}/study")
        mine.post(f"/cards/{self.card.target_id}/reviews", self.rating(self.key))
        mine.post(
            "/quiz", {"bank": self.bank.uid, "number": "5", "pool": "all", "feedback": "each"}
        )
        self.attempt = db.session.scalars(select(Attempt)).one()

    def rating(self, key):
        return {"key": key, "version": 0, "shown": self.version.id, "rating": 3}

    def browser(self, role) -> Browser:
        browser, person = Browser(self.app), {**self.people, "owner": self.owner}[role]
        if role == "guest":
            browser.be_guest(person)
        elif person is not None:
            browser.sign_in(person)
        return browser

    def own(self) -> dict:
        return {
            "bank_uid": self.bank.uid, "fact_id": self.card.fact.uid.partition("/")[2],
            "entity_id": "adda", "question_uid": self.card.uid, "report_id": self.report.id,
            "target_id": self.card.target_id, "attempt_id": self.attempt.id,
            "quiz_id": self.attempt.quiz_id, "position": 1, "key": self.key,
        }  # fmt: skip

    def fields(self, endpoint) -> dict:
        """What the form of this route sends; most make do with a fresh key."""
        own = {
            "reviews.answer": {"version": 1, "shown": self.version.id, "rating": 3},
            "banks.send_report": {"reason": "unclear", "version": self.version.id},
            "banks.close_report": {"state": "mended"},
            "banks.judge": {"decision": "approved"},
            "quizzes.answer": {"answer": "x", "answer-1": "x"},
        }
        return {"key": new_key(now()), **own.get(endpoint, {})}
