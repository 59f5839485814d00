"""A made-up region from the parts that matter: what nobody asks for is not there."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.allocation.region import PatientList, Reach, Region
from models.domain.practice import Practice
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.network.network import Joints, Network

NO_AREAS = Areas((), (), np.array([], dtype=object))


def made_region(
    name: str,
    municipalities: Areas,
    squares: Squares,
    roads: tuple[Network, Joints],
    practices: tuple[Practice, ...],
    lists: dict[str, PatientList],
    prepared: tuple[dict[str, Reach], dict[str, Any]],
    **others: Any,
) -> Region:
    """Return a region of these parts; `others` are fields that it has besides.

    `roads` are the network and where the squares join it, `prepared` the distances within the
    limit and those of each list.
    """
    bare = {
        "parishes": NO_AREAS,
        "postal_areas": NO_AREAS,
        "surroundings": NO_AREAS,
        "towns": (),
        "lists_estimated": False,
        "reference_date": "2026-10-01",
    }
    (network, joints), (within_limit, own) = roads, prepared
    return Region(
        name=name,
        municipalities=municipalities,
        squares=squares,
        network=network,
        joints=joints,
        practices=practices,
        lists=lists,
        within_limit=within_limit,
        own=own,
        **{**bare, **others},
    )
