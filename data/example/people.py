"""Spreads each municipality's persons over squares of 500 m: exact totals, dense in towns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from data.example.borders import Municipality
from data.example.ground import read_table
from data.example.islands import known_islands
from data.example.towns import Town

Int64 = NDArray[np.int64]

SIZE_M = 500

_MOST_IN_TOWNS = 0.95
"""At most this share of a municipality lives in its towns, the others in the open country."""

_PERSONS_PER_KM2 = ((50_000, 3_200), (10_000, 2_300), (3_000, 1_800), (0, 1_300))
"""How dense a town of at least so many persons is built (rounded from Danmarks Statistik)."""

_LARGEST_EMPTY_M2 = 10e6
"""Nobody lives on an islet smaller than this, unless the table of islands says so."""

_EMPTY_SHARE = 0.55
"""So many of the squares in the open country have no homes."""


class Square(NamedTuple):
    """An inhabited square: its id, centre (whole metres), municipality and persons by age."""

    id: str
    e: int
    n: int
    municipality: str
    persons_by_age: tuple[int, ...]

    @property
    def persons(self) -> int:
        """All who live here."""
        return sum(self.persons_by_age)


def spread_people(
    municipalities: Sequence[Municipality], towns: Sequence[Town], totals: dict[str, int]
) -> list[Square]:
    """Return the inhabited squares of `municipalities`, sorted by id.

    Each municipality's squares add up to its total, and each small island's to the table's.
    """
    shares = _age_shares()
    squares = []
    for municipality in municipalities:
        pieces = _pieces(municipality.shape, totals[municipality.code])
        carry = _Carry(shares[municipality.code])
        for shape, persons in pieces:
            for (e, n), here in _spread(shape, towns, persons):
                squares.append(Square(_square_id(e, n), e, n, municipality.code, carry.split(here)))
    return sorted(squares)


def _square_id(e: int, n: int) -> str:
    """Return the id: the size, then the south-west corner's northing and easting in squares."""
    return f"500m_{n // SIZE_M}_{e // SIZE_M}"


def _age_shares() -> dict[str, tuple[int, ...]]:
    """Return persons by age group out of a thousand, for each municipality."""
    return {
        row["code"]: tuple(int(value) for key, value in row.items() if key != "code")
        for row in read_table("ages.csv")
    }


class _Carry:
    """Splits squares by age so that the rounding of one is made good in the next."""

    def __init__(self, shares: tuple[int, ...]) -> None:
        self._shares = shares
        self._owed = [0] * len(shares)

    def split(self, persons: int) -> tuple[int, ...]:
        """Return `persons` by age group, thousandths left over kept for the next call."""
        owed = [
            left + persons * share for left, share in zip(self._owed, self._shares, strict=True)
        ]
        given = [max(0, value // 1000) for value in owed]
        while sum(given) > persons:
            most = max(range(len(given)), key=lambda k: (given[k] * 1000 - owed[k], given[k]))
            given[most] -= 1
        while sum(given) < persons:
            most = max(range(len(given)), key=lambda k: owed[k] - given[k] * 1000)
            given[most] += 1
        self._owed = [value - 1000 * g for value, g in zip(owed, given, strict=True)]
        return tuple(given)


def _pieces(
    shape: shapely.MultiPolygon, persons: int
) -> list[tuple[shapely.MultiPolygon | shapely.Polygon, int]]:
    """Return a municipality's mainland and small islands, and how many live on each."""
    parts = list(shape.geoms)
    known = known_islands(parts)
    mainland, islands = [], []
    for index, part in enumerate(parts):
        told = known[index].persons if index in known else 0
        if told or (told == 0 and part.area < _LARGEST_EMPTY_M2):
            islands.append((part, told))
        else:
            mainland.append(part)
    left = persons - sum(told for _, told in islands)
    return [(shapely.MultiPolygon(mainland), left), *islands]


def _spread(
    shape: shapely.Geometry, towns: Sequence[Town], persons: int
) -> list[tuple[tuple[int, int], int]]:
    """Return the inhabited squares of one shape, row by row, with their persons."""
    if persons == 0 or shape.is_empty:
        return []
    e, n = _centres_in(shape)
    homes = [town for town in towns if shape.contains(shapely.Point(town.e, town.n))]
    urban, in_towns = _town_weights(e, n, homes)
    in_towns = min(in_towns, int(persons * _MOST_IN_TOWNS))
    counts = np.zeros(len(e), dtype=np.int64)
    if in_towns:
        counts += largest_remainder(urban, in_towns)
    counts += largest_remainder(_country_weights(e, n), persons - in_towns)
    return [
        ((int(east), int(north)), int(count))
        for east, north, count in zip(e, n, counts, strict=True)
        if count
    ]


def _centres_in(shape: shapely.Geometry) -> tuple[Int64, Int64]:
    """Return the centres of the squares that lie in `shape`; of a tiny one the nearest."""
    west, south, east, north = shape.bounds
    half = SIZE_M // 2
    columns = np.arange(west // SIZE_M, east // SIZE_M + 1, dtype=np.int64) * SIZE_M + half
    rows = np.arange(south // SIZE_M, north // SIZE_M + 1, dtype=np.int64) * SIZE_M + half
    e, n = (grid.ravel() for grid in np.meshgrid(columns, rows))
    inside = shapely.contains_xy(shape, e, n)
    if not inside.any():
        inside[np.argmin(shapely.distance(shape, shapely.points(e, n)))] = True
    return e[inside], n[inside]


def _town_weights(e: Int64, n: Int64, towns: Sequence[Town]) -> tuple[Int64, int]:
    """Return the towns' weight in each square (shape (n_square,)) and their persons in all.

    A town is a disc that fades outwards, wide enough for its persons at its density.
    """
    weights = np.zeros(len(e), dtype=np.int64)
    for town in towns:
        density = next(value for least, value in _PERSONS_PER_KM2 if town.homes >= least)
        radius_m = max(400.0, 1000.0 * float(np.sqrt(town.homes / density / np.pi)))
        squared = ((e - town.e) ** 2 + (n - town.n) ** 2) / radius_m**2
        pull = np.exp(-(squared**1.5)) * (squared < 4.0)
        if not pull.any():
            pull[np.argmin(squared)] = 1.0
        weights += np.round(pull / pull.sum() * town.homes * 1000).astype(np.int64)
    return weights, sum(town.homes for town in towns)


def _country_weights(e: Int64, n: Int64) -> Int64:
    """Return weights for the open country: farms and villages here and there.

    A hash of the square's place stands in for chance, so that every run gives the same.
    """
    mixed = (e // SIZE_M) * 73_856_093 ^ (n // SIZE_M) * 19_349_663
    mixed = (mixed ^ (mixed >> 13)) * 1_274_126_177 & 0x7FFFFFFF
    chance = (mixed >> 7) % 100_000
    weights = np.where(chance < _EMPTY_SHARE * 100_000, 0, 1 + (chance % 9_973) ** 2 // 10_000)
    return weights if weights.any() else np.ones(len(e), dtype=np.int64)


def largest_remainder(weights: Int64, total: int) -> Int64:
    """Return whole numbers in proportion to whole `weights` that add up to `total`."""
    shares, remainders = np.divmod(weights * total, weights.sum())
    order = np.argsort(-remainders, kind="stable")
    shares[order[: total - int(shares.sum())]] += 1
    return shares
