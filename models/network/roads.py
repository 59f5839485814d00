"""Reads the roads and ferries of an OpenStreetMap file (.osm.pbf) into segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import osmium
import pyproj
from numpy.typing import NDArray

from models.domain.errors import InputError
from models.domain.place import CRS, DM_PER_M
from models.network.network import FERRY, Int32
from models.network.segments import ROAD, FerryWay, Segments
from models.network.tags import ACCESS_KEYS, SPEED_KMH, WayUse, parse_duration, way_use

OSM_CRS = "EPSG:4326"
UNITS_PER_DEGREE = 10_000_000
"""OpenStreetMap keeps whole ten-millionths of a degree (about 1 cm)."""

UNNAMED_FERRY = "Færge"

_KEYS = ("highway", "route", "maxspeed", "oneway", "junction", "area", *ACCESS_KEYS)
_WKB_HEADER = 9
_WKB_POINT = 16
_WAYS_BETWEEN_REPORTS = 4096
_BYTES_PER_WAY = 64


class RoadFile(NamedTuple):
    """What was read: segments, the file's date ("" where it has none), ways cut by its edge."""

    segments: Segments
    date: str
    cut_ways: int


class _Lines(NamedTuple):
    """Ways while they are read: line geometries as hexadecimal WKB, and what they are."""

    wkb: list[str]
    uses: list[WayUse]
    ferries: list[tuple[int, FerryWay]]


def read_road_file(path: Path, report: Callable[[float], None]) -> RoadFile:
    """Return every road a car may use and every ferry in an OpenStreetMap file.

    Points of different ways are one where their coordinates are the same (1 cm): that is
    faster than asking for node numbers and finds the same junctions. Barriers and turn
    restrictions are not looked at.

    Parameters
    ----------
    path : Path
    report : callable
        Called with a rising fraction; what it raises stops the reading.

    Raises
    ------
    InputError
        The file is missing, cut short, not OpenStreetMap, or without any road.
    """
    _check_readable(path)
    lines, cut_ways = _Lines([], [], []), 0
    try:
        date = osmium.FileProcessor(str(path)).header.get("osmosis_replication_timestamp", "")
        for count, way in enumerate(_road_ways(path)):
            cut_ways += _add(way, lines)
            if count % _WAYS_BETWEEN_REPORTS == 0:
                report(count / (count + 1 + path.stat().st_size / _BYTES_PER_WAY))
    except RuntimeError as error:
        raise _not_osm(path) from error
    if not lines.wkb:
        raise _no_roads(path)
    return RoadFile(_segments(lines), date[:10], cut_ways)


def _road_ways(path: Path) -> Iterator[osmium.osm.Way]:
    """Yield the ways worth looking at; the sieving is done in C++."""
    wanted = [("highway", kind) for kind in SPEED_KMH]
    processor = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY)
    yield from (
        processor.with_locations()
        .with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        .with_filter(osmium.filter.TagFilter(*wanted, ("route", "ferry")))
    )


@cache
def _use_of(values: tuple[str | None, ...]) -> WayUse | None:
    return way_use({k: v for k, v in zip(_KEYS, values, strict=True) if v is not None})


_FACTORY = osmium.geom.WKBFactory()


def _add(way: osmium.osm.Way, lines: _Lines) -> bool:
    """Add one way where a car may use it; return True where part of it is missing."""
    tags = way.tags
    use = _use_of(tuple(map(tags.get, _KEYS)))
    if use is None:
        return False
    try:
        parts, is_cut = [_FACTORY.create_linestring(way)], False
    except osmium.InvalidLocationError:
        parts, is_cut = list(_known_parts(way)), True
    except RuntimeError:  # a line needs two different points
        return False
    for part in parts:
        if use.flags & FERRY:
            ferry = FerryWay(
                tags.get("name", UNNAMED_FERRY), parse_duration(tags.get("duration", ""))
            )
            lines.ferries.append((len(lines.wkb), ferry))
        lines.wkb.append(part)
        lines.uses.append(use)
    return is_cut


def _known_parts(way: osmium.osm.Way) -> Iterator[str]:
    """Yield the stretches of a way whose points are in the file, as hexadecimal WKB."""
    stretch: list[tuple[float, float]] = []
    for node in (*way.nodes, None):
        if node is not None and node.location.valid():
            stretch.append((node.lon, node.lat))
            continue
        if len(set(stretch)) > 1:
            header = b"\x01\x02\x00\x00\x00" + len(stretch).to_bytes(4, "little")
            yield (header + np.array(stretch, dtype="<f8").tobytes()).hex()
        stretch = []


def _segments(lines: _Lines) -> Segments:
    """Return the lines as segments between points that are told apart by coordinates."""
    degrees, n_points = _coordinates(lines.wkb)
    units = np.rint(degrees * UNITS_PER_DEGREE).astype(np.int64)
    keys, point = np.unique((units[:, 0] << 32) + units[:, 1], return_inverse=True)
    line = np.repeat(np.arange(len(n_points), dtype=np.int32), n_points)
    inside = (line[1:] == line[:-1]) & (point[1:] != point[:-1])
    line = line[1:][inside]
    ferry = np.full(len(n_points), ROAD, dtype=np.int32)
    ferry[[index for index, _ in lines.ferries]] = np.arange(len(lines.ferries))
    e, n = _projected(keys)
    return Segments(
        e=e,
        n=n,
        start=point[:-1][inside].astype(np.int32),
        end=point[1:][inside].astype(np.int32),
        speed_kmh=np.array([use.speed_kmh for use in lines.uses], np.float32)[line],
        flags=np.array([use.flags for use in lines.uses], np.uint8)[line],
        ferry=ferry[line],
        ferries=tuple(way for _, way in lines.ferries),
    ).simplified()


def _coordinates(wkb: list[str]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return all points, degrees with shape (n, 2), and the number of points of each line.

    Cutting the headers out of one buffer takes 0.2 s where shapely takes 1.6 s.
    """
    n_bytes = np.array([len(line) // 2 for line in wkb], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(n_bytes)[:-1]])
    raw = np.frombuffer(bytes.fromhex("".join(wkb)), dtype=np.uint8)
    is_point = np.ones(len(raw), dtype=np.bool_)
    is_point[(starts[:, None] + np.arange(_WKB_HEADER)).ravel()] = False
    points = raw[is_point].view("<f8").reshape(-1, 2)
    return points, (n_bytes - _WKB_HEADER) // _WKB_POINT


def _projected(keys: NDArray[np.int64]) -> tuple[Int32, Int32]:
    """Return eastings and northings in whole decimetres of packed OSM coordinates."""
    north = keys & 0xFFFFFFFF
    lat = np.where(north >= 1 << 31, north - (1 << 32), north)
    lon = (keys - lat) >> 32
    transformer = pyproj.Transformer.from_crs(OSM_CRS, CRS, always_xy=True)
    e, n = transformer.transform(lon / UNITS_PER_DEGREE, lat / UNITS_PER_DEGREE)
    return _whole_dm(e), _whole_dm(n)


def _whole_dm(metres: NDArray[np.float64]) -> Int32:
    return np.rint(metres * DM_PER_M).astype(np.int32)


def _check_readable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            is_empty = not file.read(1)
    except OSError as error:
        raise InputError(
            f"Vejfilen »{path}« kan ikke åbnes. Kontrollér, at den findes og må læses.",
            f"The road file “{path}” cannot be opened. Check that it exists and may be read.",
        ) from error
    if is_empty:
        raise InputError(
            f"Vejfilen »{path}« er tom. Hent den igen.",
            f"The road file “{path}” is empty. Fetch it again.",
        )


def _not_osm(path: Path) -> InputError:
    return InputError(
        f"Vejfilen »{path}« kan ikke læses: forventede en hel OpenStreetMap-fil (.osm.pbf), "
        "men filen er skåret over, beskadiget eller af en anden slags. Hent den igen.",
        f"The road file “{path}” cannot be read: expected a whole OpenStreetMap file "
        "(.osm.pbf), but the file is cut short, damaged or of another kind. Fetch it again.",
    )


def _no_roads(path: Path) -> InputError:
    return InputError(
        f"Vejfilen »{path}« indeholder ingen veje: forventede OpenStreetMap-veje med mærket "
        "»highway«, fandt ingen, som biler må bruge. Vælg en fil med vejnettet.",
        f"The road file “{path}” holds no roads: expected OpenStreetMap ways tagged "
        "“highway”, found none that cars may use. Choose a file with the road network.",
    )
