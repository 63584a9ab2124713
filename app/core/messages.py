"""Words for people that the core cannot translate itself: a template and what fills it.

Whoever shows one calls ``gettext(words.message, **words.params)``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802  # the name Babel looks for when it collects words
    """Mark a template for translation and return it unchanged."""
    return message


@dataclass(frozen=True, slots=True)
class Words:
    """A template such as ``"a number (%(unit)s)"`` and its parameters."""

    message: str
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return fill(self.message, self.params)


def fill(message: str, params: Mapping[str, str | int]) -> str:
    """The English words; a message without parameters may hold a plain percent sign."""
    return message % params if params else message
