"""Who asks. Accounts fills this in; everything below accounts may read it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import g

LEARNER, INSTRUCTOR, ADMIN = "learner", "instructor", "admin"


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person behind a request, or a stranger without an id."""

    id: int | None = None
    name: str = ""
    is_guest: bool = False
    roles: frozenset[str] = frozenset()
    locale: str = ""
    time_zone: str = "UTC"
    rollover_hour: int = 4
    theme: str = "device"
    four_buttons: bool = False
    shortcuts: bool = True
    type_short_answers: bool = False

    @property
    def is_stranger(self) -> bool:
        return self.id is None

    @property
    def is_member(self) -> bool:
        """Signed in with an account: not a guest, not a stranger."""
        return self.id is not None and not self.is_guest

    @property
    def is_instructor(self) -> bool:
        return bool(self.roles & {INSTRUCTOR, ADMIN})

    @property
    def is_admin(self) -> bool:
        return ADMIN in self.roles


STRANGER = Visitor()
_loaders: list[Callable[[], Visitor]] = []


def load_by(loader: Callable[[], Visitor]) -> None:
    """Accounts says here how the person is found."""
    _loaders[:] = [loader]


def visitor() -> Visitor:
    """The visitor of this request, read once."""
    if "visitor" not in g:
        g.visitor = _loaders[0]() if _loaders else STRANGER
    return g.visitor  # type: ignore[no-any-return]


def forget() -> None:
    """The visitor changed within this request: read again when next asked."""
    g.pop("visitor", None)
