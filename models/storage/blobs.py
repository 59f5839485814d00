"""Arrays as bytes in the `arrays` table, and lists of texts as one array of bytes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from models.storage import core
from models.storage.database import Connection

Array = NDArray[Any]

_COLUMNS = "name, rowid, dtype, shape, packing"


class Packing(NamedTuple):
    """When bytes are packed: only where that leaves less than `below` of them."""

    below: float
    level: int


QUICK = Packing(below=0.1, level=1)
"""For files that are opened every day. Unpacking takes some 3 ms a megabyte of what comes out,
reading from a warm disk 0.4 ms, so only what shrinks to a tenth is packed: of the lists of all
Denmark 25 ms are saved, and they take 10 MB more of 104."""

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
    rows = connection.rows(f"SELECT {_COLUMNS} FROM arrays")
    return {name: _array(connection, "arrays", *row) for name, *row in rows}


def read_some_arrays(
    connection: Connection, names: Sequence[str], table: Literal["arrays", "kept"]
) -> dict[str, Array]:
    """Return the named arrays of a table like `arrays`; raises KeyError where one is missing."""
    marks = ", ".join("?" * len(names))
    query = f"SELECT {_COLUMNS} FROM {table} WHERE name IN ({marks})"
    found = {name: row for name, *row in connection.rows(query, *names)}
    return {name: _array(connection, table, *found[name]) for name in names}


def join_texts(texts: Iterable[str]) -> Array:
    """Return texts as one array of UTF-8 bytes."""
    return np.frombuffer("\0".join(texts).encode(), dtype=np.uint8)


def split_texts(joined: Array) -> tuple[str, ...]:
    """Return the texts that `join_texts` put together."""
    return tuple(texts_of(joined))


def texts_of(joined: Array) -> Sequence[str]:
    """Return the same texts, taken apart when one of them is asked for."""
    return Texts(joined.tobytes().decode()) if len(joined) else ()


class Texts(Sequence[str]):
    """Texts that are told apart when one of them is first asked for."""

    def __init__(self, joined: str) -> None:
        self._joined = joined
        self._count = joined.count("\0") + 1

    @cached_property
    def _each(self) -> tuple[str, ...]:
        return tuple(self._joined.split("\0"))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        return self._each[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._each)

    def index(self, text: str, *within: int) -> int:
        """Return where a text first is; raises ValueError where it is not."""
        return self._each.index(text, *within)


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


def _array(
    connection: Connection, table: str, row: int, dtype: str, shape: str, packing: str
) -> Array:
    data = connection.bytes_at(table, "data", row)
    unpacked = zlib.decompress(data) if packing == "zlib" else data
    stored = np.frombuffer(unpacked, dtype=np.dtype(dtype)).reshape(json.loads(shape))
    return stored.astype(stored.dtype.newbyteorder("="), copy=False)
