"""Reads the drawing of Denmark in the package react-denmark-map: outline and municipalities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from data.example.packages import read_member

_MEMBER = "package/dist/esm/index.js"
_ENTRY = re.compile(r'\{id:"([^"]*)",([^{}]*?)d:"([^"]*)"')
_FIELD = re.compile(r'(\w+):"([^"]*)"')
_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")
_CURVE_STEPS = (1 / 3, 2 / 3, 1.0)

_OUTLINE_SCALE = 10116 / 15556
"""The outline is drawn in a view box 15,556 wide, the municipalities in one of 10,116."""

_BORNHOLM = "400"
"""Drawn in the Kattegat to save space; left out."""


class Drawing(NamedTuple):
    """The drawing in the units of its municipalities, y downwards.

    `municipalities` maps the official code to name and shape; neighbours are drawn about
    1.2 km apart. `outline` is all land with fjords, without those gaps.
    """

    outline: shapely.Geometry
    municipalities: dict[str, tuple[str, shapely.Geometry]]


def read_drawing(archive: Path) -> Drawing:
    """Return the drawing of Denmark."""
    script = read_member(archive, _MEMBER).decode("utf-8")
    outline = shapely.Polygon()
    municipalities = {}
    for name, head, path in _ENTRY.findall(script):
        fields = dict(_FIELD.findall(head))
        if name == "danmark":
            outline = shapely.transform(_shape(path), lambda xy: xy * _OUTLINE_SCALE)
        elif path and len(fields.get("code", "")) == 3 and fields["code"] != _BORNHOLM:
            municipalities[fields["code"].zfill(4)] = (fields["display_name"], _shape(path))
    return Drawing(outline, municipalities)


def _shape(path: str) -> shapely.Geometry:
    """Return an SVG path as a (Multi)Polygon: a ring inside another is a hole."""
    shape: shapely.Geometry = shapely.Polygon()
    for ring in _rings(path):
        if len(ring) > 3:
            shape = shape.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return shape


def _rings(path: str) -> Iterator[NDArray[np.float64]]:
    """Yield the closed lines of an SVG path made of the commands M, L, C and Z."""
    tokens = iter(_TOKEN.findall(path))
    ring: list[tuple[float, float]] = []
    start = here = (0.0, 0.0)
    command = "M"
    for token in tokens:
        if token.isalpha():
            command = token
            if command in "Zz":
                yield np.array(ring)
                ring, here = [], start
                continue
            token = next(tokens)
        origin = here if command.islower() else (0.0, 0.0)
        n_points = 3 if command in "Cc" else 1
        points = _points(token, tokens, n_points, origin)
        if command in "Mm":
            start = points[0]
            command = "l" if command == "m" else "L"
        ring.extend(_curve(here, points) if n_points == 3 else points)
        here = points[-1]


def _points(
    first: str, rest: Iterator[str], count: int, origin: tuple[float, float]
) -> list[tuple[float, float]]:
    numbers = [float(first), *(float(next(rest)) for _ in range(2 * count - 1))]
    return [
        (origin[0] + x, origin[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    ]


def _curve(
    start: tuple[float, float], points: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return points along a cubic Bézier curve, its end included."""
    p0, p1, p2, p3 = (np.array(point) for point in (start, *points))
    along = (
        (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t**2 * p2 + t**3 * p3
        for t in _CURVE_STEPS
    )
    return [(float(point[0]), float(point[1])) for point in along]
