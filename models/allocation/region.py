"""A region as loaded: everything that scenarios share and none of them changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.domain.practice import Practice
from models.geography.addresses import NO_BOOK, AddressBook
from models.geography.areas import Areas, TownLabel
from models.geography.coverage import NO_COVERAGE, Coverage
from models.geography.squares import Squares
from models.network.network import Joints, Network

Int32 = NDArray[np.int32]


class PatientList(NamedTuple):
    """Who is listed with one practice: squares ascending, and persons from each.

    Both int32 with shape (n_entry,); `squares` holds positions in `Squares`, every
    `persons` is at least 1.
    """

    squares: Int32
    persons: Int32

    @property
    def total(self) -> int:
        """The number of listed persons."""
        return int(self.persons.sum(dtype=np.int64))


class Reach(NamedTuple):
    """How far squares have to a practice: squares ascending, costs beside them.

    Both int32 with shape (n_entry,). A cost is a length in decimetres plus FERRY_COST for
    each ferry on the way.
    """

    squares: Int32
    cost: Int32


@dataclass(frozen=True, repr=False)
class Region:
    """One region: areas, squares, network, baseline practices and lists.

    Attributes
    ----------
    name : str
        For the title and every page, for example "Region Midtjylland".
    municipalities : Areas
    parishes, postal_areas : Areas
        Empty where none were imported.
    surroundings : Areas
        Municipalities of neighbouring regions, for the map only.
    towns : tuple of TownLabel
        Most populous first.
    squares : Squares
    network : Network
    joints : Joints
        Where each square joins the network; `edge` is -1 where it cannot.
    practices : tuple of Practice
        The baseline, sorted by provider number.
    lists : mapping of provider number to PatientList
        The baseline lists.
    lists_estimated : bool
        True where the lists were estimated rather than imported.
    within_limit : mapping of provider number to Reach
        Baseline: every square within REACH_M by road (no ferry) of each practice.
    own : mapping of provider number to int32 array
        Baseline: the cost from each square of the practice's list, in the list's order;
        -1 where there is no way.
    reference_date : str
        ISO date of the register; ages are counted at it.
    sources : tuple of str
        What the data are and where they come from, for the page footer.
    is_invented : bool
        True for the example: every page says so.
    coverage : Coverage
        The planning areas; none where none were imported, drawn or proposed.
    addresses : AddressBook
        Where addresses are, while a project is made; empty in a region read from a project,
        whose addresses are read when they are asked for.
    """

    name: str
    municipalities: Areas
    parishes: Areas
    postal_areas: Areas
    surroundings: Areas
    towns: tuple[TownLabel, ...]
    squares: Squares
    network: Network
    joints: Joints
    practices: tuple[Practice, ...]
    lists: dict[str, PatientList]
    lists_estimated: bool
    within_limit: dict[str, Reach]
    own: dict[str, Int32]
    reference_date: str
    sources: tuple[str, ...] = ()
    is_invented: bool = False
    coverage: Coverage = NO_COVERAGE
    addresses: AddressBook = field(default=NO_BOOK, compare=False)
    # filled lazily by the engine with what can be derived from the arrays above
    derived: dict[str, object] = field(default_factory=dict, compare=False, repr=False)


REACH_M = 15_000
"""How far the stored reaches go. Rule packs with a longer limit search further when asked."""
