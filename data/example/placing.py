"""Places the drawing on the earth: an affine map fitted to where its coast meets GSHHG's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import KDTree

from data.example.ground import as_multipolygon

Float64 = NDArray[np.float64]

_CENTRE = np.array([3400.0, 6200.0])
"""The middle of Midtjylland in the drawing; the map is written around it."""

_FIRST_GUESS = np.array([[540_000.0, 6_222_000.0], [28.7, 0.0], [0.0, -28.7]])
"""About 28.7 m to a unit of the drawing, y downwards; the fit is not sensitive to it."""

_STAGES = ((40, 2_500.0), (20, 1_200.0))
"""Rounds and the farthest pair taken in (metres) of each stage."""

_DRAWN_SPACING = 12.0
"""Points of the drawn coast are taken this far apart (drawing units, about 350 m)."""
_TRUE_SPACING_M = 50.0


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a point of the drawing lies in EPSG:25832.

    Polynomials of second and third degree were tried too: they follow the open coast 5 %
    closer and bend the inner fjords away from where they are, so the map stays affine.

    Attributes
    ----------
    coefficients : ndarray of float64 with shape (3, 2)
        Rows for 1, x and y, in metres.
    """

    coefficients: Float64

    def points(self, drawn: Float64) -> Float64:
        """Return the places (metres) of points of the drawing, both of shape (n_point, 2)."""
        return np.asarray(_terms(drawn) @ self.coefficients)

    def shape(self, drawn: shapely.Geometry) -> shapely.MultiPolygon:
        """Return a shape of the drawing placed on the earth."""
        return as_multipolygon(shapely.make_valid(shapely.transform(drawn, self.points)))


class Residuals(NamedTuple):
    """How far the placed coast lies from the true one (metres), over all points compared."""

    points: int
    median_m: float
    p75_m: float
    p90_m: float


def fit_placing(
    outline: shapely.Geometry, coast: shapely.Geometry, trusted: shapely.Geometry
) -> tuple[Placing, Residuals]:
    """Fit the drawn outline to the true coast by nearest points, round after round.

    Parameters
    ----------
    outline : polygons in the drawing's units
    coast : lines in EPSG:25832, metres
    trusted : polygons in EPSG:25832
        Only what the first guess puts here is compared: both coasts are good there.

    Returns
    -------
    Placing, Residuals
    """
    drawn = _points_along(shapely.boundary(outline), _DRAWN_SPACING)
    placing = Placing(_FIRST_GUESS)
    drawn = drawn[shapely.contains_xy(trusted, placing.points(drawn))]
    true = _points_along(coast, _TRUE_SPACING_M)
    tree = KDTree(true)
    for rounds, farthest_m in _STAGES:
        for _ in range(rounds):
            distance, nearest = tree.query(placing.points(drawn))
            kept = distance < farthest_m
            placing = Placing(
                np.linalg.lstsq(_terms(drawn[kept]), true[nearest[kept]], rcond=None)[0]
            )
    distance = tree.query(placing.points(drawn))[0]
    median, p75, p90 = (float(value) for value in np.quantile(distance, [0.5, 0.75, 0.9]))
    return placing, Residuals(len(drawn), median, p75, p90)


def _terms(points: Float64) -> Float64:
    return np.column_stack([np.ones(len(points)), points - _CENTRE])


def _points_along(lines: shapely.Geometry, spacing: float) -> Float64:
    return np.asarray(shapely.get_coordinates(shapely.segmentize(lines, spacing)))
