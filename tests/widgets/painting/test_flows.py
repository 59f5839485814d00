"""Flows: width by persons, figures written and apart."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.painting.flows import FlowArc, flow_path, flow_width, paint_flows
from widgets.painting.style import Style


def painted(arcs: list[FlowArc], style: Style) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_flows(painter, arcs, style)
    painter.end()
    return image


def test_width_is_proportional_to_persons_until_too_thin_to_see() -> None:
    assert flow_width(2_000, 2_000) == pytest.approx(2 * flow_width(1_000, 2_000))
    assert flow_width(1, 2_000) == 1.5


def test_a_greater_flow_makes_the_others_thinner_and_stays_within_the_widest() -> None:
    assert flow_width(9_000, 9_000) == flow_width(2_000, 2_000)
    assert flow_width(2_000, 9_000) < flow_width(2_000, 2_000)


def test_the_curve_leads_from_start_to_end(style: Style) -> None:
    path = flow_path(QPointF(10, 20), QPointF(200, 90))
    assert path.pointAtPercent(0) == QPointF(10, 20)
    assert path.pointAtPercent(1) == QPointF(200, 90)


def test_there_and_back_do_not_cover_each_other() -> None:
    a, b = QPointF(0, 0), QPointF(100, 0)
    there, back = flow_path(a, b).pointAtPercent(0.5), flow_path(b, a).pointAtPercent(0.5)
    assert abs(there.y() - back.y()) > 10


def test_a_flow_is_painted_in_its_colour(style: Style) -> None:
    image = painted([FlowArc(QPointF(20, 150), QPointF(280, 150), 2_000)], style)
    path = flow_path(QPointF(20, 150), QPointF(280, 150))
    point = path.pointAtPercent(0.25).toPoint()
    assert image.pixelColor(point).hue() == pytest.approx(QColor(style.theme.flow).hue(), abs=8)


def test_no_flows_paint_nothing(style: Style) -> None:
    image = painted([], style)
    assert image.pixelColor(150, 100) == QColor("#FFFFFF")
