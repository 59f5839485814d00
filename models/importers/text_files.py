"""Delimited text files: which encoding and delimiter they have, and their rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.domain.errors import InputError
from models.importers.grid import Grid, known_words
from models.importers.unreadable import unreadable

DELIMITERS = ";\t,|"
_SNIFFED_ROWS = 60
"""Rows looked at to tell the delimiter; a register's first page."""

_OEM_LETTERS = re.compile("[a-z][‘›†][a-z]|[a-z]’[a-z]*[‘›†]", re.IGNORECASE)
"""What æ, ø and å of DOS (code page 850) look like in Windows-1252."""

_DANISH = re.compile("[æøå]", re.IGNORECASE)

_TWICE_ENCODED = re.compile("Ã[¦¸¥†˜…©¶¼¤\u0086\u0098\u0085]")
"""What æ, ø, å, é, ö, ü and ä of UTF-8 look like once they were read as Windows-1252."""

HEAD_BYTES = 4_000_000
"""Read of a large file where only its first rows are wanted."""


@dataclass(frozen=True)
class TextFile:
    """A text file as read.

    Attributes
    ----------
    encoding, delimiter : str
    grid : Grid
    is_mended : bool
        Whether æ, ø and å had been encoded twice and were put right.
    has_lost_letters : bool
        Whether it holds the sign that stands for a letter lost in an earlier conversion.
    """

    encoding: str
    delimiter: str
    grid: Grid
    is_mended: bool
    has_lost_letters: bool


def read_text_file(
    path: Path, encoding: str = "", delimiter: str = "", limit: int | None = None
) -> TextFile:
    """Return a text file's rows; encoding and delimiter are told from the content unless given.

    With `limit` only so many bytes are read, and the line that this cuts is left out.

    Raises
    ------
    InputError
        When the file cannot be read or is no text.
    """
    text, encoding = _decode(path, encoding, limit)
    text, is_mended = _mended(text)
    delimiter, lines, first = _delimiter(text, delimiter)
    try:
        records = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise unreadable(path, "CSV") from error
    rows, kept = [], []
    for number, record in enumerate(records, first):
        cells = [cell.strip() for cell in record]
        if any(cells):
            rows.append(number)
            kept.append(cells)
    return TextFile(encoding, delimiter, Grid(rows, kept), is_mended, "\ufffd" in text)


def _decode(path: Path, encoding: str, limit: int | None) -> tuple[str, str]:
    try:
        with path.open("rb") as file:
            content = file.read(-1 if limit is None else limit)
        if limit is not None and len(content) == limit:
            content = _whole_lines(content)
    except OSError as error:
        raise InputError(
            f"»{path}« kan ikke læses ({error.strerror}).",
            f"“{path}” cannot be read ({error.strerror}).",
        ) from error
    if encoding:
        text: str | None = content.decode(encoding, errors="replace")
    else:
        text, encoding = _decoded(content)
    if text is None or "\0" in text:
        raise unreadable(path, "CSV")
    return text, encoding


def _whole_lines(content: bytes) -> bytes:
    """Return the start of a file up to its last line end; in UTF-16 that has two bytes."""
    end = content.rfind(b"\n") + 1
    wide = b"\0" in content[:4] or content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return content[: end + (end % 2 if wide else 0)] if end else content


def _decoded(content: bytes) -> tuple[str | None, str]:
    """Return the text, told by its byte-order mark or by what can be decoded, and how."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _try(content, "utf-16"), "utf-16"
    for position, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if content[position : position + 1] == b"\0":  # Latin letters in UTF-16 without a mark
            return _try(content, encoding), encoding
    for encoding in ("utf-8-sig", "cp1252"):
        text = _try(content, encoding)
        if text is not None and encoding == "cp1252" and _is_oem(text):
            return content.decode("cp850"), "cp850"
        if text is not None:
            return text, encoding
    return content.decode("latin-1"), "latin-1"


def _is_oem(text: str) -> bool:
    """Return whether a text read as Windows-1252 is DOS's: no æøå, but signs between letters."""
    return _OEM_LETTERS.search(text) is not None and _DANISH.search(text) is None


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mended(text: str) -> tuple[str, bool]:
    """Return the text with letters that were encoded twice put right, and whether any were."""
    if _TWICE_ENCODED.search(text) is None:
        return text, False
    mended = _TWICE_ENCODED.sub(_once, text)
    return mended, mended != text


def _once(found: re.Match[str]) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return found[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return found[0]


def _delimiter(text: str, told: str) -> tuple[str, list[str], int]:
    """Return the delimiter, the lines from the first row on, and that row's number."""
    lines = list(io.StringIO(text, newline=""))
    said = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)  # Excel's own way of saying it
    if said is not None:
        return told or said[1], lines[1:], 2
    if told:
        return told, lines, 1
    sniffed = lines[:_SNIFFED_ROWS]
    return max(DELIMITERS, key=lambda sign: _fit(sniffed, sign)), lines, 1


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, float, int]:
    """Return how well a delimiter fits: known headings, share of rows of one width, the width.

    Known headings come first, because titles above the header and decimal commas below make
    widths uneven.
    """
    try:
        records = [record for record in csv.reader(lines, delimiter=delimiter) if record]
    except csv.Error:
        return 0, 0.0, 0
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 0, 0.0, 0
    width = max(widths, key=lambda w: (widths[w], w))
    known = max(known_words(record) for record in records)
    return known if known > 1 else 0, widths[width] / len(records), width
