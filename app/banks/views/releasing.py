"""The release page: what learners would meet, and what stops it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.banks import queries
from app.banks.editor.names import Names
from app.banks.editor.sentence import from_braces
from app.banks.models import Bank
from app.banks.operations import drafts
from app.banks.operations.drafts import DraftPlan, NotReleased
from app.banks.operations.working import WorkingCopy, working_copy
from app.banks.queries.facts import prompt_in_words
from app.banks.views.blueprint import blueprint
from app.core.generation import (
    BadSource,
    Finding,
    Plan,
    Problem,
    Release,
    ReleasedQuestion,
    balance,
)
from app.core.generation.planning import Turn
from app.core.questions import solution
from app.db import db, reading
from app.web import clock
from app.web.limits import limiter
from app.web.translate import gettext, ngettext, translated
from app.web.visitor import visitor
from app.web.words import percent

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One question or fact that a release touches."""

    words: str
    type: str = ""
    was: str = ""
    answers: tuple[str, str] | None = None
    url: str = ""
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """All that change in one way: "4 questions reworded", and what that does to learners."""

    title: str
    words: str
    rows: Sequence[Row]
    learners: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    words: str
    url: str = ""
    is_met: bool = True


@blueprint.get("/banks/<bank_uid>/release")
def release(bank_uid: str) -> str:
    bank = queries.kept_bank(visitor(), bank_uid)
    return _page(bank, only_approved=request.args.get("only_approved") == "yes")


@blueprint.post("/banks/<bank_uid>/release")
@limiter.limit("60 per hour")
def release_now(bank_uid: str) -> ResponseReturnValue:
    bank = queries.kept_bank(visitor(), bank_uid)
    only_approved = request.form.get("only_approved") == "yes"
    try:
        reading()
        prepared = drafts.prepare_release(bank, only_approved=only_approved)
        db.session.rollback()
        applied = drafts.release_draft(
            bank, only_approved=only_approved, now=clock.now(), prepared=prepared
        )
    except (BadSource, NotReleased):
        return _page(bank, only_approved=only_approved), 422
    count = _count(applied.plan)
    flash(
        ngettext(
            "Released: %(num)d question changed.", "Released: %(num)d questions changed.", count
        ),
        "status",
    )
    return redirect(url_for(".show", bank_uid=bank.uid), 303)


def _page(bank: Bank, *, only_approved: bool) -> str:
    copy = working_copy(bank)
    planned = drafts.plan_draft(bank, only_approved=only_approved)
    built = planned.release
    count = _count(planned.plan) if planned.plan else 0
    return render_template(
        "banks/release.html",
        bank=bank,
        planned=planned,
        only_approved=only_approved,
        errors=[_line(bank, copy, each) for each in planned.errors],
        warnings=[_line(bank, copy, each) for each in planned.warnings],
        consequences=planned.consequences,
        changes=list(_groups(bank, copy, planned, planned.plan)) if planned.plan else [],
        drafted=list(_drafted(bank, copy)),
        is_changed=bool(count or copy.drafted),
        count=count or len(copy.drafted),
        unreviewed=len(_unreviewed(copy, built)) if built else 0,
        balance=list(_balance(copy, built)) if built else [],
    )


def _count(plan: Plan) -> int:
    return len(plan.added) + len(plan.reworded) + len(plan.key_changed) + len(plan.retired)


def _groups(bank: Bank, copy: WorkingCopy, planned: DraftPlan, plan: Plan) -> Iterator[Group]:
    """In the order in which they matter to people who study, empty ones left out."""
    was = copy.pinned.by_uid
    rows = {
        "key_changed": [_row(bank, copy, each.new, was) for each in plan.key_changed],
        "retired": [_gone(bank, copy, each.uid, each.prompt) for each in plan.retired],
        "reworded": [_row(bank, copy, each.new, was) for each in plan.reworded],
        "added": [_row(bank, copy, each, {}) for each in plan.added],
        **{turn.value: list(_moves(bank, plan, turn)) for turn in Turn},
    }
    for name, found in rows.items():
        if found:
            title, words = _titled(name, len(found))
            yield Group(title, words, found[:MOST_ROWS], planned.learners.get(name, 0))


def _titled(name: str, count: int) -> tuple[str, str]:
    return {
        "key_changed": (
            ngettext("%(num)d right answer changed", "%(num)d right answers changed", count),
            gettext("Who learned the old answer is told, and learns the card anew."),
        ),
        "retired": (
            ngettext("%(num)d question retired", "%(num)d questions retired", count),
            gettext("They are not asked any more; what people answered is kept."),
        ),
        "reworded": (
            ngettext("%(num)d question reworded", "%(num)d questions reworded", count),
            gettext("Every schedule stays as it is."),
        ),
        "added": (
            ngettext("%(num)d question added", "%(num)d questions added", count),
            gettext("They come as new cards and in quizzes."),
        ),
        Turn.REPLACED.value: (
            ngettext("%(num)d fact replaced", "%(num)d facts replaced", count),
            gettext("The history goes on under the new id."),
        ),
        Turn.SPLIT.value: (
            ngettext("%(num)d fact split", "%(num)d facts split", count),
            gettext("The history of one thing asked goes on in another fact."),
        ),
        Turn.BEGUN_ANEW.value: (
            ngettext("%(num)d fact begun anew", "%(num)d facts begun anew", count),
            gettext("The old history ends: what stands there now means something else."),
        ),
        Turn.DOUBTFUL.value: (
            ngettext("%(num)d fact to look at", "%(num)d facts to look at", count),
            gettext("All its answers change. If it is another fact now, give it another id."),
        ),
    }[name]


def _moves(bank: Bank, plan: Plan, turn: Turn) -> Iterator[Row]:
    for move in plan.moved(turn):
        yield Row(f"{move.was} → {move.fact}", url=_fact_url(bank, move.fact))


def _row(
    bank: Bank,
    copy: WorkingCopy,
    question: ReleasedQuestion,
    before: Mapping[str, ReleasedQuestion],
) -> Row:
    old = before.get(question.uid)
    words, was = _worded(question), _worded(old) if old else ""
    return Row(
        words=words,
        type=question.type,
        was=was if was != words else "",
        answers=_answers(old, question) if old else None,
        url=_fact_url(bank, copy.id_of(question.fact)),
    )


def _answers(old: ReleasedQuestion, new: ReleasedQuestion) -> tuple[str, str] | None:
    """The right answer before and after, where it is another."""
    was, now = solution(old.content).text, solution(new.content).text
    return (was, now) if old.key_hash != new.key_hash and was != now else None


def _gone(bank: Bank, copy: WorkingCopy, uid: str, prompt: str) -> Row:
    old = copy.pinned.by_uid.get(uid)
    fact_id = copy.id_of(old.fact) if old else ""
    return Row(
        words=_worded(old) if old else prompt,
        type=old.type if old else "",
        url=_fact_url(bank, fact_id) if fact_id else "",
    )


def _worded(question: ReleasedQuestion) -> str:
    return prompt_in_words(question.content, question.prompt)


def _fact_url(bank: Bank, fact_id: str) -> str:
    return url_for(".edit_fact", bank_uid=bank.uid, fact_id=fact_id) if fact_id else ""


def _drafted(bank: Bank, copy: WorkingCopy) -> Iterator[Row]:
    names = Names(copy.tables("entity"))
    for part in copy.drafted:
        table = part.written or part.released or {}
        sentence = from_braces(str(table.get("text", "")), names).text
        words = sentence or str(table.get("name") or table.get("prompt") or part.key)
        yield Row(words, url=_part_url(bank, part.part, part.key), is_removed=part.written is None)


def _part_url(bank: Bank, part: str, key: str) -> str:
    if part == "fact":
        return _fact_url(bank, key)
    if part == "bank":
        return url_for(".edit_bank", bank_uid=bank.uid)
    is_name = part == "entity"
    return url_for(".edit_name", bank_uid=bank.uid, entity_id=key) if is_name else ""


def _line(bank: Bank, copy: WorkingCopy, found: Finding | Problem) -> Line:
    """What to mend, with a link to where that is done."""
    if isinstance(found, Problem):
        part, _, key = found.where.partition(" ")
        known = (part, key) in copy.parts
        return Line(f"{found.reason} {found.mend}", _part_url(bank, part, key) if known else "")
    fact_id = copy.id_of(found.where.split(" ")[0])
    words = f"{translated(found.message)} {translated(found.mend)}"
    return Line(words, _fact_url(bank, fact_id))


def _unreviewed(copy: WorkingCopy, built: Release) -> list[str]:
    judged = {verdict.question for verdict in copy.verdicts}
    return [question.uid for question in built.questions if question.uid not in judged]


def _balance(copy: WorkingCopy, built: Release) -> Iterator[Line]:
    found = balance(built, copy.source(), copy.article)
    for line in found.lines:
        words = gettext(
            "%(what)s: %(share)s", what=translated(line.title), share=percent(line.share.value)
        )
        wanted = f" ({_range(line.share.least, line.share.most)})"
        yield Line(words + wanted, is_met=line.share.is_met)
    yield from _silences(found.paragraphs_without_questions, found.facts_without_questions)


def _silences(paragraphs: Sequence[int], facts: Iterable[str]) -> Iterator[Line]:
    if paragraphs:
        numbers = ", ".join(map(str, paragraphs))
        yield Line(gettext("No question is about paragraph %(numbers)s.", numbers=numbers))
    silent = list(facts)
    if silent:
        count = len(silent)
        yield Line(ngettext("%(num)d fact asks nothing.", "%(num)d facts ask nothing.", count))


def _range(least: float, most: float) -> str:
    if least <= 0 and most >= 1:
        return gettext("any share is fine")
    if least <= 0:
        return gettext("at most %(share)s", share=percent(most))
    if most >= 1:
        return gettext("at least %(share)s", share=percent(least))
    return gettext("%(least)s to %(most)s", least=percent(least), most=percent(most))
