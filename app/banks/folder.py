"""A bank's folder, such as `questions/mali-minusma`: its files as text, and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from app.core.generation import Fingerprint, Release, Source, Verdict, read, read_verdicts

BANK, FACTS, ARTICLE = "bank.toml", "facts.toml", "article.json"
RELEASED, VERDICTS = "questions.json", "verdicts.toml"
FIELDS = {
    BANK: "bank_toml",
    FACTS: "facts_toml",
    ARTICLE: "article_json",
    RELEASED: "questions_json",
    VERDICTS: "verdicts_toml",
}


class MissingFile(ValueError):
    """A file that the folder must hold; the message says where it comes from."""


@dataclass(frozen=True)
class Texts:
    """The files of a bank's folder; `verdicts_toml` is "" where nobody judged a question.

    Each is read once, when it is asked for: `source` and `verdicts` raise BadSource, `article`
    BadArticle, `release` BadRelease.
    """

    bank_toml: str
    facts_toml: str
    article_json: str
    questions_json: str
    verdicts_toml: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        """By the names under which they are made again."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def by_name(self) -> Mapping[str, str]:
        """File by file, without the one that need not be there."""
        files = {name: getattr(self, field) for name, field in FIELDS.items()}
        return {name: text for name, text in files.items() if text or name != VERDICTS}

    @cached_property
    def source(self) -> Source:
        return read(self.bank_toml, self.facts_toml)

    @cached_property
    def article(self) -> Fingerprint:
        return Fingerprint.from_json(self.article_json)

    @cached_property
    def release(self) -> Release:
        return Release.from_json(self.questions_json)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        return read_verdicts(self.verdicts_toml)


@dataclass(frozen=True, slots=True)
class Folder:
    """The only place that touches the files."""

    path: Path

    def texts(self) -> Texts:
        """All files as they are, `questions_json` "" before the first build; raise MissingFile."""
        return Texts(
            bank_toml=self._text(BANK, "It names the bank: see questions/README.md."),
            facts_toml=self._text(FACTS, "It holds the facts: see questions/README.md."),
            article_json=self._text(ARTICLE, self._mend("article", " ARTICLE.txt")),
            questions_json=self._optional(RELEASED),
            verdicts_toml=self._optional(VERDICTS),
        )

    def source(self) -> Source:
        """The bank as written; raise MissingFile or BadSource."""
        return read(
            self._text(BANK, "It names the bank: see questions/README.md."),
            self._text(FACTS, "It holds the facts: see questions/README.md."),
        )

    def article(self) -> Fingerprint:
        """The article's fingerprint; raise MissingFile or BadArticle."""
        return Fingerprint.from_json(self._text(ARTICLE, self._mend("article", " ARTICLE.txt")))

    def release(self) -> Release:
        """The released questions; raise MissingFile or BadRelease."""
        return Release.from_json(self._text(RELEASED, self._mend("build")))

    def last_release(self) -> Release | None:
        """The released questions, if there are any yet; raise BadRelease."""
        return self.release() if (self.path / RELEASED).exists() else None

    def verdicts(self) -> tuple[Verdict, ...]:
        """What was decided about single questions; raise BadSource."""
        return read_verdicts(self._optional(VERDICTS))

    def write_article(self, article: Fingerprint) -> None:
        self._write(ARTICLE, article.to_json())

    def write_release(self, release: Release) -> None:
        self._write(RELEASED, release.to_json())

    def _mend(self, command: str, more: str = "") -> str:
        return f"Make it: flask bank {command} {self.path}{more}"

    def _optional(self, name: str) -> str:
        return self._text(name, "") if (self.path / name).exists() else ""

    def _text(self, name: str, mend: str) -> str:
        # A pipe would be waited for.
        if (self.path / name).exists() and not (self.path / name).is_file():
            raise MissingFile(f"{self.path / name} is no file.")
        try:
            return (self.path / name).read_bytes().decode()
        except FileNotFoundError:
            raise MissingFile(f"{self.path / name} is missing. {mend}") from None
        except UnicodeDecodeError as error:
            raise MissingFile(f"{self.path / name} is not UTF-8 text: {error}.") from None

    def _write(self, name: str, data: bytes) -> None:
        """All of it or nothing: a build that is stopped half way leaves the old file."""
        fresh = self.path / f"{name}.new"
        fresh.write_bytes(data)
        fresh.replace(self.path / name)
