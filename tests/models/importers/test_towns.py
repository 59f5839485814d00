"""Every place a planner would look for has its name, once, where people live."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from models.domain.errors import InputError
from models.domain.place import Place
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.importers.findings import Findings
from models.importers.towns import read_towns, towns_from_areas
from tests.models.importers import world


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def areas(*names: str) -> Areas:
    shapes = np.array([world.box(0, 0, 20, 10)] * len(names), dtype=object)
    return Areas(tuple(str(i) for i in range(len(names))), names, shapes)


def squares(persons: list[int], e: list[int], postal_area: list[int], parish: list[int]) -> Squares:
    n = len(persons)
    return Squares(
        ids=tuple(str(i) for i in range(n)),
        size_m=250,
        e=ints(*e),
        n=ints(*[6_205_125] * n),
        persons_by_age=np.zeros((n, 5), dtype=np.int32),
        persons=ints(*persons),
        municipality=ints(*[0] * n),
        parish=ints(*parish),
        postal_area=ints(*postal_area),
        group=ints(*[0] * n),
    )


def test_districts_of_a_city_are_one_town_where_most_persons_live_together() -> None:
    towns = towns_from_areas(
        squares([10, 60, 50, 100], [500_125, 503_125, 503_375, 509_125], [0, 0, 1, 2], [-1] * 4),
        areas("Aarhus C", "Aarhus NØ", "Ry"),
        areas(),
    )
    assert [(town.name, town.persons) for town in towns] == [("Aarhus", 120), ("Ry", 100)]
    assert towns[0].place == Place(503_125, 6_205_125)


def test_a_parish_has_a_name_only_outside_the_postal_towns() -> None:
    towns = towns_from_areas(
        squares([500, 400, 30], [500_125, 501_125, 505_125], [0, 0, 0], [0, 1, 2]),
        areas("Knebel"),
        areas("Vistoft", "Knebel", "Tved"),
    )
    assert [town.name for town in towns] == ["Knebel", "Tved"]


def test_parishes_within_a_large_town_have_no_name_of_their_own() -> None:
    towns = towns_from_areas(
        squares([80_000, 9_000, 90], [500_125, 505_125, 515_125], [0, 0, 0], [0, 1, 2]),
        areas("Randers NV"),
        areas("Sankt Morten", "Vorup", "Gimming"),
    )
    assert [town.name for town in towns] == ["Randers", "Gimming"]


PLACES = "name,kind,population,lon,lat"


@pytest.fixture
def region() -> Areas:
    return Areas(("0701",), ("Vestby",), np.array([world.box(0, 0, 20, 10)], dtype=object))


def test_a_file_of_places_gives_each_once_and_only_those_in_the_region(
    tmp_path: Path, region: Areas
) -> None:
    path = world.write_text(
        tmp_path / "places.csv",
        PLACES,
        "Vestby,town,1200.0,9.05,56.0",
        "Vestby,village,,9.051,56.0",
        "Lilleby,hamlet,,9.2,56.0",
        "Vestby,village,50,9.25,56.0",
        "Langtvæk,city,9000,12.5,55.7",
        "Åen,river,,9.1,56.0",
        "Uden sted,village,,,",
    )
    towns = read_towns(path, region, Findings())
    assert [(t.name, t.persons) for t in towns] == [
        ("Vestby", 1200),
        ("Vestby", 50),
        ("Lilleby", 0),
    ]
    assert shapely.Point(towns[0].place).distance(shapely.Point(503_117, 6_206_077)) < 200


def test_places_of_elsewhere_only_are_refused(tmp_path: Path, region: Areas) -> None:
    path = world.write_text(tmp_path / "p.csv", PLACES, "Langtvæk,city,9000,12.5,55.7")
    with pytest.raises(InputError) as refused:
        read_towns(path, region, Findings())
    assert "forventede steder i regionen" in refused.value.text.da


def test_a_town_in_old_and_new_spelling_is_one_town(tmp_path: Path, region: Areas) -> None:
    path = world.write_text(
        tmp_path / "p.csv", PLACES, "Århus,city,250000,9.05,56.0", "Aarhus,city,,9.06,56.0"
    )
    assert [town.name for town in read_towns(path, region, Findings())] == ["Århus"]
