"""A bank's folder, such as `questions/mali-minusma`: the only place that touches its files."""

from dataclasses import dataclass
from pathlib import Path

from app.core.generation import Fingerprint, Release, Source, read

BANK, FACTS, ARTICLE, RELEASED = "bank.toml", "facts.toml", "article.json", "questions.json"


class MissingFile(ValueError):
    """A file that the folder must hold; the message says where it comes from."""


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    def source(self) -> Source:
        """The bank as written; raise MissingFile or BadSource."""
        return read(
            self._text(BANK, "It names the bank: see questions/README.md."),
            self._text(FACTS, "It holds the facts: see questions/README.md."),
        )

    def article(self) -> Fingerprint:
        """The article's fingerprint; raise MissingFile or BadArticle."""
        mend = f"Make it: flask bank article {self.path} ARTICLE.txt"
        return Fingerprint.from_json(self._text(ARTICLE, mend))

    def release(self) -> Release:
        """The released questions; raise MissingFile or BadRelease."""
        mend = f"Make it: flask bank build {self.path}"
        return Release.from_json(self._text(RELEASED, mend))

    def last_release(self) -> Release | None:
        """The released questions, if there are any yet; raise BadRelease."""
        return self.release() if (self.path / RELEASED).exists() else None

    def write_article(self, article: Fingerprint) -> None:
        self._write(ARTICLE, article.to_json())

    def write_release(self, release: Release) -> None:
        self._write(RELEASED, release.to_json())

    def _text(self, name: str, mend: str) -> str:
        try:
            return (self.path / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise MissingFile(f"{self.path / name} is missing. {mend}") from None
        except UnicodeDecodeError as error:
            raise MissingFile(f"{self.path / name} is not UTF-8 text: {error}.") from None

    def _write(self, name: str, data: bytes) -> None:
        """All of it or nothing: a build that is stopped half way leaves the old file."""
        fresh = self.path / f"{name}.new"
        fresh.write_bytes(data)
        fresh.replace(self.path / name)
