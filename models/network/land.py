"""Builds the land network: honest estimates of distance where no road file is at hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.domain.errors import InputError
from models.domain.place import DM_PER_M, Place
from models.network.book import offsets_along, with_links
from models.network.coast import Coast, find_coast
from models.network.curve import curve_order
from models.network.lattice import Lattice, lattice_parts, make_lattice
from models.network.links import Link
from models.network.necks import with_necks
from models.network.network import BOTH_WAYS, BRIDGE, FERRY, Int32, LaidLink, Network

SPACING_M = 500.0
"""Between neighbours of the lattice in a row.

Compared on 600 pairs of homes in Midtjylland, 1 to 70 km apart, whose distance by road is
known (`benchmarks/land_distances.py`): with eight or sixteen neighbours, 250 to 500 m
apart, the median error is 5 to 6 per cent every time, because roads wind more or less than
their mean whatever the lattice. Sixteen neighbours 500 m apart have 72,000 points and
560,000 lines, 250 m four times as many, which the search pays for at every mouse move.
Land too narrow for the lattice gets points and lines of its own.
"""

DETOUR_FACTOR = 1.13
"""What a way by road is longer than the shortest line along the lattice.

Between towns 1.08 fits best, between homes more than 5 km apart 1.165; the constant lies
between. With it half of the town pairs of `docs/land-network.md` are within 7 per cent of
the road, and none is beyond 15.
"""

SPEED_KMH = 54.0
"""Average speed; the median of the same pairs over 5 km by road, at the speeds of `tags`."""

MARGIN_M = 20_000.0
"""How far land around the region is taken in, so that ways may leave it and come back."""

LINK_REACH_M = 3_000.0
"""A link whose end is further than this from the shore, or from there from any lattice point,
is left out."""

_VISIBLE_TRIES = 16
_DS_PER_DM = 3.6 / SPEED_KMH


class LandReport(NamedTuple):
    """What became of the land.

    `nodes`, `edges`; `left_out_nodes`: lattice points on land that nothing joins to the main
    component, and `left_out_places` one place in each such piece of several points, the
    largest first; `links_left_out`: names of the links that were not laid, because they are
    beyond the margin, or have both ends at the same lattice point.
    """

    nodes: int
    edges: int
    left_out_nodes: int
    left_out_places: tuple[Place, ...]
    links_left_out: tuple[str, ...]


class BuiltLand(NamedTuple):
    """The land network, and the report on how it came about."""

    network: Network
    report: LandReport


class _Laid(NamedTuple):
    """A link between two lattice points, with its corners (metres)."""

    link: Link
    start: int
    end: int


def _ignore(_fraction: float) -> None:
    """Report to nobody."""


def build_land_network(
    region: Sequence[shapely.Geometry],
    surroundings: Sequence[shapely.Geometry],
    links: Sequence[Link],
    source: str = "",
    progress: Callable[[float], None] = _ignore,
) -> BuiltLand:
    """Return a network over land that crosses water only at the links.

    A lattice of sixteen neighbours, SPACING_M apart; its lines have their straight length
    times DETOUR_FACTOR, links their own. Only the main component is kept. Links out of use
    are laid all the same, so that they can be taken into use, but not travelled.

    Parameters
    ----------
    region, surroundings : sequence of shapely (Multi)Polygons
        Land only; EPSG:25832, metres. Surroundings count within MARGIN_M of the region.
    links : sequence of Link
    source : str
        For the page footer.
    progress : callable
        Called with a rising fraction from 0 to 1. What it raises (`CancelledError`) ends
        the work.

    Raises
    ------
    InputError
        The polygons hold no land.
    """
    progress(0.0)
    coast = find_coast([*region, *surroundings], _within(region))
    if shapely.is_empty(coast.land):
        raise InputError(
            "Terrænnettet kan ikke bygges: forventede flader med land, fandt ingen.",
            "The land network cannot be built: expected polygons of land, found none.",
        )
    progress(0.3)
    lattice = with_necks(coast, make_lattice(coast, SPACING_M), SPACING_M)
    progress(0.6)
    laid = _lay_links(coast, lattice, links)
    kept = _main_component(lattice, laid)
    progress(0.8)
    network = _network(lattice, laid, kept, source)
    progress(1.0)
    return BuiltLand(network, _report(network, lattice, laid, kept, links))


def _within(region: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """Return the region with its margin, roughly: the margin matters to nobody by the metre."""
    shapes = shapely.simplify(np.asarray(region, dtype=object), MARGIN_M / 40)
    return shapely.union_all(shapely.buffer(shapes, MARGIN_M, quad_segs=3))


def _lay_links(coast: Coast, lattice: Lattice, links: Sequence[Link]) -> list[_Laid]:
    """Return the links between the lattice points that stand for their ends."""
    tree = cKDTree(np.stack([lattice.e, lattice.n], axis=1))
    laid = []
    for link in links:
        start, end = (_shore_point(coast, lattice, tree, at) for at in (link.start, link.end))
        if start is not None and end is not None and start != end:
            laid.append(_Laid(link, start, end))
    return laid


def _shore_point(coast: Coast, lattice: Lattice, tree: cKDTree, place: Place) -> int | None:
    """Return the lattice point nearest to the end of a link, None where none is near.

    The end is taken ashore first, unless the shore is farther than LINK_REACH_M: then it
    lies on land that was not given. A point that can be reached over land goes before one
    across water.
    """
    ashore = coast.ashore(place)
    if math.dist(place, ashore) > LINK_REACH_M:
        return None
    e, n = ashore.in_dm()
    distance, near = tree.query((e, n), min(_VISIBLE_TRIES, len(lattice.e)))
    distance, near = np.atleast_1d(distance), np.atleast_1d(near)
    here_e, here_n = np.full(len(near), e, np.int32), np.full(len(near), n, np.int32)
    hidden = coast.crossed(here_e, here_n, lattice.e[near], lattice.n[near])
    best = int(np.lexsort((near, distance, hidden))[0])
    return int(near[best]) if distance[best] <= LINK_REACH_M * DM_PER_M else None


def _main_component(lattice: Lattice, laid: list[_Laid]) -> NDArray[np.bool_]:
    """Return which lattice points hang together with most others; bool, (n_point,)."""
    linked = lattice._replace(
        start=np.concatenate([lattice.start, [one.start for one in laid]]).astype(np.int32),
        end=np.concatenate([lattice.end, [one.end for one in laid]]).astype(np.int32),
    )
    part = lattice_parts(linked)
    in_main: NDArray[np.bool_] = part == np.argmax(np.bincount(part))
    return in_main


def _network(lattice: Lattice, laid: list[_Laid], kept: NDArray[np.bool_], source: str) -> Network:
    points = curve_order(lattice.e, lattice.n, np.flatnonzero(kept).astype(np.int32))
    rank = np.full(len(kept), -1, dtype=np.int32)
    rank[points] = np.arange(len(points), dtype=np.int32)
    inside = kept[lattice.start]
    laid = [one for one in laid if kept[one.start]]
    start = np.concatenate([lattice.start[inside], [one.start for one in laid]]).astype(np.int32)
    end = np.concatenate([lattice.end[inside], [one.end for one in laid]]).astype(np.int32)
    link = np.full(len(start), -1, dtype=np.int32)
    link[len(start) - len(laid) :] = np.arange(len(laid))
    first, last = np.minimum(rank[start], rank[end]), np.maximum(rank[start], rank[end])
    order = np.lexsort((link, last, first))
    ends = _Ends(lattice.e[points], lattice.n[points], first[order], last[order])
    at = np.flatnonzero(link[order] >= 0)
    links = {int(edge): laid[link[order[edge]]].link for edge in at}
    return _assembled(ends, links, source)


class _Ends(NamedTuple):
    """Nodes (decimetres) in their final order, and the edges between them."""

    e: Int32
    n: Int32
    first: Int32
    last: Int32


def _assembled(ends: _Ends, links: dict[int, Link], source: str) -> Network:
    """Return the network of the edges: straight lines of the lattice, and links."""
    counts = np.full(len(ends.first), 2)
    counts[list(links)] = 4
    shape_start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    shape_e, shape_n = np.empty((2, shape_start[-1]), dtype=np.int32)
    offset = np.zeros(shape_start[-1], dtype=np.int32)
    de = (ends.e[ends.last] - ends.e[ends.first]).astype(np.float64)
    dn = (ends.n[ends.last] - ends.n[ends.first]).astype(np.float64)
    straight = np.sqrt(de * de + dn * dn)
    offset[shape_start[1:] - 1] = np.maximum(np.rint(straight * DETOUR_FACTOR), 1)
    for at, node in ((shape_start[:-1], ends.first), (shape_start[1:] - 1, ends.last)):
        shape_e[at], shape_n[at] = ends.e[node], ends.n[node]
    flags = np.full(len(counts), BOTH_WAYS, dtype=np.uint8)
    for edge, link in links.items():
        shape = slice(shape_start[edge], shape_start[edge + 1])
        _lay_out(link, shape_e[shape], shape_n[shape], offset[shape])
        flags[edge] |= FERRY if link.kind == "ferry" else BRIDGE
    length = offset[shape_start[1:] - 1]
    time_ds = np.maximum(np.rint(length * _DS_PER_DM), 1).astype(np.int32)
    network = Network(
        kind="land",
        source=source,
        node_e=ends.e,
        node_n=ends.n,
        edge_from=ends.first,
        edge_to=ends.last,
        edge_length_dm=length,
        edge_time_ds=time_ds,
        edge_flags=flags,
        shape_start=shape_start,
        shape_e=shape_e,
        shape_n=shape_n,
        shape_offset_dm=offset,
        links=tuple(LaidLink(link, edge, int(flags[edge])) for edge, link in links.items()),
    )
    return with_links(network, list(links.values()))


def _lay_out(link: Link, e: Int32, n: Int32, offset: Int32) -> None:
    """Fill in the corners of a link between its two nodes, and the lengths along it."""
    corners = np.array([link.start.in_dm(), link.end.in_dm()], dtype=np.int32)
    to_start, to_end = (np.hypot(e[0] - corners[i, 0], n[0] - corners[i, 1]) for i in (0, 1))
    corners = corners if to_start <= to_end else corners[::-1]
    e[1:3], n[1:3] = corners.T
    offset[:] = offsets_along(e, n)


def _report(
    network: Network,
    lattice: Lattice,
    laid: list[_Laid],
    kept: NDArray[np.bool_],
    links: Sequence[Link],
) -> LandReport:
    part = lattice_parts(lattice)[~kept]
    _, first, count = np.unique(part, return_index=True, return_counts=True)
    order = np.lexsort((first, -count))[: int(np.sum(count > 1))]
    outside = np.flatnonzero(~kept)[first[order]]
    used = {one.link.name for one in laid if kept[one.start]}
    return LandReport(
        nodes=network.n_nodes,
        edges=network.n_edges,
        left_out_nodes=int(np.sum(~kept)),
        left_out_places=tuple(
            Place(int(lattice.e[i]) / DM_PER_M, int(lattice.n[i]) / DM_PER_M) for i in outside
        ),
        links_left_out=tuple(link.name for link in links if link.name not in used),
    )
