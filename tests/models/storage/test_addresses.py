"""The address book is kept in the project, and projects from before there was one still open."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

from models.geography.addresses import AddressBook, book_of
from models.storage.project import ProjectFile
from tests.models.storage.make_sample import SAMPLES
from tests.models.storage.tiny_region import tiny_region, tiny_report

BOOK = book_of([("8420", "Bygaden", "1", 10.5, 20.0), ("8420", "Bygaden", "3B", 11.0, 21.5)])


def assert_same_book(found: AddressBook, expected: AddressBook) -> None:
    assert len(found) == len(expected)
    for street, other in zip(found.streets, expected.streets, strict=True):
        assert (street.postcode, street.name, street.houses) == (
            other.postcode,
            other.name,
            other.houses,
        )
        assert [street.place(i) for i in range(2)] == [other.place(i) for i in range(2)]


def test_an_address_book_is_the_same_after_a_round_through_the_file(tmp_path: Path) -> None:
    region = replace(tiny_region(), addresses=BOOK)
    with ProjectFile.create(tmp_path / "p.praksis", region, tiny_report()) as project:
        assert_same_book(project.address_book(), BOOK)
        assert not project.load_region().addresses.streets


def test_a_project_from_before_there_was_an_address_book_takes_one(tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLES / "version-1.praksis", tmp_path))
    tables = "SELECT count(*) FROM sqlite_master WHERE name = 'addresses'"
    connection = sqlite3.connect(path)
    assert connection.execute(tables).fetchone() == (0,)
    connection.close()
    with ProjectFile.open(path, read_only=True) as project:
        assert project.address_book() == AddressBook()
    with ProjectFile.open(path) as project:
        project.save_addresses(BOOK)
    with ProjectFile.open(path, read_only=True) as project:
        assert_same_book(project.address_book(), BOOK)
        assert project.load_region().name == "Region Prøve"
