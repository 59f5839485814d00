"""Files become a whole region, or nothing and a word why."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.allocation.region import Region
from models.domain.errors import CancelledError, InputError
from models.domain.place import Place
from models.domain.practice import Intake
from models.domain.quality import FindingKind, QualityReport
from models.domain.text import Text
from models.importers.build import build_region
from models.importers.findings import Findings
from models.importers.ground import Inputs, read_land
from models.importers.kinds import SourceKind
from models.importers.links_file import read_link_file, with_own
from models.importers.recognise import recognise
from models.network.links import Link, shipped_links
from tests.models.importers import world


def quietly(_what: Text, _share: float) -> None:
    """Report to nobody."""


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return world.write_world(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Region, QualityReport]:
    return build_region(world.write_world(tmp_path_factory.mktemp("world")), quietly)


def test_the_region_has_everything_of_the_files(built: tuple[Region, QualityReport]) -> None:
    region, report = built
    assert region.name == "Region Prøve"
    assert region.municipalities.names == ("Vestby", "Østby")
    assert region.surroundings.names == ("Naboby",)
    assert region.parishes.codes == ("7001", "7002", "7003")
    assert region.postal_areas.codes == ("8000", "8010", "8100")
    assert region.squares.postal_area.tolist() == [0, 1, 2, 2]
    assert [town.name for town in region.towns] == ["Østby", "Vestby", "Mellem"]
    assert [practice.provider_number for practice in region.practices] == ["051912", "087331"]
    assert region.reference_date == "2025-01-01"
    assert region.sources[0] == "Kommuner (kommuner.gpkg)"
    assert len(region.sources) == 6
    assert not region.lists_estimated
    assert report.totals["persons"] == 2100
    assert report.totals["practices"] == 2
    assert report.totals["listed"] == 1850


def test_lists_and_distances_belong_together(built: tuple[Region, QualityReport]) -> None:
    region, _ = built
    assert region.lists["051912"].squares.tolist() == [0, 1]
    assert region.lists["051912"].persons.tolist() == [300, 200]
    assert region.lists["087331"].total == 1350
    # along the straight road, and both access legs
    assert region.own["051912"].tolist() == [1250 + 1000 + 1250, 51250 + 1000 + 1250]
    assert region.within_limit["051912"].squares.tolist() == [0, 1, 2, 3]


def test_intake_is_automatic_where_list_and_limit_say_the_same(
    built: tuple[Region, QualityReport],
) -> None:
    assert [practice.intake for practice in built[0].practices] == [Intake.AUTOMATIC] * 2


def test_progress_rises_from_nothing_to_all(inputs: Inputs) -> None:
    shares: list[float] = []
    build_region(inputs, lambda _what, share: shares.append(share))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_a_long_job_can_be_cancelled(inputs: Inputs) -> None:
    def cancel(_what: Text, share: float) -> None:
        if share > 0.1:
            raise CancelledError

    with pytest.raises(CancelledError):
        build_region(inputs, cancel)


def test_without_a_region_all_areas_are_planned(inputs: Inputs) -> None:
    region, report = build_region(replace(inputs, region=None), quietly)
    assert region.name == "Danmark"
    assert len(region.municipalities) == 3
    assert report.totals["persons"] == 2200


@pytest.mark.parametrize("name", ["region prøve", " Region  Prøve ", "Prøve"])
def test_a_regions_name_need_not_be_written_exactly(inputs: Inputs, name: str) -> None:
    assert build_region(replace(inputs, region=name), quietly)[0].name == "Region Prøve"


def test_an_unknown_region_is_refused_with_those_there_are(inputs: Inputs) -> None:
    with pytest.raises(InputError) as refused:
        build_region(replace(inputs, region="Region Nord"), quietly)
    assert "»Region Nabo«, »Region Prøve«" in refused.value.text.da


def test_without_squares_each_parish_is_one_point(inputs: Inputs) -> None:
    region, report = build_region(replace(inputs, squares=None), quietly)
    assert region.squares.ids == ("7001", "7002", "7003")
    assert report.totals["persons"] == 2100
    assert report.of_kind(FindingKind.ESTIMATED)


def test_without_anybody_living_there_no_region_is_made(inputs: Inputs) -> None:
    with pytest.raises(InputError) as refused:
        build_region(replace(inputs, squares=None, parishes=None, lists=None), quietly)
    assert "--squares" in refused.value.text.da


def test_without_roads_distances_are_estimates_over_land(inputs: Inputs) -> None:
    region, report = build_region(replace(inputs, roads=None), quietly)
    assert region.network.kind == "land"
    assert any("≈" in f.text.da for f in report.of_kind(FindingKind.ESTIMATED))
    straight_dm, own_dm = 51_250, int(region.own["051912"][1])
    assert straight_dm < own_dm < 1.6 * straight_dm


def test_without_lists_they_are_estimated_from_the_register(inputs: Inputs) -> None:
    region, report = build_region(replace(inputs, lists=None), quietly)
    assert region.lists_estimated
    assert {number: lists.total for number, lists in region.lists.items()} == {
        "051912": 500,
        "087331": 1350,
    }
    assert report.of_kind(FindingKind.ESTIMATED)


def test_without_parishes_and_postcodes_the_region_is_still_made(inputs: Inputs) -> None:
    bare = replace(inputs, parishes=None, postcodes=None, lists=None)
    region, _ = build_region(bare, quietly)
    assert len(region.parishes) == len(region.postal_areas) == 0
    assert set(region.squares.postal_area.tolist()) == {-1}


def test_squares_that_contradict_the_parishes_are_named(inputs: Inputs) -> None:
    assert inputs.squares is not None
    lines = [world.SQUARES_HEADER, *world.SQUARE_ROWS[:3]]
    inputs.squares.write_text("\n".join(lines))
    _, report = build_region(inputs, quietly)
    said = [finding.text.da for finding in report.findings]
    assert "Østby: kvadraterne har 1.200 personer, sognene 1.400. Kvadraterne gælder." in said


def test_squares_that_agree_with_the_parishes_are_said_to(
    built: tuple[Region, QualityReport],
) -> None:
    said = [finding.text.da for finding in built[1].findings]
    assert "Kvadraternes personer stemmer med sognenes i alle kommuner." in said


def test_a_square_far_from_any_road_is_named(inputs: Inputs) -> None:
    assert inputs.squares is not None
    far = "250m_z;501125;6200125;7001;0701;0;0;0;0;7;7"
    inputs.squares.write_text("\n".join([world.SQUARES_HEADER, *world.SQUARE_ROWS, far]))
    assert inputs.roads is not None
    world.write_roads(inputs.roads, {1: (9000, 9500), 2: (19000, 9500)}, [([1, 2], world.STREET)])
    region, report = build_region(inputs, quietly)
    not_joined = np.flatnonzero(region.joints.edge < 0)
    assert "250m_z" in [region.squares.ids[i] for i in not_joined]
    assert any("km fra nettet" in f.text.da for f in report.of_kind(FindingKind.REFUSED))


@pytest.mark.parametrize("field", ["areas", "practices", "roads", "squares", "parishes", "lists"])
def test_every_missing_file_is_named(inputs: Inputs, field: str) -> None:
    missing = {field: Path("findes") / "ikke.xyz"}
    with pytest.raises(InputError) as refused:
        build_region(replace(inputs, **missing), quietly)  # type: ignore[arg-type]
    assert "ikke.xyz" in refused.value.text.da


def test_a_road_file_cut_short_is_refused(inputs: Inputs) -> None:
    assert inputs.roads is not None
    content = inputs.roads.read_bytes()
    inputs.roads.write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError) as refused:
        build_region(inputs, quietly)
    assert "veje.osm.pbf" in refused.value.text.da


def test_a_register_of_another_region_is_refused(inputs: Inputs) -> None:
    inputs.practices.write_text("ydernr;x;y;kapaciteter\n1;505000;6215000;1\n")
    with pytest.raises(InputError) as refused:
        build_region(inputs, quietly)
    assert "forventede praksis i Region Prøve" in refused.value.text.da


@pytest.mark.parametrize("date", ["i går", "2025-13-01", "01-01-2025"])
def test_a_date_that_is_none_is_refused(inputs: Inputs, date: str) -> None:
    with pytest.raises(InputError) as refused:
        build_region(replace(inputs, reference_date=date), quietly)
    assert f"»{date}«" in refused.value.text.da


def test_the_same_files_give_the_same_region(inputs: Inputs) -> None:
    first, second = (build_region(inputs, quietly)[0] for _ in range(2))
    assert first.practices == second.practices
    assert first.towns == second.towns
    for number in first.lists:
        assert first.lists[number].squares.tolist() == second.lists[number].squares.tolist()
        assert first.lists[number].persons.tolist() == second.lists[number].persons.tolist()


def test_the_users_own_ferries_come_beside_the_shipped_ones(inputs: Inputs, tmp_path: Path) -> None:
    links = world.write_text(
        tmp_path / "faerger.csv",
        "Navn;Slags;Øst 1;Nord 1;Øst 2;Nord 2;Minutter;Ventetid;Sejldage;I brug",
        "Egen færge;færge;502.000;6.205.000;515.000;6.205.000;12,5;5;daglig;ja",
        "Uden slags;båd;502000;6205000;515000;6205000;12;5;;ja",
    )
    findings = Findings()
    (own,) = read_link_file(links, findings)
    assert own == Link(
        "Egen færge", "ferry", Place(502_000, 6_205_000), Place(515_000, 6_205_000), 12.5, 5.0,
        "daglig",
    )  # fmt: skip
    (refused,) = findings.report().of_kind(FindingKind.REFUSED)
    assert (refused.row, refused.column, refused.value) == (3, "Slags", "båd")
    shipped = shipped_links()
    renamed = replace(own, name=shipped[0].name)
    assert with_own(shipped, (own, renamed)) == (*shipped[1:], own, renamed)
    region, _ = build_region(replace(inputs, roads=None, links=links), quietly)
    assert "Egen færge" in {laid.link.name for laid in region.network.links}


def test_municipalities_with_water_are_cut_to_the_land(inputs: Inputs, tmp_path: Path) -> None:
    land = world.write_layer(tmp_path / "land.gpkg", {}, [world.box(0, 0, 20, 8)])
    (source,) = recognise([land])
    assert source.kind is SourceKind.LAND
    findings = Findings()
    cut = read_land(replace(inputs, land=land), findings)
    assert cut.municipalities.shapes[0].area == 80e6
    assert any("skåret til efter landet" in f.text.da for f in findings.report().findings)
    assert cut.surroundings.names == ("Naboby",)


def test_nothing_is_left_when_a_long_job_is_cancelled_at_any_step(inputs: Inputs) -> None:
    steps: list[Text] = []
    build_region(inputs, lambda what, _share: steps.append(what))
    for n_steps in range(0, len(steps), max(1, len(steps) // 4)):
        asked: list[int] = []

        def cancelled(asked: list[int] = asked, n_steps: int = n_steps) -> bool:
            asked.append(1)
            return len(asked) > n_steps

        with pytest.raises(CancelledError):
            build_region(inputs, quietly, cancelled)
        assert len(asked) == n_steps + 1
