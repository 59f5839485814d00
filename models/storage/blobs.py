"""Arrays as bytes in the `arrays` table, and lists of texts as one array of bytes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from models.storage.schema import arrays

Array = NDArray[Any]

_PAYS_BELOW = 0.5
"""Bytes are packed only where that at least halves them.

Unpacking costs some 3 ms a megabyte and reading it from a warm disk 0.5 ms, so packing what
barely shrinks would make every start slower to save little.
"""


def write_arrays(connection: Connection, named: Mapping[str, Array]) -> None:
    """Store each array under its name."""
    connection.execute(insert(arrays), [_row(name, array) for name, array in named.items()])


def read_arrays(connection: Connection) -> dict[str, Array]:
    """Return every stored array by name; read-only, in the machine's byte order."""
    return {row.name: _array(row) for row in connection.execute(select(arrays))}


def join_texts(texts: Iterable[str]) -> Array:
    """Return texts as one array of UTF-8 bytes."""
    return np.frombuffer("\0".join(texts).encode(), dtype=np.uint8)


def split_texts(joined: Array) -> tuple[str, ...]:
    """Return the texts that `join_texts` put together."""
    return tuple(joined.tobytes().decode().split("\0")) if len(joined) else ()


def _row(name: str, array: Array) -> dict[str, object]:
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    data, packing = little.tobytes(), "raw"
    packed = zlib.compress(data, level=1)
    if len(packed) < _PAYS_BELOW * len(data):
        data, packing = packed, "zlib"
    return {
        "name": name,
        "dtype": little.dtype.str,
        "shape": json.dumps(list(array.shape)),
        "packing": packing,
        "data": data,
    }


def _array(row: Any) -> Array:
    data = zlib.decompress(row.data) if row.packing == "zlib" else row.data
    stored = np.frombuffer(data, dtype=np.dtype(row.dtype)).reshape(json.loads(row.shape))
    return stored.astype(stored.dtype.newbyteorder("="), copy=False)
