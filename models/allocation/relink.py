"""A region with another book of bridges and ferries: every distance that hangs on it, anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from models.allocation.prepare import JOIN_LIMIT_M, prepare_distances
from models.allocation.region import Region
from models.network.book import with_links
from models.network.join import EdgeIndex
from models.network.links import Link
from models.network.network import BRIDGE, Joints, Network


def relinked(region: Region, links: Sequence[Link], progress: Callable[[float], None]) -> Region:
    """Return the region with its links as `links` has them (see `with_links`).

    The same links give the same region, to the bit, whatever they were in between. Where
    only minutes or days differ, distances are kept.

    `progress` is told the share done (0 to 1) and may raise to cancel.
    """
    network = with_links(region.network, links)
    if np.array_equal(network.edge_flags, region.network.edge_flags):
        return replace(region, network=network, derived={})
    joints = _joints(region, network)
    within_limit, own = prepare_distances(network, joints, region.practices, region.lists, progress)
    return replace(
        region, network=network, joints=joints, within_limit=within_limit, own=own, derived={}
    )


def _joints(region: Region, network: Network) -> Joints:
    """Return where squares join: nowhere else than before, unless a bridge comes or goes."""
    changed = network.edge_flags != region.network.edge_flags
    if not np.any(changed & (network.edge_flags & BRIDGE > 0)):
        return region.joints
    squares = region.squares
    e, n = squares.e.astype(np.float64), squares.n.astype(np.float64)
    return EdgeIndex(network).join_many(e, n, JOIN_LIMIT_M)
