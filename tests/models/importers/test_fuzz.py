"""Damaged files of every form are read, or refused in words: no crash, no hang, no half project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.__main__ import main
from models.domain.errors import InputError
from models.domain.text import Text
from models.importers.areas import read_areas
from models.importers.build import build_region
from models.importers.findings import Findings
from models.importers.ground import Inputs
from models.importers.kinds import AREA_KINDS, SourceKind
from models.importers.locate import locate
from models.importers.reading import read_table
from models.importers.recognise import recognise
from models.importers.sources import Match, Source
from models.network.build import build_road_network
from models.network.links import shipped_links
from tests.models.importers import awkward, world

HANG = timedelta(seconds=60)
"""Longer than any of these small files may take, on a machine that has other things to do.

What is compiled at its first call is called once before, so that it does not count."""

fuzzing = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=HANG, max_examples=40
)


@dataclass(frozen=True)
class Damage:
    """What happens to a file: where it is cut, and bytes written over or pushed in."""

    cut: float
    changes: list[tuple[float, bytes, bool]]

    def of(self, content: bytes) -> bytes:
        """Return the damaged content."""
        damaged = bytearray(content[: round(len(content) * self.cut)])
        for share, new, is_pushed_in in self.changes:
            at = round(len(damaged) * share)
            damaged[at : at if is_pushed_in else at + len(new)] = new
        return bytes(damaged)


damages = st.builds(
    Damage,
    st.just(1.0) | st.floats(0, 1),
    st.lists(
        st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6), st.booleans()), max_size=6
    ),
)


def text(path: Path) -> None:
    awkward.text(awkward.HEAD, awkward.VEST, awkward.ØST, encoding="cp1252")(path)


def sheet(path: Path) -> None:
    rows = [awkward.HEAD.split(";"), awkward.cells(awkward.VEST), awkward.cells(awkward.ØST)]
    awkward.sheets(Ark1=rows)(path)


def square_layer(path: Path) -> None:
    squares = [shapely.box(502_000, 6_205_000, 502_250, 6_205_250)]
    world.write_layer(path, {"celle": ["a"], "folketal": [7]}, squares)


def parquet(path: Path) -> None:
    columns = {
        "celle": ["a", "b"],
        "x": [502125, 503125],
        "y": [6205125, 6205125],
        "folketal": [5, 6],
    }
    pyarrow.parquet.write_table(pyarrow.table(columns), path)


GOOD: dict[str, Callable[[Path], object]] = {
    "r.csv": text,
    "r.xlsx": sheet,
    "s.parquet": parquet,
    "s.gpkg": square_layer,
    "k.gpkg": world.write_municipalities,
    "k.geojson": world.write_municipalities,
    "k.shp": world.write_municipalities,
    "k.zip": awkward.zipped_shapefile,
    "k.parquet": awkward.geoparquet,
}


@contextmanager
def refusal_in_words() -> Iterator[None]:
    """Let a refusal pass that says in both languages what is wrong; nothing else."""
    said = Text("-", "-")
    try:
        yield
    except InputError as refused:
        said = refused.text
    assert said.da
    assert said.en


def read_all(path: Path) -> None:
    """Do everything that is done with a file before a project is made of it."""
    for source in recognise([path]):
        if source.problem is not None:
            assert source.problem.da
            assert source.problem.en
            continue
        assert Match.from_json(source.match.to_json()) == source.match
        source.fields()
        for kind in SourceKind:
            if kind not in (SourceKind.ROADS, SourceKind.UNKNOWN, SourceKind.LAND):
                read_as(source.with_kind(kind))
        with refusal_in_words():
            locate(source)


def read_as(source: Source) -> None:
    with refusal_in_words():
        if source.kind in AREA_KINDS:
            read_areas(source, source.kind, Findings())
        else:
            read_table(source, source.kind, Findings())


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("good")
    for name, write in GOOD.items():
        place = folder / name.replace(".", "-")
        place.mkdir()
        write(place / name)
    return {name: (folder / name.replace(".", "-") / name).read_bytes() for name in GOOD}


@pytest.mark.parametrize("name", list(GOOD))
@fuzzing
@given(damage=damages)
def test_a_damaged_file_is_read_or_refused_in_words(
    name: str, damage: Damage, tmp_path: Path, good: dict[str, bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(damage.of(good[name]))
    read_all(path)


@pytest.mark.parametrize("name", [*GOOD, "r.txt", "r.tsv", "r.xls", "r.ods", "r.xlsb"])
@settings(fuzzing, max_examples=15)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    read_all(path)


@settings(fuzzing, max_examples=60)
@given(
    content=st.text(st.sampled_from("Ydernr;XYKapaciteter\t|,.\"'0123456789 æø\n"), max_size=300)
)
def test_any_text_is_read_or_refused_in_words(content: str, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"Ydernr;X;Y;Kapaciteter\n{content}", encoding="utf-8")
    read_all(path)


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of a good road file, read once already."""
    path = world.write_streets(tmp_path_factory.mktemp("veje") / "veje.osm.pbf")
    build_road_network(path, lambda share: None, shipped_links())
    return path.read_bytes()


@settings(fuzzing, max_examples=25)
@given(damage=damages)
def test_a_damaged_road_file_is_read_or_refused_in_words(
    damage: Damage, tmp_path: Path, roads: bytes
) -> None:
    path = tmp_path / "veje.osm.pbf"
    path.write_bytes(damage.of(roads))
    with refusal_in_words():
        build_road_network(path, lambda share: None, shipped_links())


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """Give files that made a project once already."""
    made = replace(world.write_world(tmp_path_factory.mktemp("world")), roads=None)
    build_region(made, lambda what, share: None)
    return made


@settings(fuzzing, max_examples=12)
@given(
    field=st.sampled_from(["areas", "practices", "squares", "parishes", "postcodes", "lists"]),
    damage=damages,
)
def test_a_damaged_file_gives_a_whole_project_or_none(
    field: str, damage: Damage, tmp_path: Path, inputs: Inputs
) -> None:
    out = tmp_path / "ud" / "p.praksis"
    out.parent.mkdir(exist_ok=True)
    out.unlink(missing_ok=True)
    words = ["new", str(out), "--region", "Region Prøve", "--date", "2025-01-01"]
    for name in ("areas", "practices", "squares", "parishes", "postcodes", "lists"):
        path = getattr(inputs, name)
        if name == field:
            damaged = tmp_path / path.name
            damaged.write_bytes(damage.of(path.read_bytes()))
            path = damaged
        words += [f"--{name}", str(path)]
    made = main(words)
    assert made in (0, 2)
    assert [path.name for path in out.parent.iterdir()] == (["p.praksis"] if made == 0 else [])
    if made == 0:
        assert main(["check", str(out), "--json"]) == 0
