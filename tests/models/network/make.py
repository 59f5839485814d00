"""Makes small OpenStreetMap files, and finds the shared data."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import osmium
import pyproj
import pytest
from hypothesis import strategies as st

from models.domain.place import Place
from models.network.links import Link
from models.network.network import BACKWARD, FERRY, FORWARD, LaidLink, Network

Points = Mapping[int, tuple[float, float]]
Ways = Sequence[tuple[Sequence[int], Mapping[str, str]]]

HERE = Place(0.0, 0.0)
STREET = {"highway": "residential", "maxspeed": "36"}

_TO_DEGREES = pyproj.Transformer.from_crs(25832, 4326, always_xy=True)


def write_roads(path: Path, points: Points, ways: Ways) -> Path:
    """Write points (EPSG:25832, metres) and ways (points, tags) as an OSM file."""
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
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


def make_network(
    nodes: Sequence[tuple[int, int]],
    edges: Sequence[tuple[int, int, int, Sequence[tuple[int, int]]]],
) -> Network:
    """Return a network of nodes (dm) and edges (from, to, flags, corners between)."""
    shapes = [[nodes[a], *corners, nodes[b]] for a, b, _, corners in edges]
    steps = [
        [max(round(float(np.hypot(x - u, y - v))), 1) for (u, v), (x, y) in pairwise(shape)]
        for shape in shapes
    ]
    offsets = [np.concatenate([[0], np.cumsum(step)]) for step in steps]
    lengths = [int(offset[-1]) for offset in offsets]
    ints = partial(np.array, dtype=np.int32)
    flags = np.array([flag for _, _, flag, _ in edges], dtype=np.uint8)
    return Network(
        kind="road",
        source="test",
        node_e=ints([e for e, _ in nodes]),
        node_n=ints([n for _, n in nodes]),
        edge_from=ints([a for a, _, _, _ in edges]),
        edge_to=ints([b for _, b, _, _ in edges]),
        edge_length_dm=ints(lengths),
        edge_time_ds=ints([max(length // 10, 1) for length in lengths]),
        edge_flags=flags,
        shape_start=ints(np.cumsum([0, *(len(shape) for shape in shapes)])),
        shape_e=ints([e for shape in shapes for e, _ in shape]),
        shape_n=ints([n for shape in shapes for _, n in shape]),
        shape_offset_dm=ints(np.concatenate(offsets)),
        links=tuple(
            LaidLink(Link(f"F{i}", "ferry", HERE, HERE, minutes=5.0), int(i), int(flags[i]))
            for i in np.flatnonzero(flags & FERRY)
        ),
    )


_POINTS = st.tuples(st.integers(0, 9000), st.integers(0, 9000))
_FLAGS = st.sampled_from(
    [FORWARD | BACKWARD] * 4 + [FORWARD, BACKWARD, FORWARD | BACKWARD | FERRY, FORWARD | FERRY]
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Draw small networks: one-way streets, ferries, loops and parallel edges among them."""
    nodes = draw(st.lists(_POINTS, min_size=2, max_size=8))
    number = st.integers(0, len(nodes) - 1)
    edge = st.tuples(number, number, _FLAGS, st.lists(_POINTS, min_size=0, max_size=3))
    edges = draw(st.lists(edge, min_size=1, max_size=14))
    edges.append((0, 1, FORWARD | BACKWARD, []))  # something that is no ferry
    return make_network(nodes, edges)
