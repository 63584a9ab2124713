"""Single choice: several options, one key."""

import hashlib
import unicodedata
from typing import Annotated, Literal, Self

from pydantic import Field
from pydantic.dataclasses import dataclass

from app.core.questions.base import (
    FROZEN,
    Fraction,
    Text,
)


@dataclass(frozen=True, slots=True, config=FROZEN)
class Choice:
    """An option; `fraction` is 1 for the key, `why` says why it is right or wrong.

    The id is what forms and stored answers hold. It must tell nothing of the key: `of` makes it
    from the text alone.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")]
    text: Text
    fraction: Fraction = 0.0
    why: str = ""

    @classmethod
    def of(cls, text: str, *, right: bool = False, why: str = "") -> Self:
        return cls(choice_id(text), text, 1.0 if right else 0.0, why)

    @property
    def is_right(self) -> bool:
        return self.fraction == 1


@dataclass(frozen=True, slots=True, config=FROZEN)
class SingleChoice:
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=26)]
    type: Literal["single_choice"] = "single_choice"


def choice_id(text: str) -> str:
    """Ten characters that depend on the words of a choice and on nothing else."""
    words = unicodedata.normalize("NFC", text.strip())
    return hashlib.blake2b(words.encode(), digest_size=5).hexdigest()
