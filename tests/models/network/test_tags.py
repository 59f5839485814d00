"""OSM tags: who may drive, which way, how fast."""

import pytest

from models.network.network import BACKWARD, FERRY, FORWARD
from models.network.tags import parse_duration, parse_speed, way_use

BOTH = FORWARD | BACKWARD


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "footway"},
        {"highway": "cycleway"},
        {"highway": "path"},
        {"highway": "track"},
        {"highway": "construction"},
        {"highway": "residential", "access": "private"},
        {"highway": "residential", "access": "no"},
        {"highway": "residential", "motor_vehicle": "no"},
        {"highway": "service", "access": "yes", "motorcar": "no"},
        {"highway": "service", "area": "yes"},
        {"route": "ferry", "access": "private"},
        {"railway": "rail"},
    ],
)
def test_ways_closed_to_cars_are_left_out(tags: dict[str, str]) -> None:
    assert way_use(tags) is None


def test_the_more_particular_access_tag_decides() -> None:
    tags = {"highway": "residential", "access": "no", "motor_vehicle": "destination"}
    assert way_use(tags) is not None


@pytest.mark.parametrize(
    ("tags", "flags"),
    [
        ({}, BOTH),
        ({"oneway": "yes"}, FORWARD),
        ({"oneway": "true"}, FORWARD),
        ({"oneway": "1"}, FORWARD),
        ({"oneway": "-1"}, BACKWARD),
        ({"oneway": "reverse"}, BACKWARD),
        ({"junction": "roundabout"}, FORWARD),
        ({"junction": "roundabout", "oneway": "no"}, BOTH),
        ({"highway": "motorway"}, FORWARD),
        ({"highway": "motorway", "oneway": "no"}, BOTH),
        ({"highway": "motorway_link"}, BOTH),
    ],
)
def test_one_way_streets_are_one_way(tags: dict[str, str], flags: int) -> None:
    use = way_use({"highway": "primary"} | tags)
    assert use is not None
    assert use.flags == flags


def test_a_passenger_ferry_is_a_ferry() -> None:
    use = way_use({"route": "ferry", "motor_vehicle": "no", "foot": "yes"})
    assert use is not None
    assert use.flags == BOTH | FERRY


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("80", 80.0),
        ("50 mph", 80.4672),
        ("50mph", 80.4672),
        ("60 km/h", 60.0),
        ("DK:urban", 50.0),
        ("DK:rural", 80.0),
        ("DK:motorway", 130.0),
        ("50;80", 50.0),
        ("0", None),
        ("signals", None),
        ("", None),
    ],
)
def test_speed_limits_are_read(text: str, kmh: float | None) -> None:
    assert parse_speed(text) == (None if kmh is None else pytest.approx(kmh))


def test_an_unknown_limit_gives_the_speed_of_the_class() -> None:
    use = way_use({"highway": "trunk", "maxspeed": "variable"})
    assert use is not None
    assert use.speed_kmh == 90.0


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("01:15", 75.0),
        ("00:05", 5.0),
        ("00:12:30", 12.5),
        ("75", 75.0),
        ("PT1H15M", 75.0),
        ("PT55M", 55.0),
        ("P1DT1H", 1500.0),
        ("00:00", None),
        ("a while", None),
        ("", None),
    ],
)
def test_ferry_durations_are_read(text: str, minutes: float | None) -> None:
    assert parse_duration(text) == minutes
