"""Which regions a file of municipalities has, and which of them a register is of."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import numpy as np

from models.geography.areas import NO_AREA, Areas
from models.importers.areas import read_areas
from models.importers.findings import Findings
from models.importers.kinds import SourceKind
from models.importers.locate import locate
from models.importers.sources import Source


class Regions(NamedTuple):
    """The land of a file of municipalities.

    Attributes
    ----------
    areas : Areas
        Every municipality of the file.
    names : tuple of str
        The regions that the file tells, sorted.
    likeliest : str or None
        The one that holds most of the register's practices; None for all of the file.
    """

    areas: Areas
    names: tuple[str, ...]
    likeliest: str | None


def regions_of(municipalities: Source, register: Source | None) -> Regions:
    """Return the regions of a file, and which of them a register lies in.

    The whole file is likeliest where the practices lie in several regions, each with at least
    a tenth of them.

    Raises
    ------
    InputError
        When a file cannot be read.
    """
    layer = read_areas(municipalities, SourceKind.MUNICIPALITIES, Findings())
    told = layer.texts("region")
    names = tuple(sorted(set(told) - {""}))
    if register is None or len(names) < 2:
        return Regions(layer.areas, names, names[0] if names else None)
    places = locate(register).places
    e, n = (np.array([place[axis] for place in places], dtype=np.float64) for axis in range(2))
    at = layer.areas.locate(e, n)
    counts = dict.fromkeys(names, 0)
    for municipality in at[at != NO_AREA].tolist():
        if told[municipality]:
            counts[told[municipality]] += 1
    held = [name for name in names if counts[name] * 10 >= max(1, sum(counts.values()))]
    return Regions(layer.areas, names, held[0] if len(held) == 1 else None)


_DATES = re.compile(r"(20\d\d)[-_.]?([01]\d)(?:[-_.]?([0-3]\d))?(?!\d)")


def date_in_name(name: str) -> str | None:
    """Return the ISO date that a file's name holds (register_2026-10-01, 202610), if any."""
    found = _DATES.search(name)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
