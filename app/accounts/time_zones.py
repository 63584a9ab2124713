"""Time zones as people choose them, checked against the zone database."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from app.core.messages import N_

UTC = "UTC"
AREAS = (
    N_("Africa"),
    N_("America"),
    N_("Antarctica"),
    N_("Arctic"),
    N_("Asia"),
    N_("Atlantic"),
    N_("Australia"),
    N_("Europe"),
    N_("Indian"),
    N_("Pacific"),
)


@cache
def all_known() -> frozenset[str]:
    return frozenset(available_timezones())


def is_known(zone: str) -> bool:
    return zone in all_known()


def known(zone: str) -> str:
    """The zone itself, or UTC for what the zone database does not hold."""
    return zone if is_known(zone) else UTC


def city(zone: str) -> str:
    """How a person says it: "Europe/Paris" is "Paris", "America/Argentina/Salta" is "Salta"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@cache
def choices() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By area, each zone and its city, in the order of a select; UTC stands alone first."""
    by_area = {area: tuple(_zones_of(area)) for area in AREAS}
    return {UTC: ((UTC, UTC),), **by_area}


def _zones_of(area: str) -> list[tuple[str, str]]:
    inside = sorted(zone for zone in all_known() if zone.startswith(f"{area}/"))
    return sorted(((zone, _within(area, zone)) for zone in inside), key=lambda pair: pair[1])


def _within(area: str, zone: str) -> str:
    """ "America/Argentina/Salta" is "Argentina, Salta" within America."""
    return zone.removeprefix(f"{area}/").replace("/", ", ").replace("_", " ")
