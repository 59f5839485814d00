"""From arrays of points to Qt's paths, without a Python object for each point."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

_HEAD = np.dtype(">i4")
_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_TAIL = np.dtype([("begins_at", ">i4"), ("fill_rule", ">i4")])
"""A path as Qt writes it to a `QDataStream`: how many elements, each one, and how it ends."""

_VERSION = QDataStream.Version.Qt_6_0


def path_of(points: NDArray[np.float64], begins: NDArray[np.bool_]) -> QPainterPath:
    """Return straight lines from point to point, filled by the odd-even rule.

    Parameters
    ----------
    points : ndarray of floats with shape (n_point, 2)
    begins : ndarray of bools with shape (n_point,)
        Where the pen is lifted: no line leads to this point. The first always begins a line.
    """
    path = QPainterPath()
    if len(points) == 0:
        return path
    elements = np.zeros(len(points), dtype=_ELEMENT)
    elements["kind"] = ~begins  # 0 moves the pen, 1 draws a line
    elements["kind"][0] = 0
    elements["x"], elements["y"] = points[:, 0], points[:, 1]
    head = np.array(len(points), dtype=_HEAD)
    tail = np.zeros(1, dtype=_TAIL)
    stream = QDataStream(QByteArray(head.tobytes() + elements.tobytes() + tail.tobytes()))
    stream.setVersion(_VERSION)
    stream >> path
    return path
