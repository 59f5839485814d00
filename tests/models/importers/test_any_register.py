"""A register is the same register however it is written down."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
import shapely
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.domain.place import Place
from models.domain.practice import Form, Practice, Status
from models.importers.build import build_region
from models.importers.coordinates import System
from models.importers.findings import Findings
from models.importers.ground import Inputs, inputs_of
from models.importers.kinds import SourceKind
from models.importers.recognise import recognise
from models.importers.register import Register, RegisterRow, read_register
from tests.models.importers import world
from tests.models.importers.test_build import quietly

WORDS: Mapping[str, Sequence[str]] = {
    "number": ("Ydernr", "YDERNUMMER", "Yder nr.", "Provider number"),
    "name": ("Praksisnavn", "Klinik", "Practice name", "Navn"),
    "x": ("X", "Easting", "Øst", "Længdegrad", "x_koordinat"),
    "y": ("Y", "Northing", "Nord", "Breddegrad", "y_koordinat"),
    "form": ("Praksisform", "Organisationsform", "Form"),
    "capacities": ("Kapaciteter", "Antal kapaciteter", "Capacities", "Lægekapaciteter"),
    "vacant": ("Heraf ledige", "Vacant", "ledige kapaciteter"),
    "born": ("Lægers fødselsår", "Years of birth", "Fødselsår"),
    "listed": ("Tilmeldte", "Antal sikrede", "Listed patients", "Sikrede"),
    "limit": ("Lukkegrænse pr. kapacitet", "Max patienter pr. kapacitet", "Closing limit"),
}
STATUS_WORDS: Mapping[str, Mapping[Status | None, str]] = {
    "Tilgang": {
        Status.OPEN: "Åben",
        Status.CLOSED: "Lukket",
        Status.SELECTIVE: "Selektivt lukket",
        None: "",
    },
    "Lukket for tilgang": {
        Status.OPEN: "nej",
        Status.CLOSED: "ja",
        Status.SELECTIVE: "delvist",
        None: "",
    },
    "Åben for tilgang": {
        Status.OPEN: "Ja",
        Status.CLOSED: "Nej",
        Status.SELECTIVE: "Delvist",
        None: "",
    },
    "Intake": {
        Status.OPEN: "open",
        Status.CLOSED: "closed",
        Status.SELECTIVE: "partly closed",
        None: "",
    },
}
FORM_WORDS: Mapping[Form, Sequence[str]] = {
    Form.SOLO: ("Enkeltmandspraksis", "solo"),
    Form.PARTNERSHIP: ("Kompagniskabspraksis", "partnership"),
    Form.COLLABORATIVE: ("Samarbejdspraksis", "collaborative"),
    Form.SHARED_POST: ("Delepraksis", "shared post"),
    Form.TENDER: ("Udbudsklinik", "tender clinic"),
    Form.REGIONAL: ("Regionsklinik", "regional clinic"),
    Form.LICENCE: ("Licensklinik", "licence clinic"),
}
names = st.text("abcdefghijklmnopqrstuvwxyzæøåÆØÅ .-", min_size=3, max_size=20).map(
    lambda text: f"Lægen {' '.join(text.split())}".strip()
)


@st.composite
def practices(draw: st.DrawFn) -> tuple[Practice, Status | None, int]:
    capacities = draw(st.sampled_from([1.0, 1.5, 2.0, 3.25]))
    practice = Practice(
        provider_number=draw(st.integers(10_000, 99_999)).__format__("06d"),
        name=draw(names),
        place=Place(
            world.E0 + draw(st.integers(100, 19_900)), world.N0 + draw(st.integers(100, 9_900))
        ),
        form=draw(st.sampled_from(list(Form))),
        capacities=capacities,
        vacant=draw(st.sampled_from([0.0, 0.5, 1.0])),
        doctors_born=tuple(draw(st.lists(st.integers(1950, 1999), max_size=3))),
        own_limit=draw(st.none() | st.integers(1000, 2700)),
    )
    practice = replace(practice, doctors=len(practice.doctors_born))
    return practice, draw(st.sampled_from([*Status, None])), draw(st.integers(0, 9_999))


Told = tuple[Practice, Status | None, int]


@dataclass(frozen=True)
class Style:
    """How a register is written down."""

    file: str
    delimiter: str
    encoding: str
    decimal: str
    thousands: str
    system: System
    intake: str
    words: Mapping[str, str]
    order: Sequence[str]
    form_word: int
    titles: int


@st.composite
def styles(draw: st.DrawFn) -> Style:
    decimal = draw(st.sampled_from(",."))
    delimiters = ";\t|" if decimal == "," else ";\t|,"
    return Style(
        file=draw(st.sampled_from(["r.csv", "r.csv", "r.txt", "r.xlsx", "r.parquet", "r.gpkg"])),
        delimiter=draw(st.sampled_from(delimiters)),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        decimal=decimal,
        thousands=draw(st.sampled_from(["", " ", "\u00a0", "." if decimal == "," else ""])),
        system=draw(st.sampled_from([s for s in System if s is not System.MERCATOR])),
        intake=draw(st.sampled_from(list(STATUS_WORDS))),
        words={field: draw(st.sampled_from(known)) for field, known in WORDS.items()},
        order=draw(st.permutations([*WORDS, "intake"])),
        form_word=draw(st.integers(0, 1)),
        titles=draw(st.integers(0, 3)),
    )


def coordinates(place: Place, system: System) -> tuple[float, float]:
    import pyproj

    to = pyproj.Transformer.from_crs("EPSG:25832", system.epsg, always_xy=True)
    x, y = to.transform(place.e, place.n)
    digits = 7 if system.epsg == System.WGS84 else 1
    x, y = round(x, digits), round(y, digits)
    return (y, x) if system.is_swapped else (x, y)


def record(told: Told, style: Style) -> dict[str, str]:
    """Return a practice's fields as texts in a style."""
    practice, status, listed = told
    x, y = coordinates(practice.place, style.system)

    def number(value: float, whole: bool = False) -> str:
        if whole:
            return f"{value:,.0f}".replace(",", style.thousands)
        return f"{value:.10g}".replace(".", style.decimal)

    return {
        "number": practice.provider_number,
        "name": practice.name,
        "x": number(x),
        "y": number(y),
        "form": FORM_WORDS[practice.form][style.form_word],
        "capacities": number(practice.capacities),
        "vacant": number(practice.vacant),
        "born": " ".join(str(year) for year in practice.doctors_born),
        "listed": number(listed, whole=True),
        "limit": "" if practice.own_limit is None else number(practice.own_limit, whole=True),
        "intake": STATUS_WORDS[style.intake][status],
    }


def write(path: Path, told: Sequence[Told], style: Style) -> None:
    heading = {**style.words, "intake": style.intake}
    records = [record(one, style) for one in told]
    columns = {heading[f]: [r[f] for r in records] for f in style.order}
    rows = [list(columns), *zip(*columns.values(), strict=True)]
    titles = [["Udtræk fra registret"], ["1. januar 2025"], []][: style.titles]
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(pyarrow.table(columns), path)
    elif path.suffix == ".xlsx":
        with xlsxwriter.Workbook(str(path)) as workbook:
            sheet = workbook.add_worksheet()
            for at, row in enumerate([*titles, *rows]):
                sheet.write_row(at, 0, row)
    elif path.suffix == ".gpkg":
        del columns[heading["x"]], columns[heading["y"]]
        world.write_layer(path, columns, [shapely.Point(one[0].place) for one in told])
    else:
        text = io.StringIO()
        csv.writer(text, delimiter=style.delimiter).writerows([*titles, *rows])
        path.write_bytes(text.getvalue().encode(style.encoding))


def assert_same_rows(register: Register, told: Sequence[Told]) -> None:
    found = {row.practice.provider_number: row for row in register.rows}
    assert sorted(found) == sorted(practice.provider_number for practice, _, _ in told)
    for practice, status, listed in told:
        row: RegisterRow = found[practice.provider_number]
        assert np.hypot(*(np.array(row.practice.place) - np.array(practice.place))) < 0.5
        assert replace(row.practice, place=practice.place) == practice
        assert (row.status, row.listed) == (status, listed)


registers = st.lists(practices(), min_size=3, max_size=8, unique_by=lambda t: t[0].provider_number)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(told=registers, style=styles())
def test_a_register_is_the_same_however_it_is_written(
    tmp_path: Path, told: list[Told], style: Style
) -> None:
    path = tmp_path / style.file
    path.unlink(missing_ok=True)
    write(path, told, style)
    (source,) = recognise([path])
    assert source.kind is SourceKind.REGISTER
    assert_same_rows(read_register(source, 2025, Findings()), told)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return replace(world.write_world(tmp_path_factory.mktemp("world")), lists=None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=4)
@given(told=registers, style=styles())
def test_the_project_is_the_same_however_the_register_is_written(
    tmp_path: Path, inputs: Inputs, told: list[Told], style: Style
) -> None:
    plain = replace(
        style, file="r.csv", delimiter=";", encoding="utf-8", system=System.UTM32, titles=0
    )
    regions = []
    for folder, how in (("a", plain), ("b", style)):
        path = tmp_path / folder / how.file
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        write(path, told, how)
        others = [p for p in vars_of(inputs) if p != inputs.practices]
        found = inputs_of(recognise([path, *others]), inputs.region, inputs.reference_date)
        regions.append(build_region(found, quietly)[0])
    first, second = regions
    assert [p.provider_number for p in first.practices] == [
        p.provider_number for p in second.practices
    ]
    for one, other in zip(first.practices, second.practices, strict=True):
        assert replace(one, place=other.place) == other
        assert first.lists[one.provider_number].total == second.lists[one.provider_number].total


def vars_of(inputs: Inputs) -> list[Path]:
    values = (getattr(inputs, name) for name in Inputs.__dataclass_fields__)
    return [value for value in values if isinstance(value, Path)]
