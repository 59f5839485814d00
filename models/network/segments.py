"""A road network before contraction: straight segments between numbered points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from models.kernels.kernel import bulk_kernel
from models.network.network import BACKWARD, BRIDGE, FERRY, FORWARD, Int32, UInt8

ROAD = -1
"""In `Segments.ferry`: the segment is no ferry."""


class FerryWay(NamedTuple):
    """A ferry as the file has it: its name, and its minutes where mapped."""

    name: str
    minutes: float | None


def turned_flags(flags: UInt8) -> UInt8:
    """Return flags as seen from the other end of each segment."""
    ahead, back = (flags & FORWARD) // FORWARD, (flags & BACKWARD) // BACKWARD
    kind = flags & (FERRY | BRIDGE)
    return (kind | ahead * BACKWARD | back * FORWARD).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Segments:
    """Straight segments between points.

    Attributes
    ----------
    e, n : ndarray of int32 with shape (n_point,)
        EPSG:25832, decimetres.
    start, end : ndarray of int32 with shape (n_segment,)
        Points.
    speed_kmh : ndarray of float32 with shape (n_segment,)
    flags : ndarray of uint8 with shape (n_segment,)
        FORWARD (start to end), BACKWARD, FERRY, BRIDGE.
    ferry : ndarray of int32 with shape (n_segment,)
        Position in `ferries`, -1 for roads.
    ferries : tuple of FerryWay
    """

    e: Int32
    n: Int32
    start: Int32
    end: Int32
    speed_kmh: NDArray[np.float32]
    flags: UInt8
    ferry: Int32
    ferries: tuple[FerryWay, ...]

    @property
    def n_points(self) -> int:
        """The number of points."""
        return len(self.e)

    @property
    def n_segments(self) -> int:
        """The number of segments."""
        return len(self.start)

    @property
    def is_road(self) -> NDArray[np.bool_]:
        """Which segments are roads, not ferries; bool with shape (n_segment,)."""
        is_road: NDArray[np.bool_] = (self.flags & FERRY) == 0
        return is_road

    def lengths_dm(self) -> Int32:
        """Return the length of each segment, int32 with shape (n_segment,), at least 1 dm.

        Plane distance between the rounded points: the scale of the projection (0.9996 to
        1.0005 in Denmark west of Bornholm) is not corrected. A length of 0 would let a
        search go in circles for nothing.
        """
        de = (self.e[self.end] - self.e[self.start]).astype(np.float64)
        dn = (self.n[self.end] - self.n[self.start]).astype(np.float64)
        return np.maximum(np.rint(np.sqrt(de * de + dn * dn)), 1).astype(np.int32)

    def kept(self, mask: NDArray[np.bool_]) -> Segments:
        """Return the segments where `mask` is True; points keep their numbers."""
        return replace(
            self,
            start=self.start[mask],
            end=self.end[mask],
            speed_kmh=self.speed_kmh[mask],
            flags=self.flags[mask],
            ferry=self.ferry[mask],
        )

    def simplified(self) -> Segments:
        """Return the segments with doubles made one, sorted by their ends, lower point first.

        Municipalities' road lines overlap at their borders: in the file of Midtjylland one
        segment in ten stands twice. Doubles would keep junctions where there are none. A
        double may be used in the directions of both, at the higher speed. Ferries stay.
        """
        is_turned = self.start > self.end
        start, end = np.minimum(self.start, self.end), np.maximum(self.start, self.end)
        flags = np.where(is_turned, turned_flags(self.flags), self.flags)
        order = np.lexsort((self.ferry, end, start))
        columns = np.stack([start[order], end[order], self.ferry[order]])
        is_new = np.any(np.diff(columns, axis=1, prepend=-2) != 0, axis=0)
        first = np.flatnonzero(is_new)
        return replace(
            self,
            start=start[order][first],
            end=end[order][first],
            speed_kmh=np.maximum.reduceat(self.speed_kmh[order], first),
            flags=np.bitwise_or.reduceat(flags[order], first),
            ferry=self.ferry[order][first],
        )

    def extended(
        self, start: Int32, end: Int32, speed_kmh: float, flags: int, ferry: int = ROAD
    ) -> Segments:
        """Return these segments and, after them, new ones between points that exist."""
        count = len(start)
        return replace(
            self,
            start=np.concatenate([self.start, start]).astype(np.int32),
            end=np.concatenate([self.end, end]).astype(np.int32),
            speed_kmh=np.concatenate([self.speed_kmh, np.full(count, speed_kmh, np.float32)]),
            flags=np.concatenate([self.flags, np.full(count, flags, np.uint8)]),
            ferry=np.concatenate([self.ferry, np.full(count, ferry, np.int32)]),
        )


class Pieces(NamedTuple):
    """Connected pieces, the longest first.

    `of_point` int32 (n_point,): the piece of each point; `length_dm` int64 (n_piece,).
    """

    of_point: Int32
    length_dm: NDArray[np.int64]


def road_pieces(segments: Segments) -> Pieces:
    """Return the pieces that hang together by road, whatever the direction of traffic."""
    is_road = segments.is_road
    label = _joined(segments.start[is_road], segments.end[is_road], segments.n_points)
    return _longest_first(segments, label)


def strong_pieces(segments: Segments) -> Pieces:
    """Return the pieces within which every point can be reached from every other."""
    ahead, back = (segments.flags & FORWARD) > 0, (segments.flags & BACKWARD) > 0
    come = np.concatenate([segments.start[ahead], segments.end[back]])
    go = np.concatenate([segments.end[ahead], segments.start[back]])
    size = segments.n_points
    graph = csr_array((np.ones(len(come), np.int8), (come, go)), shape=(size, size))
    _, label = connected_components(graph, directed=True, connection="strong")
    return _longest_first(segments, label)


@bulk_kernel
def _joined(start: Int32, end: Int32, size: int) -> Int32:
    """Return for each point the lowest point it hangs together with (union-find).

    Ten times faster than building a sparse matrix for SciPy, and called several times.
    """
    parent = np.arange(size).astype(np.int32)
    for i in range(len(start)):
        a, b = start[i], end[i]
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        while parent[b] != b:
            parent[b] = parent[parent[b]]
            b = parent[b]
        parent[max(a, b)] = min(a, b)
    for point in range(size):
        parent[point] = parent[parent[point]]
    return parent


def _longest_first(segments: Segments, label: Int32) -> Pieces:
    """Number labelled pieces by length of road, longest first, then by lowest point."""
    count = int(label.max()) + 1
    inside = segments.is_road & (label[segments.start] == label[segments.end])
    # sums stay below 2**53, so adding in float64 is exact
    lengths = np.where(inside, segments.lengths_dm(), 0)
    length = np.bincount(label[segments.start], lengths, count).astype(np.int64)
    first = np.full(count, segments.n_points, dtype=np.int64)
    first[label[::-1]] = np.arange(segments.n_points)[::-1]
    used = np.flatnonzero(first < segments.n_points)
    order = used[np.lexsort((first[used], -length[used]))]
    rank = np.empty(count, dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return Pieces(rank[label], length[order])
