"""Coordinate systems told by where points fall, and points brought to EPSG:25832."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.domain.place import CRS
from models.domain.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class System(StrEnum):
    """A coordinate system and the order of its axes in the columns taken for X and Y."""

    UTM32 = "EPSG:25832"
    UTM33 = "EPSG:25833"
    WGS84 = "EPSG:4326"
    MERCATOR = "EPSG:3857"
    UTM32_SWAPPED = "EPSG:25832 swapped"
    UTM33_SWAPPED = "EPSG:25833 swapped"
    WGS84_SWAPPED = "EPSG:4326 swapped"

    @property
    def is_swapped(self) -> bool:
        """Whether the column taken for X holds northings or latitudes."""
        return self.value.endswith("swapped")

    @property
    def epsg(self) -> str:
        """The system's code."""
        return self.value.partition(" ")[0]

    @property
    def label(self) -> Text:
        """The system's name on screen."""
        return _TITLES[self]


_TITLES = {
    System.UTM32: Text("UTM 32", "UTM 32"),
    System.UTM33: Text("UTM 33", "UTM 33"),
    System.WGS84: Text("længde- og breddegrad", "longitude and latitude"),
    System.MERCATOR: Text("webkort (Web Mercator)", "Web Mercator"),
    System.UTM32_SWAPPED: Text("UTM 32 med X og Y byttet om", "UTM 32 with X and Y swapped"),
    System.UTM33_SWAPPED: Text("UTM 33 med X og Y byttet om", "UTM 33 with X and Y swapped"),
    System.WGS84_SWAPPED: Text(
        "bredde- og længdegrad (byttet om)", "latitude and longitude (swapped)"
    ),
}

_DENMARK_BOXES = (
    (440_000.0, 6_060_000.0, 620_000.0, 6_410_000.0),  # Jutland, Funen, Samsø
    (600_000.0, 6_320_000.0, 645_000.0, 6_370_000.0),  # Læsø
    (645_000.0, 6_275_000.0, 670_000.0, 6_295_000.0),  # Anholt
    (600_000.0, 6_040_000.0, 745_000.0, 6_240_000.0),  # Zealand, Lolland, Falster
    (850_000.0, 6_090_000.0, 910_000.0, 6_160_000.0),  # Bornholm
)
"""West, south, east and north in EPSG:25832: Denmark roughly, tighter than its bounds, so that
UTM 33 does not pass for UTM 32."""

FEW = 0.02
"""Share of points by which the best system must lead the next to be sure."""


def in_denmark(e: Floats, n: Floats) -> Bools:
    """Return which points lie in or near Denmark; EPSG:25832, metres, NaN lies nowhere."""
    inside = np.zeros(len(e), dtype=np.bool_)
    for west, south, east, north in _DENMARK_BOXES:
        inside |= (e >= west) & (e <= east) & (n >= south) & (n <= north)
    return inside


def to_utm32(system: System, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return eastings and northings in EPSG:25832; NaN where a point has none."""
    if system.is_swapped:
        x, y = y, x
    if system.epsg == CRS:
        return x, y
    usable = np.isfinite(x) & np.isfinite(y)
    if system.epsg == System.WGS84:
        usable &= (np.abs(x) <= 180) & (np.abs(y) <= 90)
    e, n = np.full(len(x), np.nan), np.full(len(x), np.nan)
    if usable.any():
        e[usable], n[usable] = _transformer(system.epsg).transform(x[usable], y[usable])
    nowhere = ~(np.isfinite(e) & np.isfinite(n))
    e[nowhere], n[nowhere] = np.nan, np.nan
    return e, n


@cache
def _transformer(epsg: str) -> Any:
    import pyproj

    return pyproj.Transformer.from_crs(epsg, CRS, always_xy=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a system explains the points: the share that falls where it should."""

    system: System
    share: float


def standings(x: Floats, y: Floats, lies_right: Any = in_denmark) -> tuple[Standing, ...]:
    """Return every system, the best first; with equal shares in the order of `System`.

    `lies_right(e, n)` tells which points fall where they should.
    """
    has_point = np.isfinite(x) & np.isfinite(y)
    x, y = x[has_point], y[has_point]
    if not len(x):
        return ()
    found = [
        Standing(system, float(lies_right(*to_utm32(system, x, y)).mean())) for system in System
    ]
    return tuple(sorted(found, key=lambda standing: -standing.share))


def told_system(found: Sequence[Standing]) -> System | None:
    """Return the system that nearly all points tell and no other does, None where none is sure."""
    if not found or found[0].share < 1 - FEW:
        return None
    if len(found) > 1 and found[1].share > found[0].share - FEW:
        return None
    return found[0].system


_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_DEGREES = re.compile(
    r"""([NSEWØV])?\s*(\d{1,3})\s*°\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’])?\s*"""
    r"""(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|''))?\s*([NSEWØV])?""",
    re.IGNORECASE,
)


def parse_degrees(text: str) -> float | None:
    """Return decimal degrees of a text like 55°40'34"N, None where it is none."""
    found = _DEGREES.fullmatch(text.strip())
    if found is None:
        return None
    degrees, minutes, seconds = (
        float(part.replace(",", ".")) if part else 0.0 for part in found.group(2, 3, 4)
    )
    sign = -1.0 if (found[1] or found[5] or "").upper() in ("S", "W", "V") else 1.0
    return sign * (degrees + minutes / 60 + seconds / 3600)


def parse_pair(text: str) -> tuple[float, float] | None:
    """Return the two numbers of a field that holds both coordinates, None where it does not.

    A well-known text ("POINT (575110 6215000)"), or numbers parted by comma, semicolon or
    blank; decimal comma and point both.
    """
    body = text.upper().partition("POINT")[2] or text
    parts = _NUMBER.findall(body)
    if len(parts) == 1 and "," in parts[0]:
        parts = parts[0].split(",")
    if len(parts) not in (2, 3):
        return None
    x, y = (float(part.replace(",", ".")) for part in parts[:2])
    return x, y


def parse_pairs(texts: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the coordinates of a column with both in one field; NaN where there are none."""
    pairs = [parse_pair(text) or (np.nan, np.nan) for text in texts]
    both = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


_CELL = re.compile(r"(\d+)(k?m)_(\d+)_(\d+)", re.IGNORECASE)


def parse_cell(text: str) -> tuple[float, float] | None:
    """Return easting and northing of the middle of a square of the Danish grid by its name.

    "250m_617875_53725" names the south-western corner, northing first, in the largest power of
    ten metres that divides the side: 10 m for 250 m, 1 km for 1 km.

    References
    ----------
    Statistics Denmark and the Danish Geodata Agency, Det Danske Kvadratnet (EPSG:25832).
    """
    found = _CELL.fullmatch(text.strip())
    if found is None:
        return None
    side = int(found[1]) * (1_000 if found[2].lower() == "km" else 1)
    unit = 1
    while side and side % (10 * unit) == 0:
        unit *= 10
    return int(found[4]) * unit + side / 2, int(found[3]) * unit + side / 2


def parse_cells(texts: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the middles of squares by their names; NaN where a name is none of the grid's."""
    middles = [parse_cell(text) or (np.nan, np.nan) for text in texts]
    both = np.array(middles, dtype=np.float64).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()
