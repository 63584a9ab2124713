"""TOML that anybody may have written, read in time."""

import re
import tomllib
from typing import Any

# The parser takes the square of a key's parts, and a hundred times a figure's length of memory.
# No file of a bank has a key of more than three parts.
MOST_PARTS, MOST_FIGURES = 8, 1_000
_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_TOO_LONG = re.compile(
    rf"(?<![\w\\-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS}}}[ \t]*+[]=.]"
)
_ENDLESS = re.compile(rf"(?<![0-9A-Fa-f_])[0-9A-Fa-f_]{{{MOST_FIGURES}}}")


def tables_of(text: str) -> dict[str, Any]:
    """The tables of the text; raise ValueError or RecursionError."""
    if _TOO_LONG.search(text):
        raise ValueError(f"a key in it has more than {MOST_PARTS} parts")
    if _ENDLESS.search(text):
        raise ValueError(f"a number in it has more than {MOST_FIGURES} figures")
    return tomllib.loads(text)
