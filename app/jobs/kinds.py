"""What jobs there are: a feature registers a function under a name."""

from collections.abc import Callable, Mapping
from typing import Any

# Says that the job lives and how far it is; commits what was done so far.
Beat = Callable[[str], None]
Work = Callable[[Mapping[str, Any], Beat], Any]

_KINDS: dict[str, Work] = {}


def register(kind: str, work: Work) -> None:
    """`work(values, beat)` returns what JSON can hold. It may run twice: after a crash, again."""
    _KINDS[kind] = work


def work_of(kind: str) -> Work:
    return _KINDS[kind]
