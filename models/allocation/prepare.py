"""All distances a new project needs, searched once and stored: reaches and own distances."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from models.allocation.ground import Ground
from models.allocation.nearest import Int32
from models.allocation.reach import own_costs, reach_of
from models.allocation.region import REACH_M, PatientList, Reach
from models.allocation.state import NOBODY
from models.domain.practice import Practice
from models.network.join import EdgeIndex
from models.network.network import Joint, Joints, Network

JOIN_LIMIT_M = 5_000
"""A clinic or home farther than this from any road is not joined but named."""


def joints_of(index: EdgeIndex, practice: Practice) -> tuple[Joint, ...]:
    """Return where the practice's addresses join the network, the main one first."""
    return tuple(index.join(place, JOIN_LIMIT_M) for place in practice.places)


def prepare_distances(
    network: Network,
    joints: Joints,
    practices: Sequence[Practice],
    lists: Mapping[str, PatientList],
    progress: Callable[[float], None],
) -> tuple[dict[str, Reach], dict[str, Int32]]:
    """Return each practice's reach within REACH_M, and the costs of its own patients.

    `progress` is told the share done (0 to 1) and may raise to cancel. The own costs are
    int32 in the order of the practice's list, -1 where there is no way.
    """
    ground = Ground(network, joints)
    workspace = ground.new_workspace()
    index = EdgeIndex(network)
    within: dict[str, Reach] = {}
    own: dict[str, Int32] = {}
    for done, practice in enumerate(practices):
        progress(done / len(practices))
        number = practice.provider_number
        addresses = joints_of(index, practice)
        within[number] = reach_of(ground, workspace, addresses, REACH_M)
        squares = lists.get(number, NOBODY).squares
        own[number] = own_costs(ground, workspace, addresses, np.asarray(squares))
    progress(1.0)
    return within, own
