"""Arrays as bytes in the `arrays` table, and lists of texts as one array of bytes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.storage import core
from models.storage.database import Connection

Array = NDArray[Any]

_COLUMNS = "name, dtype, shape, packing, data"


class Packing(NamedTuple):
    """When bytes are packed: only where that leaves less than `below` of them."""

    below: float
    level: int


QUICK = Packing(below=0.25, level=1)
"""For files that are opened every day. Unpacking takes some 15 ms a megabyte of what comes out,
reading from a warm disk under 1 ms, so only what shrinks to a quarter is packed: Midtjylland
loads in 0.1 s instead of 0.4, and takes 31 MB instead of 21."""

RAW = Packing(below=0.0, level=0)
"""For what is read before anything is shown."""

COMPACT = Packing(below=0.95, level=9)
"""For files that are sent or shipped."""


def write_arrays(
    connection: Connection,
    named: Mapping[str, Array],
    packing: Packing,
    table: core.Table | None = None,
) -> None:
    """Store each array under its name, in `arrays` or a table like it."""
    rows = [_row(name, array, packing) for name, array in named.items()]
    connection.execute(core.insert(core.schema.arrays if table is None else table), rows)


def read_arrays(connection: Connection) -> dict[str, Array]:
    """Return every stored array by name; read-only, in the machine's byte order."""
    return {name: _array(*row) for name, *row in connection.rows(f"SELECT {_COLUMNS} FROM arrays")}


def read_some_arrays(
    connection: Connection, names: Sequence[str], table: Literal["arrays", "kept"]
) -> dict[str, Array]:
    """Return the named arrays of a table like `arrays`; raises KeyError where one is missing."""
    marks = ", ".join("?" * len(names))
    query = f"SELECT {_COLUMNS} FROM {table} WHERE name IN ({marks})"
    found = {name: _array(*row) for name, *row in connection.rows(query, *names)}
    return {name: found[name] for name in names}


def join_texts(texts: Iterable[str]) -> Array:
    """Return texts as one array of UTF-8 bytes."""
    return np.frombuffer("\0".join(texts).encode(), dtype=np.uint8)


def split_texts(joined: Array) -> tuple[str, ...]:
    """Return the texts that `join_texts` put together."""
    return tuple(joined.tobytes().decode().split("\0")) if len(joined) else ()


def _row(name: str, array: Array, packing: Packing) -> dict[str, object]:
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    data = little.tobytes()
    packed = zlib.compress(data, packing.level) if packing.below else data
    is_packed = len(packed) < packing.below * len(data)
    return {
        "name": name,
        "dtype": little.dtype.str,
        "shape": json.dumps(list(array.shape)),
        "packing": "zlib" if is_packed else "raw",
        "data": packed if is_packed else data,
    }


def _array(dtype: str, shape: str, packing: str, data: bytes) -> Array:
    unpacked = zlib.decompress(data) if packing == "zlib" else data
    stored = np.frombuffer(unpacked, dtype=np.dtype(dtype)).reshape(json.loads(shape))
    return stored.astype(stored.dtype.newbyteorder("="), copy=False)
