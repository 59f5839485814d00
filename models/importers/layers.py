"""Map layers (GeoPackage, GeoJSON, Shapefile) brought to EPSG:25832, or refused in words."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from models.domain.errors import InputError
from models.domain.place import CRS
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text
from models.importers.coordinates import System, standings, to_utm32, told_system
from models.importers.findings import Findings
from models.importers.geoparquet import GeoTable, has_shapes, read_shapes

Shapes = NDArray[np.object_]

DENMARK = (400_000.0, 6_000_000.0, 920_000.0, 6_450_000.0)
"""West, south, east and north in EPSG:25832, metres: Denmark with Bornholm and some sea."""

_SUFFIXES = (".gpkg", ".geojson", ".json", ".shp", ".zip")


@dataclass(frozen=True)
class Layer:
    """A map layer.

    Attributes
    ----------
    file : str
    columns : mapping of heading to texts or an array of numbers
    shapes : ndarray of shapely geometries with shape (n_row,), or None without geometry
        EPSG:25832, metres; None where a row has no shape.
    rows : sequence of int
        The header counts as row 1, so the first shape is row 2 as in a table.
    """

    file: str
    columns: dict[str, list[str] | NDArray[Any]]
    shapes: Shapes | None
    rows: Sequence[int]


def is_layer(path: Path) -> bool:
    """Return whether a file is a map layer, by its name; Parquet by what stands in it."""
    return path.suffix.casefold() in _SUFFIXES or has_shapes(path)


def read_layer(path: Path, findings: Findings, part: str) -> Layer:
    """Return the layer of a file that is called `part`.

    Raises
    ------
    InputError
        When the file cannot be read, or lies outside Denmark in every coordinate system.
    """
    raw, remarks = _read(path, part, None)
    for remark in remarks:
        said = Text(f"Kortlæseren bemærker: {remark}", f"The map reader: {remark}")
        findings.tell(FindingKind.READ, said, path.name, Severity.WARNING)
    shapes = raw.shapes
    if shapes is not None:
        shapes = _in_utm32(shapes, raw.crs, path, findings)
    return Layer(path.name, raw.columns, shapes, range(2, raw.n_rows + 2))


@dataclass(frozen=True)
class RawLayer:
    """A layer as it stands in its file: `shapes` in the file's own coordinates.

    `crs` is what the file says, None where it says nothing; `n_rows` are those read,
    `n_rows_in_all` those there are.
    """

    columns: dict[str, list[str] | NDArray[Any]]
    shapes: Shapes | None
    crs: str | None
    n_rows: int
    n_rows_in_all: int


def layer_names(path: Path) -> tuple[str, ...]:
    """Return the names of a file's layers.

    Raises
    ------
    InputError
        When the file cannot be read as a map, or has no layers.
    """
    import pyogrio

    if has_shapes(path):
        return (path.stem,)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it remarks it will remark again on reading
            names = tuple(str(name) for name, _ in pyogrio.list_layers(path))
    except Exception as error:  # whatever the reader stumbles over in a damaged file
        raise _no_map(path) from error
    if not names:
        raise InputError(f"»{path.name}« har ingen lag.", f"“{path.name}” has no layers.")
    return names


def read_layer_head(path: Path, part: str, n_rows: int) -> RawLayer:
    """Return the first rows of a layer, as they stand.

    Raises
    ------
    InputError
        When the layer cannot be read.
    """
    return _read(path, part, n_rows)[0]


def _read(path: Path, part: str, n_rows: int | None) -> tuple[RawLayer, list[str]]:
    """Return a layer, and what its reader remarked."""
    import pyogrio

    try:
        if has_shapes(path):
            return _of_parquet(read_shapes(path, n_rows)), []
        with warnings.catch_warnings(record=True) as remarks:
            warnings.simplefilter("always")
            in_all = pyogrio.read_info(path, layer=part)["features"]
            meta, _, wkb, fields = pyogrio.raw.read(path, layer=part, max_features=n_rows)
            shapes = None if wkb is None else shapely.from_wkb(wkb)
    except Exception as error:  # whatever the reader stumbles over in a damaged file
        raise _no_map(path) from error
    columns = {
        str(name): _column(field) for name, field in zip(meta["fields"], fields, strict=True)
    }
    found = len(fields[0]) if len(fields) else 0 if shapes is None else len(shapes)
    crs = None if meta["crs"] is None else str(meta["crs"])
    layer = RawLayer(columns, shapes, crs, found, max(int(in_all), found))
    return layer, [str(remark.message) for remark in remarks]


def _of_parquet(found: GeoTable) -> RawLayer:
    columns = {name: _column(values) for name, values in found.columns.items()}
    return RawLayer(columns, found.shapes, found.crs, len(found.shapes), found.n_rows_in_all)


def _no_map(path: Path) -> InputError:
    return InputError(
        f"»{path.name}« kan ikke læses som kort. Filen er beskadiget eller noget andet. Hent "
        "eller gem den igen.",
        f"“{path.name}” cannot be read as a map. It is damaged or something else. Download "
        "or save it again.",
    )


def _column(field: NDArray[Any]) -> list[str] | NDArray[Any]:
    if field.dtype != object:
        return field
    return ["" if value is None else str(value).strip() for value in field.tolist()]


def _in_utm32(shapes: Shapes, crs: str | None, path: Path, findings: Findings) -> Shapes:
    """Return shapes in EPSG:25832: by the system the file names, else by where they fall."""
    moved = shapes if crs is None else _reprojected(shapes, crs)
    if crs is not None and moved is not None and _lies_in_denmark(moved):
        if moved is not shapes:
            _tell_converted(crs, path, findings)
        return moved
    told = _by_where_it_falls(shapes)
    if told is None:
        raise _no_system(path) if crs is None else _outside(moved, shapes, path)
    moved = _through(shapes, told)
    if not _lies_in_denmark(moved):
        raise _outside(moved, shapes, path)
    said_da = "siger ikke, hvilket koordinatsystem det er i" if crs is None else f"siger {crs}"
    said_en = "does not say its coordinate system" if crs is None else f"says {crs}"
    text = Text(
        f"Kortet {said_da}. Det er læst som {told.label.da}, for så ligger det i Danmark.",
        f"The map {said_en}. It was read as {told.label.en}, for so it lies in Denmark.",
    )
    findings.tell(FindingKind.REPAIRED, text, path.name, Severity.WARNING)
    return moved


def _reprojected(shapes: Shapes, crs: str) -> Shapes | None:
    """Return shapes in EPSG:25832, None where the named system is none that is known."""
    import pyproj

    try:
        found = pyproj.CRS.from_user_input(crs)
        if crs == CRS or found.equals(pyproj.CRS.from_user_input(CRS)):
            return shapes
        transform = pyproj.Transformer.from_crs(found, CRS, always_xy=True).transform
    except pyproj.exceptions.ProjError:
        return None
    return _transformed(shapes, lambda xy: np.column_stack(transform(xy[:, 0], xy[:, 1])))


def _through(shapes: Shapes, system: System) -> Shapes:
    return _transformed(shapes, lambda xy: np.column_stack(to_utm32(system, xy[:, 0], xy[:, 1])))


def _transformed(
    shapes: Shapes, change: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> Shapes:
    moved: Shapes = shapely.transform(shapely.force_2d(shapes), change)
    return moved


def _by_where_it_falls(shapes: Shapes) -> System | None:
    """Return the one system in which all shapes lie in Denmark, None where it is not one."""
    bounds = shapely.bounds(shapes)
    x, y = (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
    return told_system(standings(x, y))


def _lies_in_denmark(shapes: Shapes) -> bool:
    west, south, east, north = shapely.total_bounds(shapes)
    if np.isnan(west):
        return bool(shapely.is_missing(shapes).all() or shapely.is_empty(shapes).all())
    return bool(
        west >= DENMARK[0] and south >= DENMARK[1] and east <= DENMARK[2] and north <= DENMARK[3]
    )


def _tell_converted(crs: str, path: Path, findings: Findings) -> None:
    import pyproj

    name = pyproj.CRS.from_user_input(crs).name
    text = Text(
        f"Kortet er omregnet fra {name} til {CRS}.", f"The map was converted from {name} to {CRS}."
    )
    findings.tell(FindingKind.REPAIRED, text, path.name)


def _no_system(path: Path) -> InputError:
    return InputError(
        f"»{path.name}« siger ikke, hvilket koordinatsystem den er i. Forventede {CRS} (UTM "
        "32). Gem filen igen med koordinatsystem.",
        f"“{path.name}” does not say which coordinate system it is in. Expected {CRS} (UTM "
        "32). Save the file again with its coordinate system.",
    )


def _outside(moved: Shapes | None, shapes: Shapes, path: Path) -> InputError:
    west, south, east, north = shapely.total_bounds(shapes if moved is None else moved)
    found = f"{west:.6g}, {south:.6g} – {east:.6g}, {north:.6g}"
    return InputError(
        f"»{path.name}«: forventede koordinater i Danmark i {CRS} (UTM 32), fandt {found}. "
        "Filen siger formentlig et forkert koordinatsystem. Gem den igen i UTM 32.",
        f"“{path.name}”: expected coordinates in Denmark in {CRS} (UTM 32), found {found}. "
        "The file probably names a wrong coordinate system. Save it again in UTM 32.",
    )
