"""Municipalities, parishes and postal areas from map layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from models.domain.errors import InputError
from models.domain.quality import FindingKind
from models.domain.text import Text, format_number
from models.geography.areas import Areas
from models.importers.findings import Findings
from models.importers.kinds import NEEDS, SourceKind
from models.importers.layers import Layer, Shapes, read_layer
from models.importers.matching import is_met
from models.importers.reading import Given, as_source, missing_column, tell_part
from models.importers.tables import Column

POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class AreaLayer:
    """Areas with the layer's other columns beside them, sorted by code.

    Attributes
    ----------
    file : str
    areas : Areas
    columns : mapping of field to column
        The matched fields other than code and name, in the order of `areas`.
    """

    file: str
    areas: Areas
    columns: dict[str, Column]

    def texts(self, field: str) -> list[str]:
        """Return a field as texts; empty ones where the layer has no such column."""
        column = self.columns.get(field)
        return [""] * len(self.areas) if column is None else [str(value) for value in column]

    def keep(self, wanted: NDArray[np.bool_]) -> AreaLayer:
        """Return the areas for which `wanted` is True."""
        index = np.flatnonzero(wanted)
        columns = {field: _pick(column, index) for field, column in self.columns.items()}
        return AreaLayer(self.file, pick_areas(self.areas, index), columns)


def pick_areas(areas: Areas, index: NDArray[np.intp]) -> Areas:
    """Return the areas at the positions in `index`."""
    codes = tuple(areas.codes[i] for i in index)
    return Areas(codes, tuple(areas.names[i] for i in index), areas.shapes[index])


def no_areas() -> Areas:
    """Return a set of no areas."""
    return Areas((), (), np.empty(0, dtype=object))


CODE_DIGITS = 4
"""Digits of the codes of municipalities, parishes and postal areas."""

COVERAGE_DIGITS = 2
"""Digits of the codes of coverage areas; a region has some forty."""


def read_areas(given: Given, kind: SourceKind, findings: Findings) -> AreaLayer:
    """Return the areas of a layer, parts with the same code joined.

    Codes of digits are filled with zeros in front to `CODE_DIGITS`
    or `COVERAGE_DIGITS`. Shapes that cross
    themselves are repaired; rows without a code or a shape are left out. Both are named.

    Raises
    ------
    InputError
        When the file cannot be read or none of its rows is an area.
    """
    layer, heading = _open(given, kind, findings)
    width = COVERAGE_DIGITS if kind is SourceKind.COVERAGE_AREAS else CODE_DIGITS
    codes = [_code(value, width) for value in layer.columns[heading["code"]]]
    shapes = _polygons(layer, codes, heading["code"], findings)
    first, shapes = _joined(codes, shapes, layer.file, findings)
    if not len(first):
        raise _no_areas(layer.file)
    columns = {field: _pick(layer.columns[name], first) for field, name in heading.items()}
    names = tuple(str(name) for name in columns.pop("name"))
    del columns["code"]
    areas = Areas(tuple(codes[i] for i in first), names, shapes)
    text = Text(
        f"{format_number(len(areas))} områder er læst.",
        f"{format_number(len(areas), 'en')} areas were read.",
    )
    findings.tell(FindingKind.READ, text, layer.file)
    return AreaLayer(layer.file, areas, columns)


def read_land_shape(given: Given, findings: Findings) -> shapely.Geometry:
    """Return all polygons of a layer as one shape: the land, whatever its parts are called.

    Raises
    ------
    InputError
        When the file cannot be read or has no polygon.
    """
    source = as_source(given, SourceKind.LAND)
    layer = read_layer(source.path, findings, source.layout.part)
    shapes = np.empty(0, dtype=object) if layer.shapes is None else layer.shapes
    shapes = shapes[np.isin(shapely.get_type_id(shapes), POLYGONAL)]
    if not len(shapes):
        raise _no_areas(layer.file)
    text = Text(
        "Kommunerne er skåret til efter landet i filen.",
        "The municipalities were cut to the land of the file.",
    )
    findings.tell(FindingKind.READ, text, layer.file)
    return shapely.union_all(shapely.make_valid(shapes))


def cut_to(layer: AreaLayer, land: shapely.Geometry) -> AreaLayer:
    """Return areas without what of them is not land; one that has no land stays as it was."""
    cut = [_polygonal_parts(shape) for shape in shapely.intersection(layer.areas.shapes, land)]
    shapes = layer.areas.shapes.copy()
    for i, shape in enumerate(cut):
        if not shape.is_empty:
            shapes[i] = shape
    return AreaLayer(layer.file, Areas(layer.areas.codes, layer.areas.names, shapes), layer.columns)


def _no_areas(file: str) -> InputError:
    return InputError(
        f"»{file}«: forventede flader, men ingen af rækkerne er en flade.",
        f"“{file}”: expected areas, but none of the rows is one.",
    )


def _open(given: Given, kind: SourceKind, findings: Findings) -> tuple[Layer, dict[str, str]]:
    """Return a layer, and the heading of each field it has."""
    source = as_source(given, kind)
    if isinstance(given, Path):
        tell_part(source, findings)
    layer = read_layer(source.path, findings, source.layout.part)
    heading = {f: h for f, h in source.match.columns.items() if h in layer.columns}
    for need in NEEDS[kind]:
        if not is_met(need, heading):
            raise missing_column(layer.columns, need[0], kind, layer.file)
    return layer, {"code": heading["name"], **heading}  # areas without a code go by their name


def _code(value: Any, width: int) -> str:
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return text.zfill(width) if text.isdigit() else text


def _polygons(layer: Layer, codes: Sequence[str], column: str, findings: Findings) -> Shapes:
    """Return each row's shape as a valid polygon, None where it has none or lacks a code."""
    if layer.shapes is None:
        return np.full(len(codes), None, dtype=object)
    shapes = layer.shapes.copy()
    is_broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    for i in np.flatnonzero(is_broken).tolist():
        shapes[i] = _polygonal_parts(shapely.make_valid(shapes[i]))
        done = Text(
            "fladens grænse krydsede sig selv og er rettet.",
            "the area's border crossed itself and was repaired.",
        )
        findings.repair_row(layer.file, layer.rows[i], column, codes[i], done)
    is_area = np.isin(shapely.get_type_id(shapes), POLYGONAL) & ~shapely.is_empty(shapes)
    for i in np.flatnonzero(~is_area | (np.array(codes, dtype=object) == "")).tolist():
        wanted = Text("en kode og en flade", "a code and an area")
        findings.refuse_row(layer.file, layer.rows[i], column, codes[i], wanted)
        shapes[i] = None
    return shapes


def _polygonal_parts(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[np.isin(shapely.get_type_id(parts), POLYGONAL)])


def _joined(
    codes: Sequence[str], shapes: Shapes, file: str, findings: Findings
) -> tuple[NDArray[np.intp], Shapes]:
    """Return the first row of each code in the order of codes, and the joined shapes."""
    rows_of_code: dict[str, list[int]] = {}
    for row in np.flatnonzero(~shapely.is_missing(shapes)).tolist():
        rows_of_code.setdefault(codes[row], []).append(row)
    first, joined = [], []
    for _, rows in sorted(rows_of_code.items()):
        first.append(rows[0])
        joined.append(shapes[rows[0]] if len(rows) == 1 else shapely.union_all(shapes[rows]))
    n_parts = sum(len(rows) for rows in rows_of_code.values()) - len(first)
    if n_parts:
        text = Text(
            f"{n_parts} rækker med en kode, der stod før, er lagt sammen med den.",
            f"{n_parts} rows whose code had come before were joined with it.",
        )
        findings.tell(FindingKind.JOINED, text, file)
    result = np.empty(len(joined), dtype=object)
    result[:] = joined
    return np.array(first, dtype=np.intp), result


def _pick(column: Column, index: NDArray[np.intp]) -> Column:
    if isinstance(column, np.ndarray):
        return column[index]
    return [column[i] for i in index]
