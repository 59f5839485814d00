"""Map layers (GeoPackage, GeoJSON, Shapefile) brought to EPSG:25832, or refused in words."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
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
from models.importers.findings import Findings

Shapes = NDArray[np.object_]

DENMARK = (400_000.0, 6_000_000.0, 920_000.0, 6_450_000.0)
"""West, south, east and north in EPSG:25832, metres: Denmark with Bornholm and some sea."""

_SUFFIXES = (".gpkg", ".geojson", ".json", ".shp")


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
    """Return whether the file's name is that of a map layer."""
    return path.suffix.casefold() in _SUFFIXES


def read_layer(path: Path, findings: Findings) -> Layer:
    """Return the first layer of a file.

    Raises
    ------
    InputError
        When the file cannot be read, has no coordinate system, or lies outside Denmark.
    """
    import pyogrio

    try:
        with warnings.catch_warnings(record=True) as remarks:
            warnings.simplefilter("always")
            layer = _layer_name(path, findings)
            meta, _, wkb, fields = pyogrio.raw.read(path, layer=layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(
            f"»{path.name}« kan ikke læses som kort. Filen er beskadiget eller noget andet. Hent "
            "eller gem den igen.",
            f"“{path.name}” cannot be read as a map. It is damaged or something else. Download "
            "or save it again.",
        ) from error
    for remark in remarks:
        said = Text(f"Kortlæseren bemærker: {remark.message}", f"The map reader: {remark.message}")
        findings.tell(FindingKind.READ, said, path.name, Severity.WARNING)
    columns = {
        str(name): _column(field) for name, field in zip(meta["fields"], fields, strict=True)
    }
    shapes = None if wkb is None else _in_utm32(shapely.from_wkb(wkb), meta["crs"], path, findings)
    n_rows = len(fields[0]) if len(fields) else 0 if shapes is None else len(shapes)
    return Layer(path.name, columns, shapes, range(2, n_rows + 2))


def _layer_name(path: Path, findings: Findings) -> str:
    import pyogrio

    names = [str(name) for name, _ in pyogrio.list_layers(path)]
    if not names:
        raise InputError(f"»{path.name}« har ingen lag.", f"“{path.name}” has no layers.")
    if len(names) > 1:
        text = Text(
            f"Filen har {len(names)} lag; det første, »{names[0]}«, er læst.",
            f"The file has {len(names)} layers; the first, “{names[0]}”, was read.",
        )
        findings.tell(FindingKind.READ, text, path.name, Severity.WARNING)
    return names[0]


def _column(field: NDArray[Any]) -> list[str] | NDArray[Any]:
    if field.dtype != object:
        return field
    return ["" if value is None else str(value).strip() for value in field.tolist()]


def _in_utm32(shapes: Shapes, crs: str | None, path: Path, findings: Findings) -> Shapes:
    if crs is None:
        raise InputError(
            f"»{path.name}« siger ikke, hvilket koordinatsystem den er i. Forventede {CRS} (UTM "
            "32). Gem filen igen med koordinatsystem.",
            f"“{path.name}” does not say which coordinate system it is in. Expected {CRS} (UTM "
            "32). Save the file again with its coordinate system.",
        )
    if crs != CRS:
        shapes = _reprojected(shapes, crs, path, findings)
    _refuse_outside_denmark(shapes, path)
    return shapes


def _reprojected(shapes: Shapes, crs: str, path: Path, findings: Findings) -> Shapes:
    import pyproj

    found = pyproj.CRS.from_user_input(crs)
    if found.equals(pyproj.CRS.from_user_input(CRS)):
        return shapes
    transform = pyproj.Transformer.from_crs(found, CRS, always_xy=True).transform
    moved: Shapes = shapely.transform(
        shapes, lambda xy: np.column_stack(transform(xy[:, 0], xy[:, 1]))
    )
    text = Text(
        f"Kortet er omregnet fra {found.name} til {CRS}.",
        f"The map was converted from {found.name} to {CRS}.",
    )
    findings.tell(FindingKind.REPAIRED, text, path.name)
    return moved


def _refuse_outside_denmark(shapes: Shapes, path: Path) -> None:
    west, south, east, north = shapely.total_bounds(shapes)
    inside = (
        west >= DENMARK[0] and south >= DENMARK[1] and east <= DENMARK[2] and north <= DENMARK[3]
    )
    if not inside and not np.isnan(west):
        found = f"{west:.6g}, {south:.6g} – {east:.6g}, {north:.6g}"
        raise InputError(
            f"»{path.name}«: forventede koordinater i Danmark i {CRS} (UTM 32), fandt {found}. "
            "Filen siger formentlig et forkert koordinatsystem. Gem den igen i UTM 32.",
            f"“{path.name}”: expected coordinates in Denmark in {CRS} (UTM 32), found {found}. "
            "The file probably names a wrong coordinate system. Save it again in UTM 32.",
        )
