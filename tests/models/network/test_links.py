"""The book of bridges and ferries."""

from pathlib import Path

import pytest

from models.domain.errors import InputError
from models.network.links import COLUMNS, read_links, shipped_links

HEADER = ";".join(COLUMNS)


def write(path: Path, *rows: str) -> Path:
    file = path / "links.csv"
    file.write_text("\n".join((HEADER, *rows)), "utf-8")
    return file


def test_the_shipped_book_holds_the_islands_and_fjords_of_midtjylland() -> None:
    names = {link.name for link in shipped_links()}
    assert names >= {"Hou–Sælvig", "Branden–Fur", "Kleppen–Venø", "Grenaa–Anholt", "Hou–Tunø"}
    assert names >= {"Sallingsundbroen", "Hadsundbroen", "Hvide Sande-slusen"}


def test_names_are_used_once_and_ferries_take_time() -> None:
    links = shipped_links()
    assert len({link.name for link in links}) == len(links)
    assert all((link.minutes > 0) == (link.kind == "ferry") for link in links)


def test_a_row_is_read(tmp_path: Path) -> None:
    (link,) = read_links(write(tmp_path, "Sundet;ferry;1;2;3;4;7,5;10;daglig;0"))
    assert (link.start, link.end) == ((1, 2), (3, 4))
    assert (link.minutes, link.wait_minutes, link.days, link.in_use) == (7.5, 10, "daglig", False)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Sundet;tunnel;1;2;3;4;5;5;;1", "kind"),
        ("Sundet;ferry;x;2;3;4;5;5;;1", "e1"),
        ("Sundet;ferry;1;-2;3;4;5;5;;1", "n1"),
        ("Sundet;ferry;1;2;3;4;;5;;1", "minutes"),
        ("Sundet;ferry;1;2;3;4;5;inf;;1", "wait"),
        ("Sundet;ferry;1;2;3;4;5;5;;ja", "in_use"),
        (";ferry;1;2;3;4;5;5;;1", "name"),
        ("Sundet;ferry;1;2", "e2"),
    ],
)
def test_a_bad_row_is_refused_with_row_and_column(tmp_path: Path, row: str, column: str) -> None:
    with pytest.raises(InputError, match=f"række 2, kolonne {column}"):
        read_links(write(tmp_path, row))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text("name;kind\nSundet;ferry", "utf-8")
    with pytest.raises(InputError, match="mangler e1"):
        read_links(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        read_links(tmp_path / "nowhere.csv")
