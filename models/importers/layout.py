"""How a file is laid out: what a reader goes by, and what a user may change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """How a file is written."""

    TEXT = "text"
    SHEET = "sheet"
    PARQUET = "parquet"
    LAYER = "layer"
    ROADS = "roads"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: what a reader goes by.

    Attributes
    ----------
    format : Format
    part : str
        Name of the sheet or layer; empty where the file has no parts.
    encoding, delimiter : str
        Of a text file; empty elsewhere.
    decimal : str
        "," or "." as far as the first rows tell, empty where no number does.
    header_row : int
        The row with the headings, as a spreadsheet counts.
    crs : str
        The coordinate system that a layer names; empty where it names none.
    geometry : str
        "polygon", "line", "point" or empty.
    """

    format: Format
    part: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    header_row: int = 1
    crs: str = ""
    geometry: str = ""
