"""Changes the book of a network: links in use or out of it, and the minutes of ferries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.network.links import Link
from models.network.network import BOTH_WAYS, Int32, LaidLink, Network

_DS_PER_MINUTE = 600


def ferry_time_ds(link: Link) -> int:
    """Return the time of a ferry, wait included, in tenths of a second; at least one."""
    return max(round((link.minutes + link.wait_minutes) * _DS_PER_MINUTE), 1)


def with_links(network: Network, links: Sequence[Link]) -> Network:
    """Return the network with its links as `links` has them.

    A link out of use keeps its edge, which may be travelled in neither direction; in use
    again, the edge is what it was.

    Parameters
    ----------
    network : Network
    links : sequence of Link
        The same links in the same order as `network.links`; names, minutes, wait, days and use
        may differ.

    Raises
    ------
    ValueError
        When they are not the same links.
    """
    book = tuple(
        LaidLink(link, laid.edge, laid.flags)
        for link, laid in zip(links, network.links, strict=True)
    )
    if any(
        course(new.link) != course(old.link) for new, old in zip(book, network.links, strict=True)
    ):
        raise ValueError("not the links of this network")
    flags, time_ds = network.edge_flags.copy(), network.edge_time_ds.copy()
    for laid in book:
        flags[laid.edge] = laid.flags if laid.link.in_use else laid.flags & ~BOTH_WAYS
        if laid.link.kind == "ferry":
            time_ds[laid.edge] = ferry_time_ds(laid.link)
    return replace(network, edge_flags=flags, edge_time_ds=time_ds, links=book)


def without_link(network: Network, at: int) -> Network:
    """Return the network without one link of its book; nobody can travel its edge any more."""
    flags = network.edge_flags.copy()
    flags[network.links[at].edge] &= 0xFF ^ BOTH_WAYS
    return replace(network, edge_flags=flags, links=(*network.links[:at], *network.links[at + 1 :]))


def offsets_along(e: Int32, n: Int32) -> Int32:
    """Return how far along its corners (decimetres) each corner of a link lies; int32."""
    steps = np.rint(np.hypot(np.diff(e).astype(np.float64), np.diff(n).astype(np.float64)))
    return np.concatenate([[0], np.cumsum(np.maximum(steps, 1))]).astype(np.int32)


def course(link: Link) -> tuple[object, ...]:
    """Return what cannot change in a link without its being another one."""
    return link.kind, link.start, link.end
