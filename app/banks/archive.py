"""A bank's folder as one zip, and back. A zip from elsewhere is hostile until proven otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

MOST_BYTES = 32 * 1024 * 1024


class BadArchive(ValueError):
    """Not a bank's zip; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The files of a bank's folder. `verdicts_toml` is "" where nobody judged a question."""

    bank_toml: str
    facts_toml: str
    article_json: str
    questions_json: str
    verdicts_toml: str = ""

    @property
    def by_name(self) -> Mapping[str, str]:
        raise NotImplementedError


def pack(texts: Texts) -> bytes:
    """The same bytes from the same texts."""
    raise NotImplementedError


def unpack(stream: BinaryIO) -> Texts:
    """The texts of a bank's zip, read within limits; raise BadArchive."""
    raise NotImplementedError
