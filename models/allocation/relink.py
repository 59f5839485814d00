"""A region with another book of bridges and ferries: every distance that hangs on it, anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from models.allocation.prepare import JOIN_LIMIT_M, prepare_distances
from models.allocation.region import Region
from models.domain.practice import Practice
from models.network.book import with_links
from models.network.join import EdgeIndex
from models.network.links import Link
from models.network.network import BRIDGE, FERRY_COST, NO_EDGE, Network

Progress = Callable[[float], None]


def relinked(region: Region, links: Sequence[Link], progress: Progress) -> Region:
    """Return the region with its links as `links` has them (see `with_links`).

    The same links give the same region, to the bit, whatever they were in between. Where
    only minutes or days differ, distances are kept.

    `progress` is told the share done (0 to 1) and may raise to cancel.
    """
    network = with_links(region.network, links)
    if np.array_equal(network.edge_flags, region.network.edge_flags):
        return replace(region, network=network, derived={})
    changed = network.edge_flags != region.network.edge_flags
    if np.any(network.edge_flags[changed] & BRIDGE):
        return _all_anew(region, network, progress)
    return _crossings_anew(region, network, progress)


def _all_anew(region: Region, network: Network, progress: Progress) -> Region:
    """Return the region with every distance searched: a bridge may be on any way."""
    squares = region.squares
    e, n = squares.e.astype(np.float64), squares.n.astype(np.float64)
    joints = EdgeIndex(network).join_many(e, n, JOIN_LIMIT_M)
    within_limit, own = prepare_distances(network, joints, region.practices, region.lists, progress)
    return replace(
        region, network=network, joints=joints, within_limit=within_limit, own=own, derived={}
    )


def _crossings_anew(region: Region, network: Network, progress: Progress) -> Region:
    """Return the region with the distances of those who need a ferry, or have no way, searched.

    Ferries come or go. Whoever can drive is never sent over water, so nobody else's way is
    another, and reaches know only roads.
    """
    need = [
        practice
        for practice in region.practices
        if practice.provider_number in region.lists and _needs_ferry(region, practice)
    ]
    _, own = prepare_distances(network, region.joints, need, region.lists, progress)
    return replace(region, network=network, own={**region.own, **own}, derived={})


def _needs_ferry(region: Region, practice: Practice) -> bool:
    """Whether any of the practice's own patients comes by ferry, or would if there were one."""
    number = practice.provider_number
    cost, squares = region.own[number], region.lists[number].squares
    is_joined = region.joints.edge[squares] != NO_EDGE
    return bool(np.any(is_joined & ((cost < 0) | (cost >= FERRY_COST))))
