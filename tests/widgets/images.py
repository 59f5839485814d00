"""Comparing painted images: by absolute difference, so that a vanished item cannot pass."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "PRAKSISKORT_UPDATE_GOLDEN"

STEP = 32
"""A channel may differ by this much where curves are smoothed another way."""
FEW = 0.0005
"""Share of pixels that may differ by more: far less than the smallest symbol."""


def pixels(image: QImage) -> NDArray[np.int16]:
    """Return the image as int16 with shape (height, width, 4), blue first."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    width, height = image.width(), image.height()
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(height, image.bytesPerLine())
    return rows[:, : width * 4].reshape(height, width, 4).astype(np.int16)


def share_of_different_pixels(first: QImage, second: QImage) -> float:
    """Return the share of pixels in which some channel differs by more than `STEP`."""
    if first.size() != second.size():
        return 1.0
    difference = np.abs(pixels(first) - pixels(second)).max(axis=2)
    return float((difference > STEP).mean())


def assert_golden(image: QImage, name: str) -> None:
    """Compare with the kept image; on failure the painted one is kept beside the temp files."""
    path = GOLDEN / f"{name}.png"
    if os.environ.get(UPDATE):
        image.save(str(path))
    share = share_of_different_pixels(image, QImage(str(path)))
    if share > FEW:
        kept = Path(tempfile.gettempdir()) / f"{name}-painted.png"
        image.save(str(kept))
        raise AssertionError(f"{share:.3%} of {path.name} differs; painted image kept as {kept}")
