"""Parquet files with shapes in them (GeoParquet)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

WORLD = "OGC:CRS84"
"""Longitude and latitude: what a GeoParquet file that names no system is in by its standard."""


class GeoTable(NamedTuple):
    """What a file holds: columns without the shapes, the shapes, their system, rows in all."""

    columns: dict[str, NDArray[Any]]
    shapes: NDArray[np.object_]
    crs: str | None
    n_rows_in_all: int


def has_shapes(path: Path) -> bool:
    """Return whether a file is Parquet with shapes; False where it cannot be read."""
    if path.suffix.casefold() != ".parquet" or not path.is_file():
        return False
    import pyarrow.parquet

    try:
        return b"geo" in (pyarrow.parquet.read_schema(path).metadata or {})
    except (pyarrow.ArrowException, OSError, ValueError):
        return False


def read_shapes(path: Path, n_rows: int | None) -> GeoTable:
    """Return a file's rows, the first `n_rows` where that is given.

    Raises
    ------
    Exception
        Whatever the reader stumbles over in a damaged file.
    """
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(path)
    told = json.loads(file.schema_arrow.metadata[b"geo"])
    name = told["primary_column"]
    if n_rows is None:
        table = file.read()
    else:
        head = next(file.iter_batches(batch_size=n_rows), None)
        table = file.schema_arrow.empty_table() if head is None else head
    shapes = np.array(table.column(name).to_pylist(), dtype=object)
    crs = told["columns"][name].get("crs", WORLD)
    columns = {
        heading: table.column(heading).to_pandas().to_numpy()
        for heading in file.schema_arrow.names
        if heading not in told["columns"]
    }
    said = crs if crs is None or isinstance(crs, str) else json.dumps(crs)
    return GeoTable(columns, shapely.from_wkb(shapes), said, file.metadata.num_rows)
