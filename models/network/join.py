"""Joins points to the network: the nearest point of the nearest edge that is no ferry."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.domain.place import DM_PER_M, Place
from models.kernels.kernel import bulk_kernel, kernel
from models.network.grid import NOTHING, Cells, Grid, build_grid, grid_from, nearest_segment
from models.network.network import BOTH_WAYS, FERRY, NO_EDGE, Int32, Joint, Joints, Network

_ANY_RANK = 1

UNJOINED = Joint(NO_EDGE, 0, 0)
"""What `join` gives where no edge lies within the limit."""


class EdgeIndex:
    """Finds where points join a network.

    Of equally near edges the lowest number is taken, then the lowest offset. Distances are
    compared in float64 from whole decimetres; offsets and access legs are rounded half to
    even. Ferries are never joined to, nor bridges out of use.

    Attributes
    ----------
    network : Network
    """

    def __init__(self, network: Network, cells: Cells | None = None) -> None:
        """`cells` are those of its grid, where they are known."""
        self.network = network
        self._cells = cells

    @cached_property
    def _edge_of_shape(self) -> Int32:
        counts = np.diff(self.network.shape_start)
        return np.repeat(np.arange(self.network.n_edges, dtype=np.int32), counts)

    @cached_property
    def grid(self) -> Grid:
        """The grid over shape segments: number i runs from shape point i to the next.

        Built at the first question. The last point of each edge begins no segment.
        """
        e, n = self.network.shape_e, self.network.shape_n
        ends = e[:-1], n[:-1], e[1:], n[1:]
        if self._cells is not None:
            return grid_from(self._cells, *ends)
        return build_grid(*ends, self._ranks())

    def _ranks(self) -> Int32:
        """Return 0 for the segments of roads, -1 for those that nothing joins."""
        flags, start = self.network.edge_flags, self.network.shape_start
        is_road = ((flags & FERRY) == 0) & ((flags & BOTH_WAYS) != 0)
        rank = np.repeat(np.where(is_road, 0, -1).astype(np.int32), np.diff(start))
        rank[start[1:] - 1] = -1
        return rank[:-1]

    def join(self, place: Place, limit_m: float) -> Joint:
        """Return where `place` (EPSG:25832, metres) joins, within `limit_m` metres.

        `UNJOINED`, with edge -1, where no road is that near.
        """
        e, n = place.in_dm()
        limit_dm = round(limit_m * DM_PER_M)
        found = _join(self.grid, self._edge_of_shape, self._offsets, e, n, limit_dm)
        return Joint(*map(int, found))

    def join_many(self, e: NDArray[np.float64], n: NDArray[np.float64], limit_m: float) -> Joints:
        """Return where many points join, within `limit_m` metres.

        Parameters
        ----------
        e, n : ndarray of floats or ints with shape (n_point,)
            EPSG:25832, metres.
        limit_m : float

        Returns
        -------
        Joints
            `edge` is -1 where no road is that near.
        """
        e_dm = np.rint(np.asarray(e, np.float64) * DM_PER_M).astype(np.int32)
        n_dm = np.rint(np.asarray(n, np.float64) * DM_PER_M).astype(np.int32)
        limit_dm = round(limit_m * DM_PER_M)
        return Joints(
            *_join_many(self.grid, self._edge_of_shape, self._offsets, e_dm, n_dm, limit_dm)
        )

    @property
    def _offsets(self) -> Int32:
        return self.network.shape_offset_dm


def place_on_edge(network: Network, edge: int, offset_dm: int) -> Place:
    """Return the place (EPSG:25832, metres) `offset_dm` along an edge from its start."""
    shape = slice(network.shape_start[edge], network.shape_start[edge + 1])
    offsets = network.shape_offset_dm[shape]
    return Place(
        float(np.interp(offset_dm, offsets, network.shape_e[shape])) / DM_PER_M,
        float(np.interp(offset_dm, offsets, network.shape_n[shape])) / DM_PER_M,
    )


@kernel
def _join(
    grid: Grid, edge_of_shape: Int32, offset_dm: Int32, e: int, n: int, limit_dm: int
) -> tuple[int, int, int]:
    hit = nearest_segment(grid, e, n, limit_dm, _ANY_RANK)
    i = hit.segment
    if i == NOTHING:
        return NO_EDGE, 0, 0
    along_dm = hit.along * (offset_dm[i + 1] - offset_dm[i])
    offset = offset_dm[i] + int(np.rint(along_dm))
    return edge_of_shape[i], offset, int(np.rint(np.sqrt(hit.distance_2)))


@bulk_kernel
def _join_many(
    grid: Grid, edge_of_shape: Int32, offset_dm: Int32, e: Int32, n: Int32, limit_dm: int
) -> tuple[Int32, Int32, Int32]:
    count = len(e)
    edge, offset = np.empty(count, np.int32), np.empty(count, np.int32)
    access = np.empty(count, np.int32)
    for i in range(count):
        edge[i], offset[i], access[i] = _join(
            grid, edge_of_shape, offset_dm, np.int64(e[i]), np.int64(n[i]), limit_dm
        )
    return edge, offset, access
