"""The files a project is made from, and the land among them: region, surroundings, areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from models.domain.errors import InputError
from models.domain.text import Text
from models.geography.areas import NO_AREA, Areas
from models.geography.squares import Squares
from models.importers.areas import AreaLayer, cut_to, no_areas, read_areas, read_land_shape
from models.importers.findings import Findings
from models.importers.kinds import KIND_TITLES, SourceKind
from models.importers.reading import Given, title_of
from models.importers.sources import Source

SURROUNDINGS_M = 30_000.0
"""Neighbouring municipalities so near the region are drawn around it: a map's margin."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files a project is made from; the optional ones may be None.

    Attributes
    ----------
    areas : Given
        Municipalities with land only.
    practices : Given or several
        The register, or the registers of several regions.
    roads, squares, parishes, postcodes, places, coverage : Given or None
    land : Given or None
        Where `areas` has water in it: what of it is land.
    links : Given or None
        The user's own bridges and ferries.
    addresses : Given or None
        An extract of addresses, by which practices without coordinates are found.
    lists : Given, several or None
    region : str or None
        Which region of `areas` to plan; None for all of them.
    reference_date : str or None
        ISO date of the register; None for today.
    """

    areas: Given
    practices: Given | tuple[Given, ...]
    roads: Given | None = None
    squares: Given | None = None
    parishes: Given | None = None
    postcodes: Given | None = None
    lists: Given | tuple[Given, ...] | None = None
    places: Given | None = None
    coverage: Given | None = None
    land: Given | None = None
    links: Given | None = None
    addresses: Given | None = None
    region: str | None = None
    reference_date: str | None = None


def each(given: Given | tuple[Given, ...] | None) -> tuple[Given, ...]:
    """Return what was given as a tuple, empty where nothing was."""
    if given is None:
        return ()
    return given if isinstance(given, tuple) else (given,)


_FIELDS = {
    SourceKind.MUNICIPALITIES: "areas",
    SourceKind.REGISTER: "practices",
    SourceKind.ROADS: "roads",
    SourceKind.SQUARES: "squares",
    SourceKind.PARISHES: "parishes",
    SourceKind.POSTAL_AREAS: "postcodes",
    SourceKind.LISTS: "lists",
    SourceKind.PLACES: "places",
    SourceKind.COVERAGE_AREAS: "coverage",
    SourceKind.LAND: "land",
    SourceKind.LINKS: "links",
    SourceKind.ADDRESSES: "addresses",
}
_SEVERAL = (SourceKind.REGISTER, SourceKind.LISTS)


def by_kind(sources: Iterable[Source]) -> dict[SourceKind, tuple[Given, ...]]:
    """Return recognised sources by what they are."""
    found: dict[SourceKind, tuple[Given, ...]] = {}
    for source in sources:
        found[source.kind] = (*found.get(source.kind, ()), source)
    return found


def inputs_from(
    files: Mapping[SourceKind, Sequence[Given]],
    region: str | None = None,
    reference_date: str | None = None,
) -> Inputs:
    """Return files by kind as inputs.

    Raises
    ------
    InputError
        When something is missing, or there are two of what there can be only one of.
    """
    problem = problem_among(files)
    if problem is not None:
        raise InputError(problem.da, problem.en)
    fields: dict[str, Given | tuple[Given, ...]] = {}
    for kind, name in _FIELDS.items():
        found = tuple(files.get(kind, ()))
        if found:
            fields[name] = found if kind in _SEVERAL else found[0]
    return Inputs(**fields, region=region, reference_date=reference_date)  # type: ignore[arg-type]


def problem_among(files: Mapping[SourceKind, Sequence[Given]]) -> Text | None:
    """Return what is wrong with a set of files as a whole; None where it makes a project."""
    for kind in _FIELDS:
        found = files.get(kind, ())
        if len(found) > 1 and kind not in _SEVERAL:
            names = ", ".join(title_of(given) for given in found)
            title = KIND_TITLES[kind]
            return Text(
                f"Der er flere filer med {title.da.lower()}: {names}. Behold én af dem.",
                f"There are several files of {title.en.lower()}: {names}. Keep one of them.",
            )
    for choices in (
        (SourceKind.MUNICIPALITIES,),
        (SourceKind.REGISTER,),
        (SourceKind.SQUARES, SourceKind.PARISHES),
    ):
        if not any(files.get(kind) for kind in choices):
            da = " eller ".join(KIND_TITLES[kind].da.lower() for kind in choices)
            en = " or ".join(KIND_TITLES[kind].en.lower() for kind in choices)
            return Text(f"Der mangler en fil med {da}.", f"A file of {en} is missing.")
    return None


def inputs_of(
    sources: Sequence[Source], region: str | None = None, reference_date: str | None = None
) -> Inputs:
    """Return recognised sources as inputs; raises as `inputs_from`."""
    return inputs_from(by_kind(sources), region, reference_date)


def problem_with(sources: Sequence[Source]) -> Text | None:
    """Return what is wrong with recognised sources as a whole; None where they make a project."""
    return problem_among(by_kind(sources))


def regions_in(areas: Source) -> tuple[str, ...]:
    """Return the names of the regions that a source of municipalities tells, sorted.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    layer = read_areas(areas, SourceKind.MUNICIPALITIES, Findings())
    return tuple(sorted(set(layer.texts("region")) - {""}))


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
    regions : tuple of str
        The region of each of `municipalities`; all the same unless the whole file is planned.
    parish_layer : AreaLayer or None
    postal_areas : Areas
    """

    name: str
    land: Areas
    municipalities: Areas
    regions: tuple[str, ...]
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
    layer = read_areas(inputs.areas, SourceKind.MUNICIPALITIES, findings)
    if inputs.land is not None:
        layer = cut_to(layer, read_land_shape(inputs.land, findings))
    name, wanted = _chosen_region(layer, inputs.region)
    kept = layer.keep(wanted)
    region = kept.areas
    west, south, east, north = shapely.total_bounds(region.shapes)
    margin = SURROUNDINGS_M
    window = shapely.box(west - margin, south - margin, east + margin, north + margin)
    around = layer.keep(~wanted & shapely.intersects(layer.areas.shapes, window)).areas
    parishes = _parishes_in(inputs.parishes, region, findings)
    postal_areas = no_areas()
    if inputs.postcodes is not None:
        postal_areas = read_areas(inputs.postcodes, SourceKind.POSTAL_AREAS, findings).areas
    regions = tuple(kept.texts("region"))
    return Land(name, layer.areas, region, regions, around, parishes, postal_areas)


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


def _parishes_in(given: Given | None, region: Areas, findings: Findings) -> AreaLayer | None:
    """Return the region's parishes: by their municipality's code, else by a point inside."""
    if given is None:
        return None
    layer = read_areas(given, SourceKind.PARISHES, findings)
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
