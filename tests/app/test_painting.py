from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.painting import after_paint


def test_a_call_waits_for_the_paint_and_comes_once(qtbot) -> None:
    widget, calls = QWidget(), []
    qtbot.addWidget(widget)
    after_paint(widget, lambda: calls.append(widget.isVisible()))
    qtbot.wait(1)
    assert calls == []
    widget.show()
    qtbot.waitUntil(lambda: calls == [True])
    widget.repaint()
    qtbot.wait(1)
    assert calls == [True]
