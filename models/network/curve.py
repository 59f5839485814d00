"""Orders points along a Hilbert curve, so that neighbours on the ground are so in memory."""

from __future__ import annotations

import numpy as np

from models.kernels.kernel import bulk_kernel
from models.network.network import Int32, Int64

_BITS = 20
"""The curve's square has 2**20 steps a side: 4 m steps for all of Denmark."""


def curve_order(e: Int32, n: Int32, points: Int32) -> Int32:
    """Return `points` sorted along the curve through their coordinates, then by number.

    `e`, `n` are decimetres, int32 with shape (n_point,); `points` int32 with shape (k,).
    """
    if not len(points):
        return points
    east, north = e[points].astype(np.int64), n[points].astype(np.int64)
    east, north = east - east.min(), north - north.min()
    shift = max(int(max(east.max(), north.max())).bit_length() - _BITS, 0)
    order = np.lexsort((points, _curve_key(east >> shift, north >> shift)))
    sorted_points: Int32 = points[order]
    return sorted_points


@bulk_kernel
def _curve_key(x: Int64, y: Int64) -> Int64:
    """Return how far along the Hilbert curve each point lies.

    References
    ----------
    The `xy2d` routine in Wikipedia, "Hilbert curve".
    """
    key = np.zeros(len(x), np.int64)
    for i in range(len(x)):
        a, b = x[i], y[i]
        side = 1 << (_BITS - 1)
        while side > 0:
            right, upper = 1 if a & side else 0, 1 if b & side else 0
            key[i] += side * side * ((3 * right) ^ upper)
            if upper == 0:
                if right == 1:
                    a, b = (1 << _BITS) - 1 - a, (1 << _BITS) - 1 - b
                a, b = b, a
            side >>= 1
    return key
