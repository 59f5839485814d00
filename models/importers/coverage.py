"""Coverage areas from a map layer."""

from __future__ import annotations

import numpy as np
import shapely

from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.geography.areas import NO_AREA, Areas
from models.geography.coverage import Coverage, coverage_of
from models.geography.squares import Squares
from models.importers.areas import read_areas
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.reading import Given

OVERLAP_M2 = 1_000_000.0
"""Areas that share less than a square kilometre differ by how their border was drawn."""


def read_coverage(given: Given, squares: Squares, findings: Findings) -> Coverage:
    """Return the coverage areas of a layer that hold any of the squares.

    A square that two areas claim belongs to the one whose code comes first. What belongs to no
    area is counted in the report, and so are areas that overlap or lie elsewhere.

    Raises
    ------
    InputError
        When the file cannot be read or none of its rows is an area.
    """
    layer = read_areas(given, SourceKind.COVERAGE_AREAS, findings)
    everywhere = coverage_of(layer.areas, squares)
    inhabited = np.isin(np.arange(len(layer.areas)), everywhere.of_square)
    areas = layer.keep(inhabited).areas
    position = np.append(np.cumsum(inhabited) - 1, NO_AREA).astype(np.int32)
    coverage = Coverage(areas, position[everywhere.of_square])
    _tell_elsewhere(len(layer.areas) - len(areas), layer.file, findings)
    _tell_overlaps(areas, layer.file, findings)
    _tell_outside(coverage, squares, layer.file, findings)
    return coverage


def _tell_elsewhere(n_areas: int, file: str, findings: Findings) -> None:
    if n_areas:
        text = Text(
            f"{n_areas} lægedækningsområder uden indbyggere i regionen er ikke taget med.",
            f"{n_areas} coverage areas without inhabitants in the region were left out.",
        )
        findings.tell(FindingKind.READ, text, file)


def _tell_overlaps(areas: Areas, file: str, findings: Findings) -> None:
    left, right = areas.tree.query(areas.shapes, predicate="intersects")
    for one, other in sorted(zip(left.tolist(), right.tolist(), strict=True)):
        if one >= other:
            continue
        shared = shapely.intersection(areas.shapes[one], areas.shapes[other])
        if shapely.area(shared) >= OVERLAP_M2:
            pair = areas.names[one], areas.names[other]
            text = Text(
                f"»{pair[0]}« og »{pair[1]}« overlapper hinanden. Kvadrater i begge regnes til "
                f"»{pair[0]}«.",
                f"“{pair[0]}” and “{pair[1]}” overlap. Squares in both count in “{pair[0]}”.",
            )
            findings.tell(FindingKind.READ, text, file, Severity.WARNING)


def _tell_outside(coverage: Coverage, squares: Squares, file: str, findings: Findings) -> None:
    outside = coverage.of_square == NO_AREA
    persons = int(squares.persons[outside].sum(dtype=np.int64))
    if persons:
        text = Text(
            f"{format_number(persons)} personer bor uden for alle lægedækningsområder.",
            f"{format_number(persons, 'en')} persons live outside all coverage areas.",
        )
        findings.tell(FindingKind.READ, text, file, Severity.WARNING)
