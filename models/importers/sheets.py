"""Spreadsheets (.xlsx and its kin): their sheets, and the rows of one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from models.domain.errors import InputError
from models.importers.grid import Grid
from models.importers.unreadable import unreadable

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

_THREE_DECIMALS = re.compile(r"-?\d+\.\d{3}")

LARGEST_BYTES = 1_000_000_000
"""Unpacked size beyond which a spreadsheet is no table of a region; it would fill the memory."""


def is_spreadsheet(path: Path) -> bool:
    """Return whether the file's name is that of a spreadsheet."""
    return path.suffix.casefold() in SUFFIXES


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of a workbook's sheets that can be seen.

    Raises
    ------
    InputError
        When the file cannot be read as a spreadsheet.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with _Workbook(path) as workbook:
        return tuple(
            str(sheet.name)
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        )


def read_sheet(path: Path, name: str) -> tuple[Grid, int]:
    """Return a sheet's rows, merged cells filled, and how many cells that filled.

    A cell merged over several rows holds for each of them; one merged over several columns
    stays in the first, as in a title.

    Raises
    ------
    InputError
        When the file cannot be read, or has no such sheet.
    """
    with _Workbook(path) as workbook:
        if name not in workbook.sheet_names:
            raise InputError(
                f"»{path.name}« har intet ark, der hedder »{name}«.",
                f"“{path.name}” has no sheet called “{name}”.",
            )
        sheet = workbook.get_sheet_by_name(name)
        cells = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    texts = [[_text(cell) for cell in row] for row in cells]
    n_filled = _fill_down(texts, merged)
    rows = [number for number, row in enumerate(texts, 1) if any(row)]
    return Grid(rows, [texts[number - 1] for number in rows]), n_filled


class _Workbook:
    """An open workbook; whatever the reader stumbles over becomes one sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Any:
        import python_calamine

        _refuse_bombs(self._path)
        try:
            self._workbook = python_calamine.CalamineWorkbook.from_path(str(self._path))
        except BaseException as error:
            raise self._calm(error) from None
        return self._workbook

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._workbook.close()
        if error is not None and not isinstance(error, InputError):
            raise self._calm(error) from None

    def _calm(self, error: BaseException) -> BaseException:
        # the reader is written in Rust; a panic there arrives as a BaseException
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            return error
        return unreadable(self._path, "Excel")


def _refuse_bombs(path: Path) -> None:
    """Raise InputError where a zipped workbook would unpack to more than memory holds."""
    if path.suffix.casefold() == ".xls":
        return
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise unreadable(path, "Excel") from error
    if size > LARGEST_BYTES:
        raise unreadable(path, "Excel")


def _text(cell: object) -> str:
    """Return a cell as it would be typed; whole numbers without a decimal point."""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        text = f"{cell:.15g}"
        # three decimals would pass for thousands: 1.368 is no way to write 1368 in a cell
        return f"{text}0" if _THREE_DECIMALS.fullmatch(text) else text
    if isinstance(cell, datetime | date | time | timedelta):
        return str(cell)
    return "" if cell is None else str(cell).strip()


def _fill_down(
    texts: list[list[str]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> int:
    """Copy the value of cells merged over several rows into each; return how many were filled."""
    n_filled = 0
    for (top, left), (bottom, _) in merged:
        for row in range(top + 1, min(bottom + 1, len(texts))):
            if left < len(texts[row]) and not texts[row][left] and texts[top][left]:
                texts[row][left] = texts[top][left]
                n_filled += 1
    return n_filled
