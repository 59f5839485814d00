"""What OpenStreetMap tags say of a way: may a car use it, which way, and how fast."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from models.network.network import BACKWARD, FERRY, FORWARD

SPEED_KMH = {
    "motorway": 120.0,
    "motorway_link": 60.0,
    "trunk": 90.0,
    "trunk_link": 60.0,
    "primary": 80.0,
    "primary_link": 50.0,
    "secondary": 75.0,
    "secondary_link": 50.0,
    "tertiary": 65.0,
    "tertiary_link": 45.0,
    "unclassified": 60.0,
    "residential": 45.0,
    "road": 50.0,
    "service": 20.0,
    "living_street": 15.0,
}
"""Highway classes a car may use, with the speed driven where no limit is mapped.

The general limits of the Danish road traffic act (Færdselsloven § 42: 50 in towns, 80
outside, 130 on motorways) less what bends, junctions and towns on the way take. The figures
are estimates and have not been checked against measured speeds. Classes that are not named
here (track, footway, cycleway, path, pedestrian, bus_guideway, construction ...) are not
for cars.
"""

FERRY_KMH = 15.0
"""Speed of a ferry whose `duration` is not mapped; an estimate."""

ACCESS_KEYS = ("motorcar", "motor_vehicle", "vehicle", "access")
"""Who may use a way, the most particular first: the first one mapped decides."""

CLOSED = frozenset(
    {"no", "private", "agricultural", "forestry", "delivery", "emergency", "bus", "military"}
)
"""Values that keep an ordinary car out. "destination", "customers", "permit" let it in."""

NAMED_SPEEDS = {
    "DK:urban": 50.0,
    "DK:rural": 80.0,
    "DK:trunk": 90.0,
    "DK:motorway": 130.0,
    "DK:living_street": 15.0,
    "walk": 7.0,
    "none": 130.0,
}

KM_PER_MILE = 1.609344

_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*(mph|km/h|kmh|kph)?")
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d\d)")
_MINUTES = re.compile(r"\d+(?:\.\d+)?")
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


class WayUse(NamedTuple):
    """What a car can do with a way: network flags (FORWARD, BACKWARD, FERRY), and km/h."""

    flags: int
    speed_kmh: float


def way_use(tags: Mapping[str, str]) -> WayUse | None:
    """Return how a car uses a way with these tags, None where it may not.

    A ferry for foot passengers only (`motor_vehicle=no`, as to Tunø) is a ferry all the
    same: it is how the islanders reach their doctor. Only `access` can close a ferry.
    """
    if tags.get("route") == "ferry":
        if tags.get("access") in CLOSED:
            return None
        return WayUse(_direction(tags) | FERRY, FERRY_KMH)
    default = SPEED_KMH.get(tags.get("highway", ""))
    if default is None or not _may_drive(tags) or tags.get("area") == "yes":
        return None
    return WayUse(_direction(tags), parse_speed(tags.get("maxspeed", "")) or default)


def _may_drive(tags: Mapping[str, str]) -> bool:
    for key in ACCESS_KEYS:
        if key in tags:
            return tags[key] not in CLOSED
    return True


def _direction(tags: Mapping[str, str]) -> int:
    match tags.get("oneway"):
        case "yes" | "true" | "1":
            return FORWARD
        case "-1" | "reverse":
            return BACKWARD
        case "no" | "false" | "0":
            return FORWARD | BACKWARD
    is_circle = tags.get("junction") in ("roundabout", "circular")
    is_implied = is_circle or tags.get("highway") == "motorway"
    return FORWARD if is_implied else FORWARD | BACKWARD


def parse_speed(text: str) -> float | None:
    """Return a `maxspeed` in km/h, None where the text is none that is understood.

    Understands "80", "50 mph" and the named Danish limits ("DK:urban"). Of several values
    ("50;80") the first counts.
    """
    text = text.split(";")[0].strip()
    if text in NAMED_SPEEDS:
        return NAMED_SPEEDS[text]
    found = _SPEED.fullmatch(text)
    if not found or float(found[1]) == 0:
        return None
    return float(found[1]) * (KM_PER_MILE if found[2] == "mph" else 1.0)


def parse_duration(text: str) -> float | None:
    """Return a ferry's `duration` in minutes, None where the text is none that is understood.

    Understands hours and minutes ("01:15"), with seconds ("00:12:30"), whole minutes ("75")
    and ISO 8601 ("PT1H15M").
    """
    text = text.strip()
    if _MINUTES.fullmatch(text):
        return float(text) or None
    if found := _CLOCK.fullmatch(text):
        with_seconds = found[1] is not None
        hours, minutes, seconds = (
            (found[1], found[2], found[3]) if with_seconds else (found[2], found[3], "0")
        )
        return int(hours) * 60 + int(minutes) + int(seconds) / 60 or None
    if found := _ISO.fullmatch(text):
        days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return days * 1440 + hours * 60 + minutes + seconds / 60 or None
    return None
