"""questions/LINT.md explains every code."""

import re
from pathlib import Path

from app.core.generation import CODES, Severity

DOCS = (Path(__file__).resolve().parents[4] / "questions" / "LINT.md").read_text("utf-8")


def test_every_code_is_explained_and_says_whether_it_stops():
    rows = re.findall(r"^\| `([a-z-]+)` \|(.*?)\|", DOCS, re.MULTILINE)
    told = {code: stops.strip() == "yes" for code, stops in rows}
    assert told == {name: code.severity is Severity.ERROR for name, code in CODES.items()}
