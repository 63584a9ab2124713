"""The blueprint that the pages of banks share."""

from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.banks import queries
from app.banks.models import Bank
from app.banks.operations.working import NoFolder
from app.web.errors import refused
from app.web.visitor import Visitor

LONGEST_SEARCH = 200

blueprint = Blueprint("banks", __name__, template_folder="../templates")


@blueprint.errorhandler(NoFolder)
def without_folder(_error: NoFolder) -> ResponseReturnValue:
    """An imported bank has no facts to write; there is nothing at this address."""
    return refused(NotFound())


def searched() -> str:
    """What is looked for; nobody looks for more words than a sentence has."""
    return request.args.get("q", "").strip()[:LONGEST_SEARCH]


@dataclass(frozen=True, slots=True)
class Tabs:
    """Which views of a bank there are for this person; `waiting` counts reports for a keeper."""

    is_keeper: bool
    has_timeline: bool
    has_folder: bool
    waiting: int
    has_reported: bool


def tabs(bank: Bank, person: Visitor, *, is_keeper: bool) -> Tabs:
    has_timeline, has_folder = queries.holds(bank)
    return Tabs(
        is_keeper=is_keeper,
        has_timeline=has_timeline,
        has_folder=has_folder,
        waiting=queries.waiting_reports(bank.id) if is_keeper else 0,
        has_reported=not is_keeper and queries.has_reported(person, bank),
    )
