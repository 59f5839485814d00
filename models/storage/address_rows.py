"""The address book as rows of the project file, and back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.geography.addresses import NO_BOOK, AddressBook, Street
from models.storage import core
from models.storage.database import Connection

_DM = np.dtype("<i4")


def write_addresses(connection: Connection, book: AddressBook) -> None:
    """Store a book in place of the one that is there; make the table where it is missing."""
    addresses = core.schema.addresses
    addresses.create(connection.core, checkfirst=True)
    connection.execute(core.delete(addresses))
    if book.streets:
        connection.execute(core.insert(addresses), _rows(book.streets))


def read_addresses(connection: Connection) -> AddressBook:
    """Return the stored book, an empty one where none was ever stored."""
    if not connection.rows("SELECT 1 FROM sqlite_master WHERE name = 'addresses'"):
        return NO_BOOK
    query = "SELECT postcode, street, houses, e_dm, n_dm FROM addresses ORDER BY postcode, street"
    return AddressBook(
        tuple(
            Street(
                postcode,
                street,
                tuple(houses.split("\n")),
                np.frombuffer(e_dm, _DM),
                np.frombuffer(n_dm, _DM),
            )
            for postcode, street, houses, e_dm, n_dm in connection.rows(query)
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
