"""The address book as rows of the project file, and back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, delete, insert, inspect, select

from models.geography.addresses import NO_BOOK, AddressBook, Street
from models.storage.schema import addresses

_DM = np.dtype("<i4")


def write_addresses(connection: Connection, book: AddressBook) -> None:
    """Store a book in place of the one that is there; make the table where it is missing."""
    addresses.create(connection, checkfirst=True)
    connection.execute(delete(addresses))
    if book.streets:
        connection.execute(insert(addresses), _rows(book.streets))


def read_addresses(connection: Connection) -> AddressBook:
    """Return the stored book, an empty one where none was ever stored."""
    if not inspect(connection).has_table(addresses.name):
        return NO_BOOK
    ordered = select(addresses).order_by(addresses.c.postcode, addresses.c.street)
    return AddressBook(
        tuple(
            Street(
                row.postcode,
                row.street,
                tuple(row.houses.split("\n")),
                np.frombuffer(row.e_dm, _DM),
                np.frombuffer(row.n_dm, _DM),
            )
            for row in connection.execute(ordered)
        )
    )


def _rows(streets: Sequence[Street]) -> list[dict[str, object]]:
    return [
        {
            "postcode": street.postcode,
            "street": street.name,
            "houses": "\n".join(street.houses),
            "e_dm": street.e_dm.astype(_DM).tobytes(),
            "n_dm": street.n_dm.astype(_DM).tobytes(),
        }
        for street in streets
    ]
