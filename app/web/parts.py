"""What the components of a page are given: plain values, so that a template chooses nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One cited paragraph. `label` is our own two to six words; without one the number shows."""

    number: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """The article behind a source line. `published_on` is as exact as known, like `as_of`."""

    title: str
    publisher: str
    author: str = ""
    published_on: str = ""
    url: str = ""
    language: str = "en"
    paragraphs: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """The source line of a shown answer.

    `as_of` is "2024-02" or "2024-02-28"; `voice` is already in words ("Said by Jeremy Keenan"),
    empty for the narrator; `tags` are those that hold ("believed, not certain"). `language` is that
    of the bank, which words the labels. Without an article the line says that no source was given.
    """

    article: Article | None = None
    paragraphs: Sequence[Paragraph] = ()
    as_of: str = ""
    voice: str = ""
    tags: Sequence[str] = ()
    facts_url: str = ""
    report_url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a choice question. `id` is opaque: it says nothing of right or wrong."""

    id: str
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceResult:
    """A row after the answer: what it was, what the person did, and why it is right or wrong."""

    text: str
    is_right: bool
    is_chosen: bool
    why: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row of a matching or an order after the answer.

    `kind` is right, partly, wrong or skipped, and `words` say it; both are "" without an answer.
    `given` is "" unless it is another answer than the `right` one; of an order it is the place.
    """

    text: str
    right: str
    kind: str = ""
    words: str = ""
    given: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class RatingButton:
    """One button below a shown answer. `keys` are those that press it; `interval` is in words."""

    value: int
    words: str
    interval: str
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. With `sort_url` its head is a link; `sorted` is "", "up" or "down"."""

    words: str
    is_number: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a bar that shows a whole. `series` is 1 to 4, the colour and the pattern."""

    words: str
    count: int
    series: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `label` stands below it when `is_labelled`; today's is marked."""

    label: str
    count: int
    is_labelled: bool = False
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A share and the one that was expected, both 0 to 1; `label` stands below them."""

    label: str
    share: float
    expected: float


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of a menu: a link, or with `fields` a form that posts them."""

    words: str
    url: str
    icon: str = ""
    keys: str = ""
    is_danger: bool = False
    fields: Mapping[str, str] | None = field(default=None)
