"""The list of banks, and a bank with its facts."""

from typing import Any

from flask import render_template, request

from app.banks import queries
from app.banks.editor.names import Names
from app.banks.editor.sentence import from_braces
from app.banks.editor.words import DECISIONS, SKILLS
from app.banks.models import Bank
from app.banks.operations.working import working_copy
from app.banks.views.blueprint import blueprint, searched, tabs
from app.banks.words import type_words
from app.core.questions import TYPES
from app.web import clock
from app.web.bounds import row_number
from app.web.parts import Share
from app.web.translate import gettext, ngettext
from app.web.visitor import Visitor, visitor


@blueprint.get("/banks")
def index() -> str:
    search = searched()
    lists = queries.bank_lists(visitor(), search=search, after=request.args.get("after", ""))
    found = ngettext("%(num)d bank matches.", "%(num)d banks match.", lists.count)
    return render_template(
        "banks/index.html", lists=lists, search=search, status_words=found if search else ""
    )


@blueprint.get("/banks/<bank_uid>")
def show(bank_uid: str) -> str:
    person = visitor()
    bank = queries.visible_bank(person, bank_uid)
    is_keeper = queries.keeps(person, bank.id)
    view = request.args.get("view", "")
    if view == "questions" and is_keeper:
        return _questions(bank, person)
    head = _head(bank, person, is_keeper=is_keeper)
    if view == "timeline" and head["tabs"].has_timeline:
        facts = queries.timeline(bank, person, keeper=is_keeper)
        return render_template("banks/timeline.html", facts=facts, **head)
    return _facts(bank, person, head, is_keeper=is_keeper)


def _head(bank: Bank, person: Visitor, *, is_keeper: bool) -> dict[str, Any]:
    """What stands above the facts, however they are arranged."""
    own = queries.own_state(person, bank.id)
    return {
        "bank": bank,
        "keeper_name": queries.owner_name(bank),
        "is_old": bank.is_old(clock.now().date()),
        "own": own,
        "shares": _shares(own) if own else (),
        "is_keeper": is_keeper,
        "tabs": tabs(bank, person, is_keeper=is_keeper),
    }


def _shares(own: queries.OwnState) -> tuple[Share, ...]:
    return (
        Share(gettext("known"), own.known, 1),
        Share(gettext("learning"), own.learning, 2),
        Share(gettext("new"), own.new, 4),
    )


def _facts(bank: Bank, person: Visitor, head: dict[str, Any], *, is_keeper: bool) -> str:
    search = searched()
    after = request.args.get("after", -1, type=row_number)
    page = queries.facts_page(bank, person, keeper=is_keeper, search=search, after=after)
    found = ngettext("%(num)d fact matches.", "%(num)d facts match.", page.count)
    asked: tuple[queries.QuestionLine, ...] = ()
    if not page.count and not search:
        asked, _ = queries.questions_page(bank, keeper=is_keeper)
    return render_template(
        "banks/show.html",
        page=page,
        search=search,
        questions=asked,
        drafted=_drafted(bank) if is_keeper and not search and queries.has_drafts(bank) else (),
        status_words=found if search else "",
        **head,
    )


def _drafted(bank: Bank) -> tuple[tuple[str, str], ...]:
    """What was written since the last release and learners do not see: each fact's id and words."""
    copy = working_copy(bank)
    names = Names(copy.tables("entity"))
    facts = [part for part in copy.drafted if part.part == "fact"]
    texts = (str((part.written or part.released or {}).get("text", "")) for part in facts)
    said = (from_braces(text, names).text for text in texts)
    return tuple(zip((part.key for part in facts), said, strict=True))


def _questions(bank: Bank, person: Visitor) -> str:
    """Every question with its key, for keepers."""
    state = request.args.get("state", "active")
    wanted = queries.Wanted(
        type=request.args.get("type", ""),
        state="" if state == "all" else state,
        skill=request.args.get("skill", ""),
        look=request.args.get("look", ""),
    )
    lines, after = queries.questions_page(
        bank, keeper=True, wanted=wanted, after=request.args.get("after", 0, type=row_number)
    )
    return render_template(
        "banks/questions.html",
        lines=lines,
        after=after,
        wanted=wanted,
        here=request.full_path,
        types=[("", gettext("All types")), *((name, type_words(name)) for name in TYPES)],
        skills=[("", gettext("All")), *SKILLS.items()],
        looks=[
            ("", gettext("All")),
            (queries.WAITING, gettext("Waiting")),
            *DECISIONS.items(),
        ],
        bank=bank,
        tabs=tabs(bank, person, is_keeper=True),
    )
