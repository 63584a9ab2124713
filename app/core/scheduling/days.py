"""Study days: a learner's day begins at their rollover hour, in their time zone."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DAY = EPOCH.date()
HOURS = range(24)


class UnknownZone(ValueError):
    """The name is no time zone this machine knows."""


@dataclass(frozen=True, slots=True)
class StudyCalendar:
    """Turns moments into study days (ints, days since 1970-01-01) and back.

    Raises UnknownZone for a name that is no zone, ValueError for an hour outside 0 to 23.
    """

    zone: str
    rollover_hour: int = 4
    _zone: tzinfo = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.rollover_hour not in HOURS:
            raise ValueError("A day starts at an hour from 0 to 23.")
        object.__setattr__(self, "_zone", _zone_named(self.zone))

    @classmethod
    def or_utc(cls, zone: str, rollover_hour: int = 4) -> Self:
        """The calendar of a stored zone; UTC where the zone is unknown to this machine."""
        try:
            return cls(zone, rollover_hour)
        except UnknownZone:
            return cls("UTC", rollover_hour)

    def day_of(self, at: datetime) -> int:
        """The study day a moment lies in. Never decreases as time goes on."""
        if at.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        wall = at.astimezone(self._zone).replace(tzinfo=None)
        day = ((wall - timedelta(hours=self.rollover_hour)).date() - FIRST_DAY).days
        # A clock set back across the rollover shows the old day again: the new one has begun.
        return day + 1 if at >= self.start_of(day + 1) else day

    def start_of(self, day: int) -> datetime:
        """The first moment of a study day, in UTC."""
        return _start_of(self._zone, self.rollover_hour, day)


@lru_cache(maxsize=16_384)
def _start_of(zone: tzinfo, hour: int, day: int) -> datetime:
    wall = datetime.combine(FIRST_DAY + timedelta(days=day), time(hour))
    start = wall.replace(tzinfo=zone).astimezone(UTC)
    if start.astimezone(zone).replace(tzinfo=None) == wall:
        return start
    return _end_of_gap(zone, wall, late=start)


def _end_of_gap(zone: tzinfo, wall: datetime, late: datetime) -> datetime:
    """When clocks jump over the rollover, the day begins with the jump."""
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def milliseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(milliseconds=1)


def seconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(seconds=1)


def _zone_named(name: str) -> tzinfo:
    # UTC must work even on a machine without time zone data.
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZone(name) from error
