"""The shipped example: its persons are the official ones, its practices plainly invented."""

from __future__ import annotations

import numpy as np
import pytest

from data.build_example import EXAMPLE
from data.example.ground import read_table
from models.allocation.region import Region
from models.domain.practice import Form
from models.storage.project import ProjectFile

MUNICIPALITIES = {row["code"]: row for row in read_table("municipalities.csv")}


def test_the_file_is_compact() -> None:
    assert EXAMPLE.stat().st_size < 10_000_000


@pytest.mark.parametrize("code", MUNICIPALITIES)
def test_the_squares_of_a_municipality_add_up_to_its_population(region: Region, code: str) -> None:
    position = region.municipalities.index_of_code[code]
    here = region.squares.municipality == position

    assert region.squares.persons[here].sum() == int(MUNICIPALITIES[code]["persons"])
    assert region.municipalities.names[position] == MUNICIPALITIES[code]["name"]


def test_age_groups_add_up_and_none_is_negative(region: Region) -> None:
    by_age = region.squares.persons_by_age

    assert (by_age >= 0).all()
    assert (by_age.sum(axis=1) == region.squares.persons).all()


def test_age_groups_follow_the_shares_of_the_municipality(region: Region) -> None:
    for row in read_table("ages.csv"):
        here = region.squares.municipality == region.municipalities.index_of_code[row["code"]]
        by_age = region.squares.persons_by_age[here].sum(axis=0)
        expected = np.array([int(row[key]) for key in row if key != "code"])

        assert by_age / by_age.sum() * 1000 == pytest.approx(expected, abs=1.0)


def test_people_live_denser_in_towns_than_in_the_country(region: Region) -> None:
    persons = np.sort(region.squares.persons)[::-1]
    densest = persons[: len(persons) // 10].sum()

    assert 0.6 < densest / persons.sum() < 0.95


def test_every_square_joins_the_network(region: Region) -> None:
    assert (region.joints.edge >= 0).all()


def test_practices_and_capacities_are_of_the_order_of_the_region(region: Region) -> None:
    assert 410 <= len(region.practices) <= 440
    assert 800 <= sum(practice.capacities for practice in region.practices) <= 850


def test_everything_invented_says_so(region: Region) -> None:
    assert region.is_invented
    assert region.lists_estimated
    assert any("opdigtede" in source for source in region.sources)
    assert {practice.provider_number[0] for practice in region.practices} == {"8", "9"}


def test_provider_numbers_are_six_digits_and_unique(region: Region) -> None:
    numbers = [practice.provider_number for practice in region.practices]

    assert all(len(number) == 6 and number.isdigit() for number in numbers)
    assert numbers == sorted(set(numbers))


def test_98_percent_are_listed_and_nobody_twice(region: Region) -> None:
    listed = np.zeros(len(region.squares), dtype=np.int64)
    for patients in region.lists.values():
        np.add.at(listed, patients.squares, patients.persons)

    assert (listed <= region.squares.persons).all()
    assert listed.sum() == pytest.approx(0.98 * region.squares.persons.sum(), rel=1e-4)


@pytest.mark.parametrize(
    ("town", "forms"),
    [
        ("Haderup", [(Form.SOLO, 1, 0, None)]),
        ("Aulum", [(Form.PARTNERSHIP, 4, 1, None)]),
        ("Ulfborg", [(Form.SOLO, 1, vacant, None) for vacant in (0, 0, 0, 1)]),
        ("Vemb", [(Form.PARTNERSHIP, 2, 0, None)]),
        ("Knebel", [(Form.SOLO, 1, 0, None), (Form.PARTNERSHIP, 2, 0, 1800)]),
        ("Tirstrup", [(Form.SOLO, 1, 0, None)]),
        ("Hvidbjerg", [(Form.PARTNERSHIP, 3, 0, None)]),
    ],
)
def test_named_practices_are_as_the_2008_plan_describes(
    region: Region, town: str, forms: list[tuple[Form, int, int, int | None]]
) -> None:
    found = [
        (practice.form, practice.capacities, practice.vacant, practice.own_limit)
        for practice in region.practices
        if practice.town == town
    ]

    assert found == forms


def test_aulum_has_room_for_the_patients_of_haderup(region: Region) -> None:
    practice = {each.town: each for each in region.practices if each.town in ("Aulum", "Haderup")}
    lists = {town: region.lists[each.provider_number].total for town, each in practice.items()}

    assert sum(lists.values()) <= practice["Aulum"].closing_limit(1600)


def test_what_is_invented_stands_in_the_quality_report(example: ProjectFile) -> None:
    texts = " ".join(finding.text.da for finding in example.load_report().findings)

    assert "opdigtede" in texts
    assert "skematiske" in texts
