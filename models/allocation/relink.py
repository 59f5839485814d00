"""A region with another book of bridges and ferries: every distance that hangs on it, anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.allocation.prepare import JOIN_LIMIT_M, prepare_distances
from models.allocation.region import Region
from models.domain.practice import Practice
from models.network.book import course, with_links, without_link
from models.network.join import EdgeIndex
from models.network.laying import lay_link
from models.network.links import Link
from models.network.network import (
    BOTH_WAYS,
    BRIDGE,
    FERRY,
    FERRY_COST,
    NO_EDGE,
    LaidLink,
    Network,
)

Progress = Callable[[float], None]


def relinked(region: Region, links: Sequence[Link], progress: Progress) -> Region:
    """Return the region with its book of links as `links` has it.

    Links of the book that are not among them are taken out, others laid in. The same links
    give the same figures, to the bit, whatever they were in between. Where only names, minutes
    or days differ, distances are kept.

    `progress` is told the share done (0 to 1) and may raise to cancel.

    Raises
    ------
    InputError
        When a new link cannot be laid.
    """
    before = region.network
    region = _with_book(region, links)
    network = region.network
    drivable = _drivable(network)
    drivable[: before.n_edges] ^= _drivable(before)
    changed = network.edge_flags[drivable]
    if not len(changed):
        return region
    if np.any(changed & BRIDGE):
        return _all_anew(region, network, progress)
    return _crossings_anew(region, network, progress)


def _with_book(region: Region, links: Sequence[Link]) -> Region:
    """Return the region with the very links wanted; their distances are still the old ones."""
    network, joints = region.network, region.joints
    wanted = Counter(course(link) for link in links)
    for at in reversed(range(len(network.links))):
        here = course(network.links[at].link)
        if wanted[here]:
            wanted[here] -= 1
        else:
            network = without_link(network, at)
    for link in links:
        if wanted[course(link)]:
            wanted[course(link)] -= 1
            network, joints = lay_link(network, joints, link)
    laid = list(network.links)
    book = [_take_out(laid, link) for link in links]
    network = with_links(replace(network, links=tuple(book)), links)
    return replace(region, network=network, joints=joints, derived={})


def _take_out(laid: list[LaidLink], link: Link) -> LaidLink:
    return laid.pop(next(i for i, one in enumerate(laid) if course(one.link) == course(link)))


def _drivable(network: Network) -> NDArray[np.bool_]:
    """Return which links may be driven: bool with shape (n_edge,), False for what is no link."""
    is_link = (network.edge_flags & (BRIDGE | FERRY)) != 0
    drivable: NDArray[np.bool_] = is_link & ((network.edge_flags & BOTH_WAYS) != 0)
    return drivable


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
