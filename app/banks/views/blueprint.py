"""The blueprint that the pages of banks share."""

from flask import Blueprint, request

LONGEST_SEARCH = 200

blueprint = Blueprint("banks", __name__, template_folder="../templates")


def searched() -> str:
    """What is looked for; nobody looks for more words than a sentence has."""
    return request.args.get("q", "").strip()[:LONGEST_SEARCH]
