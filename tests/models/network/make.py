"""Makes small OpenStreetMap files, and finds the shared data."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import osmium
import pyproj
import pytest

Points = Mapping[int, tuple[float, float]]
Ways = Sequence[tuple[Sequence[int], Mapping[str, str]]]

STREET = {"highway": "residential", "maxspeed": "36"}

_TO_DEGREES = pyproj.Transformer.from_crs(25832, 4326, always_xy=True)


def write_roads(path: Path, points: Points, ways: Ways) -> Path:
    """Write points (EPSG:25832, metres) and ways (points, tags) as an OSM file."""
    with osmium.SimpleWriter(str(path)) as writer:
        for number, (e, n) in points.items():
            lon, lat = _TO_DEGREES.transform(500_000 + e, 6_200_000 + n)
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(lon, lat)))
        for number, (nodes, tags) in enumerate(ways, start=1):
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=dict(tags)))
    return path


def shared_file(name: str) -> Path:
    """Return a file of the shared data, or skip the test."""
    beside = Path(__file__).resolve().parents[3].parent / "shared" / "data"
    path = Path(os.environ.get("PRAKSISKORT_SHARED_DATA", beside)) / name
    if not path.exists():
        pytest.skip(f"shared data file {name} is not at hand")
    return path
