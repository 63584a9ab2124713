"""A style guide that only the tests see: every component on a handful of pages."""

import time
from datetime import date, timedelta
from pathlib import Path

from flask import Flask, abort, flash, g, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from wtforms import PasswordField, RadioField, SelectChoice, SelectField, StringField, TextAreaField

from app import web
from app.web import charts, parts
from app.web.errors import ChangedMeanwhile
from app.web.forms import AppForm, needed
from app.web.visitor import Visitor

PAGES = (
    "stranger",
    "learner",
    "bank-list",
    "bank",
    "forms",
    "charts",
    "table",
    "confirm",
    "front",
    "back",
    "four",
    "typed",
    "typed-wrong",
    "quiz",
    "quiz-wrong",
    "result",
    "done",
    "print",
)
SOURCE = parts.Source(
    article=parts.Article(
        title="Mountains and the people below them",
        publisher="Highland Review",
        author="Ada Kofi",
        published_on="2024-02-28",
        url="https://example.org/mountains",
        paragraphs=38,
    ),
    paragraphs=[parts.Paragraph(8, "the break with the valley")],
    as_of="2024-02",
    voice="Said by Ada Kofi",
    tags=["believed, not certain"],
    facts_url="#paragraph-8",
    report_url="#report",
)
CHOICES = [
    parts.Choice("k3", "Bamako"),
    parts.Choice("m1", "Ségou, the old capital of the kingdom on the river, where the road ends"),
    parts.Choice("p9", "Gao"),
    parts.Choice("z4", "Timbuktu"),
]
RESULTS = [
    parts.ChoiceResult("Bamako", is_right=False, is_chosen=True, why="Bamako is the capital."),
    parts.ChoiceResult("Ségou", is_right=False, is_chosen=False, why="Ségou lies on the Niger."),
    parts.ChoiceResult("Gao", is_right=True, is_chosen=False),
    parts.ChoiceResult("Timbuktu", is_right=False, is_chosen=False),
]
TWO = [
    parts.RatingButton(1, "Forgot", "in 1 minute", "1"),
    parts.RatingButton(3, "Remembered", "in 3 days", "2 3 space enter"),
]
FOUR = [
    parts.RatingButton(1, "Again", "in 1 minute", "1"),
    parts.RatingButton(2, "Hard", "in 6 minutes", "2"),
    parts.RatingButton(3, "Good", "in 3 days", "3 space enter"),
    parts.RatingButton(4, "Easy", "in 2 months", "4"),
]


class GuideForm(AppForm):
    email = StringField("Address", [needed("Write an address, such as awa@example.org.")])
    passphrase = PasswordField("Passphrase")
    new_per_day = SelectField("New a day", choices=["5", "10", "20"])
    theme = RadioField(
        "Theme",
        choices=[
            SelectChoice("device", "As the device"),
            SelectChoice("light", "Light"),
            SelectChoice("dark", "Dark"),
        ],
        default="device",
    )
    note = TextAreaField("Note")


def create_guide(**config: object) -> Flask:
    static = Path(web.__file__).parent / "static"
    app = Flask(__name__, static_folder=str(static), static_url_path="/static")
    app.config.from_mapping(
        SECRET_KEY="guide",
        TESTING=True,
        PROPAGATE_EXCEPTIONS=False,
        RATELIMIT_ENABLED=False,
        RATELIMIT_STORAGE_URI="memory://",
        WTF_CSRF_ENABLED=False,
        PRODUCTION=False,
        MAX_CONTENT_LENGTH=1024 * 1024,
    )
    app.config.from_mapping(config)
    web.init_app(app)
    app.before_request(_be_someone)
    for endpoint in ("reviews.study", "banks.index", "quizzes.set_up", "progress.show"):
        app.add_url_rule(f"/{endpoint.split('.')[0]}", endpoint, lambda: "")
    app.add_url_rule("/settings", "accounts.settings", lambda: "")
    app.add_url_rule("/login", "security.login", lambda: "")
    app.add_url_rule("/fail/<int:status>", "fail", _fail, methods=["GET", "POST"])
    app.add_url_rule("/slow", "slow", _slow, methods=["POST"])
    app.add_url_rule("/<name>", "guide", _show)
    app.add_url_rule("/<name>", "guide_sent", _sent, methods=["POST"])
    return app


def _be_someone() -> None:
    theme = request.args.get("theme") or request.cookies.get("theme", "device")
    g.visitor = Visitor(
        id=None if request.path == "/stranger" else 7,
        name="Awa",
        is_guest=request.path == "/learner",
        theme=theme,
    )


def _show(name: str) -> str:
    form = GuideForm()
    if name == "forms" and "wrong" in request.args:
        form.process(data={"email": ""})
        form.validate()
    today = date(2024, 5, 2)
    counts = {today - timedelta(days=n): (n * 7) % 71 for n in range(0, 180, 2)}
    waiting = [
        parts.Bar(f"{today + timedelta(days=n):%-d %b}", (n * 13) % 32, n % 7 == 0, n == 0)
        for n in range(30)
    ]
    return render_template(
        f"guide/{name}.html",
        form=form,
        source=SOURCE,
        choice_rows=CHOICES,
        result_rows=RESULTS,
        two=TWO,
        four=FOUR,
        waiting=charts.bar_chart(waiting),
        heat_map=charts.heat_map(counts, today, 26),
        heat_words=charts.heat_steps(),
        shares_of_bank=[
            parts.Share("known", 41, 3),
            parts.Share("learning", 12, 2),
            parts.Share("new", 11, 4),
        ],
        columns=[
            parts.Column("Question"),
            parts.Column("Type", sort_url="?sort=type", sorted="up"),
            parts.Column("Answers", is_number=True, sort_url="?sort=answers"),
        ],
        items=[
            parts.MenuItem("Bury until tomorrow", "/front", keys="-", fields={"card": "7"}),
            parts.MenuItem("Why this interval", "/front", keys="i"),
            parts.MenuItem("Report a mistake", "/front", icon="flag", keys="!"),
        ],
    )


def _fail(status: int) -> object:
    if status == 409:
        lines = [("Name", "Mali since 2012", "Mali and the mission")]
        raise ChangedMeanwhile(lines, version="4", url="/bank")
    if status == 500:
        raise ValueError("unforeseen")
    if status == 503:
        raise OperationalError("SELECT 1", {}, Exception("no route to host"))
    if status == 422:
        raise CSRFError("The CSRF token has expired.")
    abort(status)


def _slow() -> object:
    time.sleep(1)
    return redirect("/front", 303)


def _sent(name: str) -> object:
    if name in {"front", "typed"} and request.form.get("rating") == "1":
        flash("Taken back. Here it is again.", "status")
    return redirect(f"/{name}", 303)
