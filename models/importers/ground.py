"""The files a project is made from, and the land among them: region, surroundings, areas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely

from models.domain.errors import InputError
from models.geography.areas import NO_AREA, Areas
from models.geography.squares import Squares
from models.importers.areas import AreaLayer, no_areas, read_areas
from models.importers.columns import MUNICIPALITIES, PARISHES, POSTAL_AREAS
from models.importers.findings import Findings

SURROUNDINGS_M = 30_000.0
"""Neighbouring municipalities so near the region are drawn around it: a map's margin."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files a project is made from; the optional ones may be None.

    Attributes
    ----------
    areas : Path
        Municipalities with land only.
    practices : Path
        The register.
    roads, squares, parishes, postcodes, lists, places, coverage : Path or None
    region : str or None
        Which region of `areas` to plan; None for all of them.
    reference_date : str or None
        ISO date of the register; None for today.
    """

    areas: Path
    practices: Path
    roads: Path | None = None
    squares: Path | None = None
    parishes: Path | None = None
    postcodes: Path | None = None
    lists: Path | None = None
    places: Path | None = None
    coverage: Path | None = None
    region: str | None = None
    reference_date: str | None = None


@dataclass(frozen=True)
class Land:
    """The map's part of a region.

    Attributes
    ----------
    name : str
    land : Areas
        Every municipality of the file.
    municipalities, surroundings : Areas
        Those of the region, and those drawn around it.
    parish_layer : AreaLayer or None
    postal_areas : Areas
    """

    name: str
    land: Areas
    municipalities: Areas
    surroundings: Areas
    parish_layer: AreaLayer | None
    postal_areas: Areas

    @property
    def parishes(self) -> Areas:
        """The region's parishes; none where none were given."""
        return no_areas() if self.parish_layer is None else self.parish_layer.areas


def read_land(inputs: Inputs, findings: Findings) -> Land:
    """Return the municipalities, parishes and postal areas of the files.

    Raises
    ------
    InputError
        When a file cannot be used, or has no such region.
    """
    layer = read_areas(inputs.areas, MUNICIPALITIES, 4, findings)
    name, wanted = _chosen_region(layer, inputs.region)
    region = layer.keep(wanted).areas
    west, south, east, north = shapely.total_bounds(region.shapes)
    margin = SURROUNDINGS_M
    window = shapely.box(west - margin, south - margin, east + margin, north + margin)
    around = layer.keep(~wanted & shapely.intersects(layer.areas.shapes, window)).areas
    parishes = _parishes_in(inputs.parishes, region, findings)
    postal_areas = no_areas()
    if inputs.postcodes is not None:
        postal_areas = read_areas(inputs.postcodes, POSTAL_AREAS, 4, findings).areas
    return Land(name, layer.areas, region, around, parishes, postal_areas)


def _chosen_region(layer: AreaLayer, wanted: str | None) -> tuple[str, np.ndarray]:
    """Return the region's name, and which areas belong to it."""
    regions = layer.texts("region")
    known = sorted(set(regions) - {""})
    if wanted is None:
        everywhere = np.ones(len(regions), dtype=np.bool_)
        return (known[0] if len(known) == 1 else "Danmark"), everywhere
    folded = " ".join(wanted.split()).casefold()
    found = [name for name in known if folded in (name.casefold(), _short(name).casefold())]
    if not found:
        seen = ", ".join(f"»{name}«" for name in known) or "–"
        raise InputError(
            f"»{layer.file}« har ingen region, der hedder »{wanted}«. Den har {seen}.",
            f"“{layer.file}” has no region called “{wanted}”. It has {seen}.",
        )
    return found[0], np.array([name == found[0] for name in regions], dtype=np.bool_)


def _short(region: str) -> str:
    return region.removeprefix("Region ")


def _parishes_in(path: Path | None, region: Areas, findings: Findings) -> AreaLayer | None:
    """Return the region's parishes: by their municipality's code, else by a point inside."""
    if path is None:
        return None
    layer = read_areas(path, PARISHES, 4, findings)
    codes = [code.zfill(4) for code in layer.texts("municipality")]
    if "municipality" in layer.columns:
        wanted = np.array([code in region.index_of_code for code in codes], dtype=np.bool_)
    else:
        wanted = _has_point_in(layer.areas, region)
    return layer.keep(wanted)


def _has_point_in(areas: Areas, region: Areas) -> np.ndarray:
    points = shapely.point_on_surface(areas.shapes)
    inside: np.ndarray = region.locate(shapely.get_x(points), shapely.get_y(points)) != NO_AREA
    return inside


def with_postal_areas(land: Land, squares: Squares) -> tuple[Land, Squares]:
    """Return the land with the region's postal areas only, and squares placed in them."""
    everywhere = land.postal_areas
    located = everywhere.locate(squares.e.astype(np.float64), squares.n.astype(np.float64))
    wanted = (
        _has_point_in(everywhere, land.municipalities) if len(everywhere) else np.zeros(0, bool)
    )
    wanted[located[located != NO_AREA]] = True
    position = np.append(np.cumsum(wanted) - 1, NO_AREA).astype(np.int32)
    layer = AreaLayer("", everywhere, {}).keep(wanted)
    return (
        replace(land, postal_areas=layer.areas),
        replace(squares, postal_area=position[located]),
    )
