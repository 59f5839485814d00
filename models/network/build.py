"""Builds the network from a road file: read, repair, keep the main component, contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import dist
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.domain.errors import InputError
from models.domain.place import DM_PER_M, Place
from models.network.book import with_links
from models.network.contract import Chains, contracted
from models.network.gaps import Repairs, repaired
from models.network.links import Link
from models.network.network import BRIDGE, FERRY, Int32, Int64, LaidLink, Network
from models.network.roads import read_road_file
from models.network.segments import Segments, road_pieces, strong_pieces
from models.network.tags import FERRY_KMH

FERRY_WAIT_MINUTES = 10.0
"""Wait before a crossing; the road file has none. An estimate, to be edited in the project."""

SAME_SHORE_M = 2_000.0
"""Ferries whose ends lie within this distance of each other's cross the same water."""

NAMED_PIECE_DM = 10_000
"""Left-out pieces of road at least this long (1 km) are named in the report."""

_DM_PER_KM = 10_000.0
_KMH_PER_DM_PER_S = 0.36


class LeftOut(NamedTuple):
    """A piece of road that hangs together with nothing: where, and its length in km."""

    place: Place
    km: float


@dataclass(frozen=True, slots=True)
class RoadReport:
    """What was read from a road file and what became of it.

    Attributes
    ----------
    points_read, segments_read : int
    road_km : float
        Roads that cars may use, as read.
    cut_ways : int
        Ways that leave the file's edge; the stretches inside are used.
    pieces_joined : int
    joined_km : float
        Pieces of road joined to longer ones over small gaps.
    ferries_joined, ferries_moved : tuple of str
        Ferries whose ends had to be joined to the roads, or moved to the water they cross.
    bridges_laid : tuple of str
        Known bridges and dams that the file leaves out.
    near_misses : int
        Dead ends that almost touch another road; left as they are.
    left_out_km : float
    left_out_pieces : tuple of LeftOut
        What cannot be reached from the main component; pieces over 1 km, the longest first.
    nodes, edges : int
        After contraction.
    """

    points_read: int
    segments_read: int
    road_km: float
    cut_ways: int
    pieces_joined: int
    joined_km: float
    ferries_joined: tuple[str, ...]
    ferries_moved: tuple[str, ...]
    bridges_laid: tuple[str, ...]
    near_misses: int
    left_out_km: float
    left_out_pieces: tuple[LeftOut, ...]
    nodes: int
    edges: int


class BuiltNetwork(NamedTuple):
    """The network, and the report on how it came about."""

    network: Network
    report: RoadReport


def _ignore(_fraction: float) -> None:
    """Report to nobody."""


def build_road_network(
    path: Path, progress: Callable[[float], None] = _ignore, links: Sequence[Link] = ()
) -> BuiltNetwork:
    """Return the contracted road network of an OpenStreetMap file (.osm.pbf).

    The same file gives the same network, to the bit. Its book holds the ferries of the file,
    with the days that `links` knows of them, and the bridges that had to be laid.

    Parameters
    ----------
    path : Path
    progress : callable
        Called with a rising fraction from 0 to 1. What it raises (`CancelledError`) ends
        the work.
    links : sequence of Link
        Known bridges and ferries.

    Raises
    ------
    InputError
        The file is missing, cut short, not OpenStreetMap, or without roads that hang
        together.
    """
    progress(0.0)
    file = read_road_file(path, lambda share: progress(0.6 * share))
    progress(0.6)
    segments, repairs = repaired(file.segments, links)
    progress(0.8)
    main = _main_component(segments, path)
    progress(0.9)
    source = f"{path.name}, {file.date}" if file.date else path.name
    network = _network(main, contracted(main), source, repairs.bridges, links)
    report = _report(file.segments, file.cut_ways, repairs, segments, main, network)
    progress(1.0)
    return BuiltNetwork(network, report)


def _main_component(segments: Segments, path: Path) -> Segments:
    """Return the segments of the longest component in which every point reaches every other."""
    in_main = strong_pieces(segments).of_point == 0
    main = segments.kept(in_main[segments.start] & in_main[segments.end])
    if not main.n_segments:
        raise InputError(
            f"Vejfilen »{path}« kan ikke bruges: forventede veje, der hænger sammen, men fandt "
            "kun ensrettede stykker. Vælg en fil med hele vejnettet.",
            f"The road file “{path}” cannot be used: expected roads that hang together, but "
            "found only one-way pieces. Choose a file with the whole road network.",
        )
    return main


def _network(
    segments: Segments,
    chains: Chains,
    source: str,
    bridges: Sequence[Link],
    known: Sequence[Link],
) -> Network:
    lengths = segments.lengths_dm()[chains.segment]
    shape_start = (chains.start + np.arange(len(chains.start))).astype(np.int32)
    offsets = _offsets(lengths, chains.start, shape_start)
    seconds = lengths / (segments.speed_kmh[chains.segment].astype(np.float64) / _KMH_PER_DM_PER_S)
    time_ds = np.rint(np.add.reduceat(seconds, chains.start[:-1]) * 10)
    edge_time_ds = np.maximum(time_ds, 1).astype(np.int32)
    laid = (*_ferries(segments, chains, lengths, known), *_bridges(segments, chains, bridges))
    network = Network(
        kind="road",
        source=source,
        node_e=segments.e[chains.node],
        node_n=segments.n[chains.node],
        edge_from=chains.first,
        edge_to=chains.last,
        edge_length_dm=offsets[shape_start[1:] - 1],
        edge_time_ds=edge_time_ds,
        edge_flags=chains.flags,
        shape_start=shape_start,
        shape_e=segments.e[chains.point],
        shape_n=segments.n[chains.point],
        shape_offset_dm=offsets,
        links=tuple(sorted(laid, key=lambda one: one.edge)),
    )
    return with_links(network, [one.link for one in network.links])


def _offsets(lengths: Int32, start: Int32, shape_start: Int32) -> Int32:
    """Return the distance of each shape point along its edge."""
    total: Int64 = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    edge = np.repeat(np.arange(len(start) - 1), np.diff(shape_start))
    before = np.arange(len(edge)) - edge
    offsets: Int32 = (total[before] - total[start[edge]]).astype(np.int32)
    return offsets


def _ferries(
    segments: Segments, chains: Chains, lengths: Int32, known: Sequence[Link]
) -> list[LaidLink]:
    """Return the ferries among the edges, with their minutes."""
    found = []
    for edge in np.flatnonzero(chains.flags & FERRY):
        steps = slice(chains.start[edge], chains.start[edge + 1])
        ways = list(dict.fromkeys(segments.ferry[chains.segment[steps]].tolist()))
        name = segments.ferries[ways[0]].name
        # every way of a crossing carries the duration of the whole: equal ones count once
        durations = {segments.ferries[way] for way in ways}
        minutes = sum(way.minutes for way in durations if way.minutes is not None)
        km = int(lengths[steps].sum()) / _DM_PER_KM
        link = Link(
            name,
            "ferry",
            *_ends(segments, chains, int(edge)),
            minutes=minutes or km / FERRY_KMH * 60,
            wait_minutes=FERRY_WAIT_MINUTES,
        )
        link = replace(link, days=_days_of(link, known))
        found.append(LaidLink(link, int(edge), int(chains.flags[edge])))
    return found


def _ends(segments: Segments, chains: Chains, edge: int) -> tuple[Place, Place]:
    """Return where an edge starts and ends."""
    points = chains.node[[chains.first[edge], chains.last[edge]]]
    start, end = (
        Place(int(segments.e[point]) / DM_PER_M, int(segments.n[point]) / DM_PER_M)
        for point in points
    )
    return start, end


def _days_of(ferry: Link, known: Sequence[Link]) -> str:
    """Return the days of the known ferry between the same shores; empty where there is none."""
    for link in known:
        ways = ((link.start, link.end), (link.end, link.start))
        if link.kind == "ferry" and any(
            dist(ferry.start, start) <= SAME_SHORE_M and dist(ferry.end, end) <= SAME_SHORE_M
            for start, end in ways
        ):
            return link.days
    return ""


def _bridges(segments: Segments, chains: Chains, bridges: Sequence[Link]) -> list[LaidLink]:
    """Return the bridges that were laid: each BRIDGE edge is the one nearest to it."""
    found = []
    for edge in np.flatnonzero(chains.flags & BRIDGE):
        start, end = _ends(segments, chains, int(edge))
        middle = _between(start, end)
        link = min(bridges, key=lambda one: dist(middle, _between(one.start, one.end)))
        found.append(LaidLink(link, int(edge), int(chains.flags[edge])))
    return found


def _between(start: Place, end: Place) -> Place:
    return Place((start.e + end.e) / 2, (start.n + end.n) / 2)


def _report(
    read: Segments,
    cut_ways: int,
    repairs: Repairs,
    segments: Segments,
    main: Segments,
    network: Network,
) -> RoadReport:
    return RoadReport(
        points_read=read.n_points,
        segments_read=read.n_segments,
        road_km=_road_km(read),
        cut_ways=cut_ways,
        pieces_joined=repairs.pieces_joined,
        joined_km=repairs.joined_dm / _DM_PER_KM,
        ferries_joined=repairs.ferries_joined,
        ferries_moved=repairs.ferries_moved,
        bridges_laid=tuple(bridge.name for bridge in repairs.bridges),
        near_misses=repairs.near_misses,
        left_out_km=_road_km(segments) - _road_km(main),
        left_out_pieces=_left_out(segments, main),
        nodes=network.n_nodes,
        edges=network.n_edges,
    )


def _road_km(segments: Segments) -> float:
    lengths = segments.lengths_dm()[segments.is_road]
    return int(lengths.sum(dtype=np.int64)) / _DM_PER_KM


def _left_out(segments: Segments, main: Segments) -> tuple[LeftOut, ...]:
    """Return the pieces outside the main component that are long enough to be named."""
    in_main = np.zeros(segments.n_points, dtype=np.bool_)
    in_main[main.start] = in_main[main.end] = True
    outside = segments.kept(~(in_main[segments.start] & in_main[segments.end]))
    pieces = road_pieces(outside)
    found = []
    for piece in np.flatnonzero(pieces.length_dm >= NAMED_PIECE_DM):
        at = pieces.of_point == piece
        middle = Place(
            float(segments.e[at].mean()) / DM_PER_M, float(segments.n[at].mean()) / DM_PER_M
        )
        found.append(LeftOut(middle, int(pieces.length_dm[piece]) / _DM_PER_KM))
    return tuple(found)
