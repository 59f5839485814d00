"""Reading a PDF back: its texts, fonts, paths and size, with another program than Qt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_float
from typing import NamedTuple

import numpy as np
import pypdfium2
from pypdfium2 import raw

MM_PER_POINT = 25.4 / 72


class Bounds(NamedTuple):
    """A rectangle on the page in millimetres, y up."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@contextmanager
def only_page(content: bytes) -> Iterator[pypdfium2.PdfPage]:
    """Open the one page of a PDF."""
    document = pypdfium2.PdfDocument(content)
    try:
        assert len(document) == 1
        yield document[0]
    finally:
        document.close()


def text_of(content: bytes) -> str:
    """Return what is copied when all is selected."""
    with only_page(content) as page:
        return page.get_textpage().get_text_range().replace("\r\n", "\n")


def words_of(content: bytes) -> str:
    """Return the text with every run of blanks and line breaks as one space."""
    return " ".join(text_of(content).split())


def size_mm(content: bytes) -> tuple[float, float]:
    with only_page(content) as page:
        width, height = page.get_size()
    return width * MM_PER_POINT, height * MM_PER_POINT


def metadata_of(content: bytes) -> dict[str, str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return document.get_metadata_dict()
    finally:
        document.close()


def type_sizes(content: bytes) -> list[float]:
    """Return the size of every piece of text in points, as it is on the paper."""
    with only_page(content) as page:
        return [
            obj.get_matrix().get()[3] * _font_size(obj)
            for obj in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        ]


def are_fonts_embedded(content: bytes) -> bool:
    """Return whether every piece of text is set in a font that travels with the file."""
    with only_page(content) as page:
        texts = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
        assert texts
        fonts = [raw.FPDFTextObj_GetFont(obj.raw) for obj in texts]
        return all(raw.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)


def path_bounds(content: bytes) -> list[Bounds]:
    """Return where the points of every line and surface lie."""
    with only_page(content) as page:
        paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        return [_bounds(points) for points in map(_points, paths) if len(points)]


def text_bounds(content: bytes) -> list[Bounds]:
    """Return where every piece of text lies."""
    with only_page(content) as page:
        texts = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        return [Bounds(*(side * MM_PER_POINT for side in obj.get_bounds())) for obj in texts]


def has_pictures(content: bytes) -> bool:
    """Return whether anything on the page is a bitmap."""
    with only_page(content) as page:
        return any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def picture_of(content: bytes, scale: float = 1.0) -> np.ndarray:
    """Return the page as pixels: uint8 with shape (n_row, n_column, 3)."""
    with only_page(content) as page:
        return page.render(scale=scale).to_numpy()[:, :, :3].copy()


def _font_size(obj: pypdfium2.PdfObject) -> float:
    size = c_float()
    assert raw.FPDFTextObj_GetFontSize(obj.raw, size)
    return size.value


def _points(obj: pypdfium2.PdfObject) -> np.ndarray:
    """Return the points of a path on the page in millimetres: shape (n_point, 2)."""
    a, b, c, d, e, f = obj.get_matrix().get()
    found = []
    for index in range(raw.FPDFPath_CountSegments(obj.raw)):
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(obj.raw, index), x, y)
        found.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    return np.array(found).reshape(-1, 2) * MM_PER_POINT


def _bounds(points: np.ndarray) -> Bounds:
    (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
    return Bounds(left, bottom, right, top)
