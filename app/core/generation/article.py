"""The fingerprint of an article: enough to notice a change or a copied sentence, never the text."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

RUN = 8
MOST_PARAGRAPHS, MOST_PRINTED = 1_000_000, 10_000
# 32 bits: among the thousands of runs of an article, a bank's words meet one by chance about
# once in a hundred banks.
_HASH_LENGTH = 8
_WORD = re.compile(r"\w+(?:['’]\w+)*")


_Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _PrintedParagraph(BaseModel):
    """As `to_json` prints it. The label is as long as the column that keeps it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    number: Annotated[int, Field(ge=1, le=MOST_PARAGRAPHS)]
    label: Annotated[str, StringConstraints(max_length=100, pattern=r"^\P{Cc}*$")]
    sha256: _Sha256
    runs: Annotated[str, StringConstraints(pattern=r"^[0-9a-f ]*$")]


class _Printed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    sha256: _Sha256
    paragraphs: Annotated[tuple[_PrintedParagraph, ...], Field(max_length=MOST_PRINTED)]


class BadArticle(ValueError):
    """An `article.json` that cannot be read."""


@dataclass(frozen=True, slots=True)
class FingerprintOfParagraph:
    """`label` is ours; `runs` are hashes of every eight words in a row, sorted."""

    number: int
    sha256: str
    label: str
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article's paragraphs: its non-empty lines, headings included, counted from 1."""

    sha256: str
    paragraphs: tuple[FingerprintOfParagraph, ...]

    @property
    def runs(self) -> frozenset[str]:
        return frozenset(run for paragraph in self.paragraphs for run in paragraph.runs)

    def label(self, number: int) -> str:
        """The paragraph's label; ``""`` if it has none or does not exist."""
        labels = {paragraph.number: paragraph.label for paragraph in self.paragraphs}
        return labels.get(number, "")

    def to_json(self) -> bytes:
        paragraphs = [
            {
                "number": each.number,
                "label": each.label,
                "sha256": each.sha256,
                "runs": " ".join(each.runs),
            }
            for each in self.paragraphs
        ]
        table = {"sha256": self.sha256, "paragraphs": paragraphs}
        return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes | str) -> "Fingerprint":
        """Read `article.json`; raise BadArticle."""
        try:
            table = _Printed.model_validate_json(data)
        except ValidationError as error:
            wrong = error.errors()[0]
            where = ".".join(str(step) for step in wrong["loc"]) or "article.json"
            reason = f"{where}: {wrong['msg']}"
            raise BadArticle(f"article.json cannot be read: {reason}. Make it anew.") from error
        return cls(table.sha256, tuple(map(_paragraph, table.paragraphs)))


def fingerprint(text: str, labels: Mapping[int, str]) -> Fingerprint:
    """Take the fingerprint of an article's whole text, with our labels by paragraph number."""
    lines = (line.strip() for line in text.splitlines())
    paragraphs = tuple(
        FingerprintOfParagraph(number, _sha256(line), labels.get(number, ""), _sorted_runs(line))
        for number, line in enumerate(filter(None, lines), 1)
    )
    return Fingerprint(_sha256("\n".join(each.sha256 for each in paragraphs)), paragraphs)


def copied(text: str, runs: frozenset[str]) -> Iterator[str]:
    """The runs of eight words that the text shares with the article, as the text words them."""
    words = _words(text)
    for start in range(len(words) - RUN + 1):
        run = words[start : start + RUN]
        if _hash(run) in runs:
            yield " ".join(run)


def _paragraph(printed: _PrintedParagraph) -> FingerprintOfParagraph:
    runs = tuple(printed.runs.split())
    return FingerprintOfParagraph(printed.number, printed.sha256, printed.label, runs)


def _sorted_runs(line: str) -> tuple[str, ...]:
    words = _words(line)
    return tuple(
        sorted({_hash(words[start : start + RUN]) for start in range(len(words) - RUN + 1)})
    )


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _hash(run: list[str]) -> str:
    return _sha256(" ".join(run))[:_HASH_LENGTH]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
