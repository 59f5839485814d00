"""Which flows of patients are drawn on a page, and what is said of the others."""

from __future__ import annotations

import math
from typing import NamedTuple

from widgets.map.marks import FlowLine
from widgets.paper.page import MapPage
from widgets.words import Words

_MOST = 14
"""So many lines can be told apart."""
_LEAST_SHARE = 0.01
"""Share of all who change practice below which a flow is not drawn."""
_SHORTEST_SHARE = 0.025
"""Share of the map's longer side below which a flow is hidden under the symbols at its ends."""


class DrawnFlows(NamedTuple):
    """The flows that are drawn, greatest first.

    `omits_small` and `omits_short` say whether any was left out because of its persons or
    its length; `shortest_m` is the least length drawn, metres.
    """

    flows: tuple[FlowLine, ...]
    omits_small: bool
    omits_short: bool
    shortest_m: float


def drawn_flows(page: MapPage) -> DrawnFlows:
    """Return the flows that are drawn on a page.

    Each that is left out is shorter than `shortest_m` or has fewer persons than any drawn.
    """
    shortest_m = _shortest_m(page)
    flows = page.flows if page.shown.flows else ()
    long = [flow for flow in flows if _length_m(flow) >= shortest_m]
    long.sort(key=lambda flow: (-flow.persons, flow.start, flow.end))
    least = _least_persons(long)
    drawn = tuple(flow for flow in long if flow.persons >= least)
    return DrawnFlows(drawn, len(drawn) < len(long), len(long) < len(flows), shortest_m)


def omission_sentences(drawn: DrawnFlows, words: Words) -> list[str]:
    """Return what the reader must know of the flows that are not drawn."""
    sentences = []
    if drawn.omits_small:
        least = words.number(min(flow.persons for flow in drawn.flows))
        sentences.append(words("paper.legend.small_flows", persons=least))
    if drawn.omits_short:
        length = words.km(drawn.shortest_m)
        sentences.append(words("paper.legend.short_flows", length=length))
    return sentences


def _least_persons(flows: list[FlowLine]) -> int:
    """Return the fewest persons of a flow that is drawn; `flows` are sorted, greatest first."""
    if not flows:
        return 0
    least = math.ceil(sum(flow.persons for flow in flows) * _LEAST_SHARE)
    if len(flows) > _MOST:
        least = max(least, flows[_MOST].persons + 1)
    return min(least, flows[0].persons)


def _shortest_m(page: MapPage) -> float:
    """Return the least length that is drawn: a whole number of hundred metres, as it is said."""
    extent = page.extent
    longer_side = max(extent.east - extent.west, extent.north - extent.south)
    return math.ceil(longer_side * _SHORTEST_SHARE / 100) * 100.0


def _length_m(flow: FlowLine) -> float:
    return math.hypot(flow.end.e - flow.start.e, flow.end.n - flow.start.n)
