"""A short list of checks: a mark for how much each weighs, and its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.domain.place import Place
from models.scenario.checks.value import Check, Severity
from widgets.panels.parts import make_label, set_text
from widgets.style import Look
from widgets.words import Words

_COLOURS = {
    Severity.SERIOUS: "bad",
    Severity.WARNING: "selective",
    Severity.NOTE: "muted",
    Severity.GOOD: "open",
}


class CheckList(QWidget):
    """Shows checks below each other; one with a place is shown on the map by a click or Enter.

    Signals
    -------
    placeRequested : Place
    """

    placeRequested = Signal(object)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        self.rows: list[CheckRow] = []
        self._made: list[CheckRow] = []
        self._more = make_label(look, role="caption", tone="muted")
        self._more.setIndent(look.px(18))
        self._more.hide()
        self._column.addWidget(self._more)
        self._asked: tuple[tuple[Check, ...], int | None] = ((), None)

    def show_checks(self, checks: Sequence[Check], most: int | None = None) -> None:
        """Show the first `most` of the checks, and say how many more there are.

        Nothing is done where they are shown already, and rows are used again: a new one has
        the window laid out twice.
        """
        if (tuple(checks), most) == self._asked:
            return
        self._asked = (tuple(checks), most)
        shown = list(checks)[:most]
        while len(self._made) < len(shown):
            self._add_row()
        self.rows = self._made[: len(shown)]
        for row in self._made[len(shown) :]:
            row.hide()
        for row, check in zip(self.rows, shown, strict=True):
            row.show_check(check)
            row.show()  # what is not on show yet takes no height, and a dialog would cut it
        rest = len(checks) - len(shown)
        if rest:
            self._more.setText(self._words("checks.more", n=rest))
        self._more.setVisible(rest > 0)

    def sentences(self) -> list[str]:
        """Return what stands in the list."""
        return [row.label.text() for row in self.rows]

    def _add_row(self) -> None:
        row = CheckRow(self._words, self._look)
        row.placeRequested.connect(self.placeRequested)
        self._column.insertWidget(len(self._made), row)
        self._made.append(row)


class CheckRow(QWidget):
    """One check."""

    placeRequested = Signal(object)

    def __init__(self, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        self.place: Place | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(6))
        self.mark = SeverityMark(look)
        self.label = make_label(look, wraps=True)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def show_check(self, check: Check) -> None:
        """Show a check."""
        words, has_place = self._words, check.place is not None
        self.place = check.place
        severity = words(f"checks.severity.{check.severity}")
        self.mark.set_severity(check.severity)
        self.mark.setToolTip(severity)
        set_text(self.label, words.of(check.sentence))
        self.setAccessibleName(f"{severity}: {self.label.text()}")
        shape = Qt.CursorShape.PointingHandCursor if has_place else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if has_place else Qt.FocusPolicy.NoFocus)
        self.label.setToolTip(words("checks.show") if has_place else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the place."""
        if event.button() == Qt.MouseButton.LeftButton and self.place is not None:
            self.placeRequested.emit(self.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the place with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place is not None:
            self.placeRequested.emit(self.place)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame where the row has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.palette().highlight().color())
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


class SeverityMark(QWidget):
    """A small sign: square, diamond, ring or tick, so that colour is not all that tells."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._severity = Severity.NOTE
        self._size = look.px(12)
        self._line = look.px(14)
        self.setFixedSize(self.sizeHint())

    def set_severity(self, severity: Severity) -> None:
        """Show how much something weighs."""
        if severity is not self._severity:
            self._severity = severity
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the sign, as high as a line of text."""
        return QSize(self._size, self._line)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._size * 0.75
        box = QRectF(0, 0, side, side)
        box.moveCenter(QPointF(self.width() / 2, self.height() / 2 + self._size / 12))
        colour = self._look.colour(_COLOURS[self._severity])
        pen = painter.pen()
        pen.setColor(colour)
        pen.setWidthF(self._size / 7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._severity is Severity.NOTE:
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        elif self._severity is Severity.GOOD:
            points = [(0.0, 0.5), (0.38, 0.88), (1.0, 0.12)]
            corner = box.topLeft()
            painter.drawPolyline(
                QPolygonF([corner + QPointF(x * side, y * side) for x, y in points])
            )
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if self._severity is Severity.SERIOUS:
                painter.drawRoundedRect(box, 1, 1)
            else:
                painter.translate(box.center())
                painter.rotate(45)
                half = side * 0.4
                painter.drawRect(QRectF(-half, -half, 2 * half, 2 * half))
