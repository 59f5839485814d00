"""Figures have room for their text, and lay out nothing that need not be."""

from __future__ import annotations

from unittest.mock import patch

from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.panels.painted import FigureLabel
from widgets.style import Look


def test_a_figure_asks_for_room_when_it_has_too_little_and_not_before(qtbot, look: Look) -> None:
    column, figure = QWidget(), FigureLabel(look)
    qtbot.addWidget(column)
    QHBoxLayout(column).addWidget(figure)
    column.resize(600, 60)
    column.show()
    with patch.object(FigureLabel, "updateGeometry", autospec=True) as asked:
        figure.set_text("1.234.567 personer")
        assert not asked.called
        figure.resize(20, figure.height())
        assert asked.called
