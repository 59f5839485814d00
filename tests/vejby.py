"""Vejby, the town of docs/manual/regler.md: a straight road of 40 km, six homes, three practices.

    home      km  persons   listed with
    Vestby     2      900   Vestby Lægehus (km 2, one capacity)
    Broby      5      600   Vestby Lægehus 500, Midtby Lægehus 100
    Kirkeby   10      500   Midtby Lægehus (km 12, one capacity)
    Skovby    18      400   Midtby Lægehus
    Engby     24      700   Østby Lægehus (km 28, two capacities)
    Østby     30      900   Østby Lægehus

The western half of the road is Vest municipality, the eastern half Øst. Everybody is between 40
and 59 years old. Vestby and Midtby have the same owner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.allocation.region import Region
from models.domain.practice import Form, Practice
from models.geography.areas import TownLabel
from models.network.network import FERRY
from tests.line_town import at_km, line_town

HOMES = (
    ("Vestby", 2, 900),
    ("Broby", 5, 600),
    ("Kirkeby", 10, 500),
    ("Skovby", 18, 400),
    ("Engby", 24, 700),
    ("Østby", 30, 900),
)
VESTBY, MIDTBY, OESTBY, HOLMEN = "100001", "100002", "100003", "100004"


def clinic(number: str, name: str, km: int, capacities: int, owner: str = "") -> Practice:
    """Return a practice that closes at the norm."""
    form = Form.SOLO if capacities == 1 else Form.PARTNERSHIP
    place = at_km(km)
    return Practice(number, name, place, form, capacities, doctors=capacities, owner=owner)


CLINICS = (
    clinic(VESTBY, "Vestby Lægehus", 2, 1, "Holm"),
    clinic(MIDTBY, "Midtby Lægehus", 12, 1, "Holm"),
    clinic(OESTBY, "Østby Lægehus", 28, 2),
)
LISTS = {
    VESTBY: {0: 900, 1: 500},
    MIDTBY: {1: 100, 2: 500, 3: 400},
    OESTBY: {4: 700, 5: 900},
}


def vejby(
    homes: Sequence[tuple[str, int, int]] = HOMES,
    clinics: Sequence[Practice] = CLINICS,
    lists: Mapping[str, Mapping[int, int]] = LISTS,
) -> Region:
    """Return the town as a region, its homes named as towns."""
    region = line_town([(km, persons) for _, km, persons in homes], clinics, lists)
    towns = tuple(TownLabel(name, at_km(km), persons) for name, km, persons in homes)
    return replace(region, towns=towns)


def vejby_with_island() -> Region:
    """Return the town with an island beyond it: Holmen, 200 persons and a practice at km 32.

    The kilometre from 30 to 31 is a ferry.
    """
    region = vejby(
        (*HOMES, ("Holmen", 32, 200)),
        (*CLINICS, clinic(HOLMEN, "Holmen Læge", 32, 1)),
        {**LISTS, HOLMEN: {6: 200}},
    )
    flags = region.network.edge_flags.copy()
    flags[30] |= FERRY
    # no stored distance crosses the water: Østby's list ends at km 30
    return replace(region, network=replace(region.network, edge_flags=flags), within_limit={})
