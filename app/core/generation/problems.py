"""What is wrong with a bank as written: where, which field, why, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic_core import ErrorDetails

LONGEST_COMPARED, MOST_COMPARED = 80, 500
HELP = "questions/README.md tells what each field holds."


@dataclass(frozen=True, slots=True)
class Problem:
    where: str
    field: str
    reason: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.where}, {self.field}" if self.field else self.where
        return f"{place}: {self.reason} {self.mend}"


class BadSource(ValueError):
    """A bank that cannot be read. `problems` holds everything found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def problem_of(error: ErrorDetails, where: str, fields: Iterable[str]) -> Problem:
    """Say one of pydantic's findings in words that help."""
    place = ".".join(str(step) for step in error["loc"])
    reason, mend = _words(error, place, fields)
    return Problem(where, place, reason, mend)


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    # Two long words take long to compare, and so does one with thousands.
    close = get_close_matches(wrong[:LONGEST_COMPARED], sorted(known)[:MOST_COMPARED], n=1)
    return f"Did you mean {close[0]!r}?" if close else otherwise


# What pydantic finds, by its own name for it: the reason and the mend.
_WORDS = {
    "missing": ("The field is missing.", f"Write it. {HELP}"),
    "extra_forbidden": ("There is no such field.", f"Take it out. {HELP}"),
    "enum": ("{input} is not one of the words allowed here.", "Write one of {expected}."),
    "string_type": ("{input} is not text.", "Put it in quotation marks."),
    "string_too_short": ("There is nothing in it.", f"Write something. {HELP}"),
    "string_pattern_mismatch": (
        "{input} is not spelled as it must be.",
        "Ids are small letters, digits and hyphens; dates are 2013, 2013-01 or 2013-01-31; "
        "languages are en or pt-BR; addresses begin with https://.",
    ),
    "too_short": ("There are too few.", f"Write more. {HELP}"),
    "too_long": ("There are too many.", f"Leave some out. {HELP}"),
    "string_too_long": ("It has more than {expected} characters.", "Say it in fewer words."),
    "dict_type": ("This is not a table.", 'Write { name = "value" }.'),
    "mapping_type": ("This is not a table.", 'Write { name = "value" }.'),
    "model_type": ("This is not a table.", 'Write { name = "value" }.'),
    "tuple_type": ("This is not a list.", 'Write ["one", "two"], also for one alone.'),
}


def _words(error: ErrorDetails, place: str, fields: Iterable[str]) -> tuple[str, str]:
    plain = error["msg"].removeprefix("Value error, ")
    reason, mend = _WORDS.get(error["type"], (f"{plain}.", HELP))
    context = error.get("ctx", {})
    expected = context.get("expected", context.get("max_length", ""))
    said = reason.replace("{input}", repr(error["input"])).replace("{expected}", str(expected))
    if error["type"] == "extra_forbidden":
        mend = did_you_mean(place, fields, mend)
    return said, mend.replace("{expected}", str(expected))
