"""Writing the file: whole or not at all, and off the GUI thread too."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.widgets.paper.conftest import MakePage
from tests.widgets.paper.pdf import picture_of, text_of
from widgets.paper.export import PrintError, map_page_pdf, write_map_page


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def is_open_elsewhere(*_: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_a_page_replaces_the_file_that_was_there(make_page: MakePage, tmp_path: Path) -> None:
    path = tmp_path / "kort æøå.pdf"
    path.write_bytes(b"old")
    write_map_page(make_page(), path)
    assert "Nøgletal" in text_of(path.read_bytes())
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(("call", "error"), [("fsync", no_space), ("replace", is_open_elsewhere)])
def test_a_page_that_cannot_be_written_leaves_the_old_file(
    make_page: MakePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: object
) -> None:
    path = tmp_path / "kort.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, error)
    with pytest.raises(PrintError) as raised:
        write_map_page(make_page(), path)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert "kort.pdf" in raised.value.in_language("da")
    assert "Luk filen" in raised.value.in_language("da")
    assert "Nothing was changed" in raised.value.in_language("en")


def test_a_folder_that_is_missing_is_named(make_page: MakePage, tmp_path: Path) -> None:
    with pytest.raises(PrintError) as raised:
        write_map_page(make_page(), tmp_path / "væk" / "kort.pdf")
    assert "væk" in raised.value.in_language("da")


def test_a_page_painted_in_a_worker_is_the_same(make_page: MakePage) -> None:
    page = make_page()
    with ThreadPoolExecutor(max_workers=1) as pool:
        content = pool.submit(map_page_pdf, page).result()
    assert (picture_of(content) == picture_of(map_page_pdf(page))).all()
