"""Squares held against parishes: the same people counted twice should be as many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.domain.place import Place
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.geography.areas import Areas
from models.geography.squares import Squares
from models.importers.areas import AreaLayer
from models.importers.findings import Findings
from models.importers.numbers import Kind, parse_numbers

TOLERATED = 0.01
"""Share by which a municipality's two counts may differ, as those of two years do."""


def compare_with_parishes(
    squares: Squares, municipalities: Areas, layer: AreaLayer, findings: Findings
) -> None:
    """Name municipalities whose squares hold other numbers than their parishes.

    Nothing is said where the parishes have no persons or no municipality.
    """
    if not {"persons", "municipality"} <= layer.columns.keys():
        return
    told = _by_municipality(municipalities, layer)
    found = np.zeros(len(municipalities), dtype=np.int64)
    known = squares.municipality >= 0
    np.add.at(found, squares.municipality[known], squares.persons[known])
    differs = np.flatnonzero(np.abs(found - told) > TOLERATED * np.maximum(told, 1))
    for i in differs.tolist():
        name = municipalities.names[i]
        text = Text(
            f"{name}: kvadraterne har {format_number(found[i])} personer, sognene "
            f"{format_number(told[i])}. Kvadraterne gælder.",
            f"{name}: the squares hold {format_number(found[i], 'en')} persons, the parishes "
            f"{format_number(told[i], 'en')}. The squares count.",
        )
        findings.tell(FindingKind.READ, text, layer.file, Severity.WARNING)
    if not len(differs):
        text = Text(
            "Kvadraternes personer stemmer med sognenes i alle kommuner.",
            "The persons of the squares agree with those of the parishes in every municipality.",
        )
        findings.tell(FindingKind.READ, text, layer.file)


def tell_empty_parishes(squares: Squares, layer: AreaLayer, findings: Findings) -> None:
    """Name parishes where no square has an inhabitant: a file is short, or a border is wrong."""
    lived_in = np.unique(squares.parish[squares.persons > 0])
    empty = np.setdiff1d(np.arange(len(layer.areas)), lived_in)
    for i in empty.tolist():
        name, code = layer.areas.names[i], layer.areas.codes[i]
        point = layer.areas.shapes[i].representative_point()
        text = Text(
            f"{name} ({code}): ingen kvadrater med indbyggere ligger i sognet.",
            f"{name} ({code}): no inhabited square lies in the parish.",
        )
        place = Place(point.x, point.y)
        findings.tell(FindingKind.READ, text, layer.file, Severity.WARNING, place)


def _by_municipality(municipalities: Areas, layer: AreaLayer) -> NDArray[np.int64]:
    persons = np.nan_to_num(parse_numbers(layer.columns["persons"], Kind.WHOLE).values)
    told = np.zeros(len(municipalities), dtype=np.int64)
    for code, n in zip(layer.texts("municipality"), persons.astype(np.int64), strict=True):
        index = municipalities.index_of_code.get(code.zfill(4))
        if index is not None:
            told[index] += n
    return told
