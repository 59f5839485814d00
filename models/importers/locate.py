"""Where a source's rows would fall, to be looked at before anything is taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from models.domain.place import Place
from models.domain.text import Text, format_number
from models.geography.areas import Areas
from models.importers.coordinates import (
    FEW,
    Floats,
    Standing,
    System,
    in_denmark,
    standings,
    to_utm32,
)
from models.importers.findings import Findings
from models.importers.matching import looks_like
from models.importers.placing import HALF, LiesRight, lies_on, raw_points
from models.importers.sources import Source
from models.importers.tables import Table, read_rows

MAP_POINTS = 500
"""Points given for the small map; more would not be told apart."""


@dataclass(frozen=True)
class CoordinateGuess:
    """The coordinate system of a source, told by where its points fall.

    Attributes
    ----------
    system : System or None
        None where the source has no coordinates, or they fall nowhere in Denmark.
    is_sure : bool
        Whether nearly all points fall right in it, and in no other system as many.
    candidates : tuple of Standing
        Every system with the share of points that fall right, the best first.
    columns : mapping of field to heading
        The columns the points were found in; others than the source's own where those hold
        no coordinates.
    places : tuple of Place
        At most `MAP_POINTS` of the points in EPSG:25832, evenly through the file.
    n_points, n_inside, n_without : int
        Rows with coordinates, those of them that fall right, and rows without.
    text : Text
        The same in a sentence.
    """

    system: System | None
    is_sure: bool
    candidates: tuple[Standing, ...]
    columns: dict[str, str]
    places: tuple[Place, ...]
    n_points: int
    n_inside: int
    n_without: int
    text: Text


def locate(source: Source, land: Areas | None = None) -> CoordinateGuess:
    """Return where a source's points fall; on `land` where it is given, else in Denmark.

    Where the source's system was chosen, that one is used and the others are still weighed.

    Raises
    ------
    InputError
        When the source cannot be read.
    """
    table = read_rows(source.path, source.layout, Findings())
    lies_right = in_denmark if land is None else lies_on(land)
    heading = {f: h for f, h in source.match.columns.items() if h in table.columns}
    table = replace(table, heading=heading)
    x, y = raw_points(table)
    found = standings(x, y, lies_right)
    if not found or found[0].share < HALF:
        table, x, y, found = _in_other_columns(table, lies_right) or (table, x, y, found)
    system = source.match.system
    if system is None and found and found[0].share >= HALF:
        system = found[0].system
    return _guess(table, x, y, system, found, lies_right)


Columns = tuple[Table, Floats, Floats, tuple[Standing, ...]]


def _in_other_columns(table: Table, lies_right: LiesRight) -> Columns | None:
    """Return the table with the two columns that do hold coordinates, None where none do."""
    axes = [
        heading
        for heading in table.headings
        if any(looks_like(field, [t for t in table.texts(heading)[:200] if t]) for field in "en")
    ]
    for first, second in permutations(axes, 2):
        tried = replace(table, heading={**table.heading, "e": first, "n": second})
        x, y = raw_points(tried)
        found = standings(x, y, lies_right)
        if found and found[0].share >= 1 - FEW and not found[0].system.is_swapped:
            return tried, x, y, found
    return None


def _guess(
    table: Table,
    x: Floats,
    y: Floats,
    system: System | None,
    found: tuple[Standing, ...],
    lies_right: LiesRight,
) -> CoordinateGuess:
    has_point = np.isfinite(x) & np.isfinite(y)
    n_points = int(has_point.sum())
    columns = {f: table.heading[f] for f in ("e", "n", "place") if f in table.heading}
    if system is None:
        return CoordinateGuess(
            None, False, found, columns, (), n_points, 0, len(table) - n_points, _nowhere(n_points)
        )
    e, n = to_utm32(system, x[has_point], y[has_point])
    n_inside = int(lies_right(e, n).sum())
    rival = next((s.share for s in found if s.system is not system), 0.0)
    is_sure = n_points > 0 and n_inside >= (1 - FEW) * n_points > (rival + FEW) * n_points
    real = np.flatnonzero(np.isfinite(e))
    picked = real[:: max(1, -(-len(real) // MAP_POINTS))]
    places = tuple(Place(float(e[i]), float(n[i])) for i in picked.tolist())
    said = _said(system, n_inside, n_points)
    n_without = len(table) - n_points
    return CoordinateGuess(
        system, is_sure, found, columns, places, n_points, n_inside, n_without, said
    )


def _nowhere(n_points: int) -> Text:
    if not n_points:
        return Text("Filen har ingen koordinater.", "The file has no coordinates.")
    return Text(
        "Punkterne ligger ikke i Danmark i noget koordinatsystem, der kendes. Se efter, om det er "
        "de rigtige kolonner.",
        "The points do not lie in Denmark in any coordinate system that is known. See whether "
        "they are the right columns.",
    )


def _said(system: System, n_inside: int, n_points: int) -> Text:
    title = system.label
    return Text(
        f"{title.da[0].upper()}{title.da[1:]}: {format_number(n_inside)} af "
        f"{format_number(n_points)} punkter ligger rigtigt.",
        f"{title.en[0].upper()}{title.en[1:]}: {format_number(n_inside, 'en')} of "
        f"{format_number(n_points, 'en')} points lie right.",
    )
